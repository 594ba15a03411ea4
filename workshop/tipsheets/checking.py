"""What keeps a tipsheet from being published, in sentences, by the field to mend."""

import re

from flask_babel import gettext as _

from workshop.tipsheets.markdown import links
from workshop.tipsheets.paper import n_pages
from workshop.tipsheets.places import places
from workshop.tipsheets.tipsheet import ADDRESS, LANGUAGE, Tipsheet

FEWEST = 10  # words that are worth naming
LONGEST = {"title": 100, "standfirst": 300, "author": 100, "action": 500}


def problems_of_shape(one: Tipsheet) -> dict[str, str]:
    """What cannot be kept even in a draft: an unreadable language, an address that is none, a line without end."""
    found = {}
    for field, most in LONGEST.items():
        if len(getattr(one, field)) > most:
            found[field] = _("At most %(n)s characters, please: this has %(m)s.", n=most, m=len(getattr(one, field)))
    if not re.match(LANGUAGE, one.language):
        found["language"] = _("Write the language as two or three small letters: en, fr, or fr-CA.")
    if one.comments and not re.match(ADDRESS, one.comments):
        found["comments"] = _("Write a whole e-mail address, or leave it empty.")
    return found


def problems(one: Tipsheet) -> dict[str, str]:
    """Everything that has to be mended before anybody else may read it."""
    found = problems_of_shape(one)
    missing = {
        "title": _("Give it a title."),
        "standfirst": _("Say in a sentence or two what it is about."),
        "author": _("Say who wrote it."),
        "action": _("Give it one action for the week."),
        "source": _("Write the article."),
    }
    for field, sentence in missing.items():
        if not getattr(one, field).strip():
            found.setdefault(field, sentence)
    for field in ("title", "standfirst", "action"):
        if places(getattr(one, field)):
            found.setdefault(field, _("A place for the reader’s name may stand in the article only."))
    if sentence := _of_places(one.source) or _of_links(one.source) or _of_length(one):
        found.setdefault("source", sentence)
    return found


def page_words(one: Tipsheet) -> str:
    """Whether it prints on one page, in a sentence."""
    return _of_length(one) or _("It prints on one page: %(n)s words.", n=one.n_words)


def _of_places(source: str) -> str:
    for place in places(source):
        if not place.is_known:
            return _("Nothing is known by the name “%(name)s”. A place can hold first_name.", name=place.name)
        if not place.has_fallback:
            return _(
                "The place “%(name)s” needs one word for readers who gave no name, after a bar: "
                "between its marks write first_name|there.",
                name=place.name,
            )
    return ""


def _of_links(source: str) -> str:
    for words, href in links(source):
        if not href.startswith(("https://", "http://", "mailto:")):
            return _(
                "The link “%(words)s” leads to “%(href)s”. Write its whole address, beginning with https://, for the mail.",
                words=words,
                href=href,
            )
        if "%25%25" in href:
            return _("The link “%(words)s” has a place in its address, which no reader’s name should stand in.", words=words)
    return ""


def _of_length(one: Tipsheet) -> str:
    pages = n_pages(one)
    if pages <= 1:
        return ""
    too_many = max(FEWEST, round(one.n_words * (pages - 1) / pages))
    return _(
        "It does not print on one page: it is about %(pages)s pages. Take out some %(words)s words, or headings and "
        "short lines.",
        pages=f"{pages:.1f}",
        words=too_many,
    )
