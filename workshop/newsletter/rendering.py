"""A tipsheet as a letter: plain text, and HTML whose styles stand in the tags, as mail programs want it."""

from datetime import datetime
from functools import cache

import css_inline
from babel.dates import format_date
from flask_babel import gettext as _

from workshop.branding.colours import shades
from workshop.branding.look import PLAIN, Look
from workshop.config import ROOT, Settings
from workshop.mail.models import BulkLetter
from workshop.mail.rendering import render_words
from workshop.newsletter.monthly import Month
from workshop.tipsheets.markdown import to_html
from workshop.tipsheets.plain import to_text
from workshop.tipsheets.tipsheet import Tipsheet

SPOT, DARK_SPOT, DARK_ON_SPOT = "#0E5C54", "#7CCDBE", "#10211E"  # as tipsheet.css has them
MOST_BYTES = 90_000  # a letter above 102 kB is cut off by the largest mail provider
PREHEADER = 110  # characters


class LetterTooLong(ValueError):
    """The HTML has more than 90 kB."""


def bulk_letter(tipsheet: Tipsheet, settings: Settings, *, look: Look = PLAIN, now: datetime) -> BulkLetter:
    """The letter that everybody gets, its places still to be filled, in the practice's look. Raises `LetterTooLong`."""
    return _short_enough(drafted_letter(tipsheet, settings, look=look, now=now))


def drafted_letter(tipsheet: Tipsheet, settings: Settings, *, look: Look = PLAIN, now: datetime) -> BulkLetter:
    """The same, however long it is."""
    year = (tipsheet.published_at or now).year
    given = {"tipsheet": tipsheet} | _sender(settings, year, look)
    body = f"{tipsheet.plain.strip()}\n" if tipsheet.plain.strip() else to_text(tipsheet.source)
    text = render_words("newsletter/mail/tipsheet.txt", body=body, **given)
    preheader, article = tipsheet.standfirst[:PREHEADER], to_html(tipsheet.source)
    whole = render_words("newsletter/mail/tipsheet.html", preheader=preheader, article=article, **given)
    html = _inliner(look.accent).inline(whole)
    return BulkLetter(key=f"mailing:{tipsheet.slug}", subject=tipsheet.title, text=text, html=html, made_at=now)


def monthly_letter(slug: str, month: Month, settings: Settings, *, look: Look = PLAIN, now: datetime) -> BulkLetter:
    """The letter about all tipsheets of a month, with the way to each. Raises `LetterTooLong`."""
    title = _(
        "The tipsheets of %(month)s", month=format_date(month.begins, "LLLL y", locale=month.language.replace("-", "_"))
    )
    given = {"month": month, "title": title} | _sender(settings, month.begins.year, look)
    text = render_words("newsletter/mail/monthly.txt", **given)
    preheader = " · ".join(tipsheet.title for tipsheet in month.tipsheets)[:PREHEADER]
    html = _inliner(look.accent).inline(render_words("newsletter/mail/monthly.html", preheader=preheader, **given))
    return _short_enough(BulkLetter(key=f"mailing:{slug}", subject=title, text=text, html=html, made_at=now))


def _sender(settings: Settings, year: int, look: Look) -> dict[str, object]:
    return {"settings": settings, "site": settings.base_url, "year": year, "look": look}


def _short_enough(letter: BulkLetter) -> BulkLetter:
    if len(letter.html.encode()) > MOST_BYTES:
        raise LetterTooLong(letter.key)
    return letter


@cache
def _inliner(accent: str) -> css_inline.CSSInliner:
    style = (ROOT / "templates" / "newsletter" / "mail" / "tipsheet.css").read_text()
    if accent:
        own = shades(accent)
        changed = {SPOT: own.spot, DARK_SPOT: own.dark_spot, DARK_ON_SPOT: own.dark_on_spot}
        for colour, instead in changed.items():
            style = style.replace(colour, instead)
    return css_inline.CSSInliner(extra_css=style, keep_at_rules=True, keep_style_tags=True, load_remote_stylesheets=False)
