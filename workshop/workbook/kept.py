"""Copies that only their author sees: words that lost against other words, or came after the worksheet had closed."""

from dataclasses import dataclass

from flask_babel import gettext as _

from workshop.answers.own import OwnKept
from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.wording import clock, in_words, language


@dataclass(frozen=True)
class KeptLine:
    """One kept copy: of which answer, its words, and why and when it was kept."""

    label: str
    words: str
    note: str


def kept_lines(opened: OpenSheet) -> list[KeptLine]:
    """The kept copies of this sheet, in the order in which the sheet has them."""
    return [_line(opened, copy) for copy in opened.sheet.kept]


def _line(opened: OpenSheet, copy: OwnKept) -> KeptLine:
    time = clock(copy.kept_at, opened.place.event.zone, now=opened.now)
    note = _("Came after closing, at %(time)s", time=time) if copy.cause == "closed" else _("Kept at %(time)s", time=time)
    label = opened.numbered(copy.question.label.in_(language()), copy.entry)
    return KeptLine(label, in_words(copy.question, copy.value, opened.labels), note)
