"""The archive of tipsheets and the web copy of each; open to everyone."""

from collections.abc import Sequence
from dataclasses import replace

from babel import Locale, UnknownLocaleError
from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from workshop.database import utcnow
from workshop.extensions import db
from workshop.qr import qr_of
from workshop.tipsheets import archive as tipsheets
from workshop.tipsheets.access import previewed_tipsheet, published_tipsheet
from workshop.tipsheets.tipsheet import Tipsheet

bp = Blueprint("tipsheets", __name__, url_prefix="/tips", cli_group=None)


@bp.app_template_filter("in_its_own_words")
def in_its_own_words(code: str) -> str:
    """The language with this code, in its own words; the code where nobody knows it."""
    try:
        return (Locale.parse(code, sep="-").display_name or code).capitalize()
    except (UnknownLocaleError, ValueError):
        return code


@bp.get("")
def archive():
    """Twenty of a page, the newest first; those of a year with ?year=, those in which words stand with ?q=."""
    wanted, year = request.args.get("q", "").strip()[:80], request.args.get("year", 0, type=int)
    now, number = utcnow(), max(1, request.args.get("page", 1, type=int))
    listed = tipsheets.headings(db.session, now=now)
    chosen = [one for one in listed if year in (0, one.published_at.year)]
    if wanted:
        having = {one.slug for one in tipsheets.found(db.session, wanted, now=now)}
        chosen = [one for one in chosen if one.slug in having]
    n_pages = max(1, -(-len(chosen) // tipsheets.PAGE_SIZE))
    start = (min(number, n_pages) - 1) * tipsheets.PAGE_SIZE
    shown = tipsheets.whole(db.session, [one.slug for one in chosen[start : start + tipsheets.PAGE_SIZE]])
    return render_template(
        "tipsheets/archive.html",
        issues=_by_year(shown),
        wanted=wanted,
        year=year,
        years=tipsheets.years(listed),
        number=min(number, n_pages),
        n_pages=n_pages,
    )


@bp.get("/latest")
def latest():
    """The newest one, in the reader's language if there is one in it."""
    newest = tipsheets.latest(db.session, now=utcnow(), language=str(get_locale()))
    if newest is None:
        return redirect(url_for(".archive"))
    return redirect(url_for(".show", slug=newest.slug))


@bp.get("/<slug>")
def show(slug):
    """The web copy: the same words as in the mail, and what belongs to them."""
    now = utcnow()
    tipsheet = published_tipsheet(slug, now=now)
    listed = tipsheets.headings(db.session, now=now)
    return render_template(
        "tipsheets/show.html",
        tipsheet=tipsheet,
        neighbours=tipsheets.neighbours(tipsheet, listed),
        others=tipsheets.in_other_languages(tipsheet, listed),
    )


@bp.get("/preview/<token>")
def preview(token):
    """A tipsheet as it will be, for whoever was given this address; not for search engines."""
    tipsheet = previewed_tipsheet(token)
    shown = tipsheet if tipsheet.published_at else replace(tipsheet, published_at=utcnow())
    answer = make_response(render_template("tipsheets/preview.html", tipsheet=shown))
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@bp.get("/<slug>/share")
def share(slug):
    """Passing it on: its address, a letter of one's own to a friend, a code for a phone.

    The site itself writes only where forwarding is switched on, from a form of its own.
    """
    tipsheet = published_tipsheet(slug, now=utcnow())
    href = current_app.config["SETTINGS"].address_of(url_for(".show", slug=slug))
    return render_template("tipsheets/share.html", tipsheet=tipsheet, href=href, code=qr_of(href))


def _by_year(shown: Sequence[Tipsheet]) -> dict[int, list[dict[str, str]]]:
    issues: dict[int, list[dict[str, str]]] = {}
    for one in shown:
        issues.setdefault(one.published_on.year, []).append(_issue(one))
    return issues


def _issue(tipsheet: Tipsheet) -> dict[str, str]:
    day = format_date(tipsheet.published_on, "d MMMM")
    note = _("%(day)s · %(minutes)s min", day=day, minutes=tipsheet.minutes)
    if tipsheet.language.partition("-")[0] != get_locale().language:
        note += f" · {in_its_own_words(tipsheet.language)}"
    return {
        "href": url_for(".show", slug=tipsheet.slug),
        "title": tipsheet.title,
        "summary": tipsheet.standfirst,
        "language": tipsheet.language,
        "note": note,
    }
