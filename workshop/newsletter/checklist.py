"""What to look at before a tipsheet is mailed to many: each point a sentence, and whether it stands in the way."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from workshop.config import Settings
from workshop.mail.models import BulkLetter
from workshop.newsletter.audience import Audience
from workshop.newsletter.rendering import MOST_BYTES
from workshop.tipsheets.checking import page_words, problems
from workshop.tipsheets.markdown import links
from workshop.tipsheets.places import places
from workshop.tipsheets.tipsheet import Tipsheet

LONGEST_SUBJECT = 70  # characters; more is cut off on a phone
_LOUD = re.compile(r"[!?]{2,}|[$€£]{2,}")
_SALES = re.compile(r"\b(free|act now|winner|guarantee[ds]?|urgent|click here|100 ?%)(?!\w)", re.IGNORECASE)
_REPLY = re.compile(r"^\s*(re|fwd?|aw|tr)\s*:", re.IGNORECASE)


@dataclass(frozen=True)
class Check:
    """One point: `state` is "good", "look" for what a person has to judge, or "bad" for what stands in the way."""

    state: str
    words: str


def checklist(
    tipsheet: Tipsheet, letter: BulkLetter, to: Audience, settings: Settings, *, opens: Callable[[str], bool], is_tried: bool
) -> list[Check]:
    """Every point. `opens` tells whether a path of this site leads anywhere; `is_tried`: somebody has had a copy of it."""
    return [
        *_of_words(tipsheet),
        *_of_links(tipsheet, settings.base_url, opens),
        _of_places(tipsheet),
        _of_size(letter),
        _of_text(tipsheet, letter),
        *_of_subject(letter.subject),
        _of_sender(settings),
        _of_readers(to),
        Check("good", _("A copy of it was mailed to try it."))
        if is_tried
        else Check("look", _("Nobody has had a copy of this version yet: mail yourself one, and read it on a phone.")),
    ]


def is_ready(points: Sequence[Check]) -> bool:
    """True when nothing stands in the way."""
    return all(one.state != "bad" for one in points)


def _of_words(tipsheet: Tipsheet) -> list[Check]:
    return [Check("bad", sentence) for sentence in problems(tipsheet).values()] or [Check("good", page_words(tipsheet))]


def _of_links(tipsheet: Tipsheet, site: str, opens: Callable[[str], bool]) -> list[Check]:
    hrefs = dict.fromkeys(href for _words, href in links(tipsheet.source) if href.startswith("http"))
    ours = [href for href in hrefs if href == site or href.startswith(f"{site}/")]
    dead = [href for href in ours if not opens(href.removeprefix(site) or "/")]
    found = [Check("bad", _("This link leads nowhere on this site: %(href)s", href=href)) for href in dead]
    found += [
        Check("look", _("This link leads away from the site; open it once yourself: %(href)s", href=href))
        for href in hrefs
        if href not in ours
    ]
    if not found:
        found.append(Check("good", _("Every link leads to a page of this site.") if ours else _("It has no links.")))
    return found


def _of_places(tipsheet: Tipsheet) -> Check:
    n = len(places(tipsheet.source))
    if not n:
        return Check("good", _("Everybody gets the same words."))
    sentence = ngettext(
        "%(num)s place holds the reader’s name, or its own word where there is none.",
        "%(num)s places hold the reader’s name, or their own word where there is none.",
        n,
    )
    return Check("good", sentence)


def _of_size(letter: BulkLetter) -> Check:
    n_bytes = len(letter.html.encode())
    told = _("The letter has %(n)s kB of at most %(most)s.", n=-(-n_bytes // 1000), most=MOST_BYTES // 1000)
    return Check("good" if n_bytes <= MOST_BYTES else "bad", told)


def _of_text(tipsheet: Tipsheet, letter: BulkLetter) -> Check:
    if not letter.text.strip():
        return Check("bad", _("The plain text of the letter is empty."))
    if tipsheet.plain:
        return Check("look", _("You wrote the plain text yourself: see that it says the same as the article."))
    return Check("good", _("The plain text is made from the article."))


def _of_subject(subject: str) -> list[Check]:
    found = []
    if len(subject) > LONGEST_SUBJECT:
        found.append(_("The subject has %(n)s characters; a phone shows some %(m)s.", n=len(subject), m=LONGEST_SUBJECT))
    if _LOUD.search(subject) or (subject.isupper() and len(subject) > 5):
        found.append(_("The subject shouts. Mail programs take that for spam."))
    if _SALES.search(subject):
        found.append(_("The subject sounds like an advertisement. Mail programs may take it for spam."))
    if _REPLY.match(subject):
        found.append(_("The subject looks like an answer, and the letter is none."))
    return [Check("look", sentence) for sentence in found] or [Check("good", _("Nothing in the subject sounds like spam."))]


def _of_sender(settings: Settings) -> Check:
    if settings.postal_address.strip():
        return Check(
            "good",
            _("It says who wrote it: %(sender)s, %(place)s.", sender=settings.practice_name, place=settings.postal_address),
        )
    return Check(
        "bad", _("POSTAL_ADDRESS is empty. Mail to many must say where its sender can be written to: set it first.")
    )


def _of_readers(to: Audience) -> Check:
    if not to.n_readers:
        return Check("look", _("Nobody would get it: no reader wants tipsheets in this language."))
    return Check("good", ngettext("It goes to %(num)s reader.", "It goes to %(num)s readers.", to.n_readers))
