"""Bringing old issues along: Markdown files with the lines of a tipsheet at their top, all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.tipsheets.archive import UnknownTipsheet, tipsheet
from workshop.tipsheets.models import WrittenTipsheet
from workshop.tipsheets.tipsheet import Tipsheet, TipsheetNotRead, parse
from workshop.tipsheets.writing import slug_from, take_over

MOST_FILES = 500
MOST_KILOBYTES = 900  # of all files that a form sends at once; what stands around them makes it the site's 1 MiB


class NotImported(ValueError):
    """Nothing was brought along. `sentences` say why, each naming its file, and its line where there is one."""

    def __init__(self, sentences: Sequence[str]):
        super().__init__("; ".join(sentences))
        self.sentences = sentences


def import_issues(session: Session, files: Sequence[tuple[str, bytes]], *, now: datetime) -> list[WrittenTipsheet]:
    """Take over these files, each a name and its bytes; one of a day to come opens on that day. Raises `NotImported`."""
    if not files:
        raise NotImported([_("Choose one file or several.")])
    if len(files) > MOST_FILES:
        raise NotImported([_("At most %(n)s files at once.", n=MOST_FILES)])
    read: dict[str, Tipsheet] = {}
    wrong = []
    for name, content in files:
        try:
            one = _read(PurePath(name).name, content)
            _refuse_taken(session, one, name, read)
            read[one.slug] = one
        except TipsheetNotRead as problem:
            wrong.append(str(problem))
    wrong += [sentence for one in read.values() if (sentence := _unknown_origin(session, one, read))]
    if wrong:
        raise NotImported(wrong)
    return [take_over(session, one, now=now) for one in read.values()]


def _read(name: str, content: bytes) -> Tipsheet:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TipsheetNotRead(
            _("%(name)s, line %(line)s: not UTF-8. Save the file as UTF-8.", name=name, line=line)
        ) from None
    return parse(slug_from(PurePath(name).stem), text, name=name)


def _refuse_taken(session: Session, one: Tipsheet, name: str, read: dict[str, Tipsheet]) -> None:
    try:
        if one.slug not in read:
            tipsheet(session, one.slug)
    except UnknownTipsheet:
        return
    raise TipsheetNotRead(
        _("%(name)s: there is a tipsheet at /tips/%(slug)s already. Correct that one on its page.", name=name, slug=one.slug)
    )


def _unknown_origin(session: Session, one: Tipsheet, read: dict[str, Tipsheet]) -> str:
    try:
        if one.translation_of and one.translation_of not in read:
            tipsheet(session, one.translation_of)
    except UnknownTipsheet:
        return _("%(slug)s.md: translation_of: there is no %(origin)s.", slug=one.slug, origin=one.translation_of)
    return ""
