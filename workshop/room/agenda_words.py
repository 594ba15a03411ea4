"""The rows of a planned agenda in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from workshop.events.agenda import worksheet_numbers
from workshop.room.agenda_rows import Row, offered
from workshop.room.lines import Line
from workshop.worksheets.catalogue import worksheet


@dataclass(frozen=True)
class WordedRow:
    """One row with its title, its place counted from 1, and which way it can move."""

    row: Row
    title: str
    place: int
    may_go_up: bool
    may_go_down: bool
    may_go: bool


def rows_in_words(rows: Sequence[Row], language: str) -> list[WordedRow]:
    """The rows as the page shows them; the last one, the closing question, stays where it is."""
    last = len(rows) - 1
    numbers = worksheet_numbers(row.kind for row in rows)
    return [
        WordedRow(
            row=row,
            title=title_of(row.worksheet or row.kind, language, numbers[n]),
            place=n + 1,
            may_go_up=0 < n < last,
            may_go_down=n < last - 1,
            may_go=n < last,
        )
        for n, row in enumerate(rows)
    ]


def words_to_add(rows: Sequence[Row], language: str) -> list[tuple[str, str]]:
    """What can be added to these rows, each with its words."""
    return [(key, title_of(key, language)) for key in offered(rows)]


def title_of_line(line: Line) -> str:
    """What a step of an event is called, on every page and sheet for the facilitator."""
    return title_of(line.step.worksheet_key or line.step.kind, line.step.event.language, line.number)


def title_of(what: str, language: str, number: int | None = None) -> str:
    """What a step is called: by the key of its worksheet and its number among the agenda’s, or by its kind."""
    kinds = {"tipsheet": _("Tipsheet"), "talk": _("Talk"), "words": _("Words"), "break": _("Break")}
    if what in kinds:
        return kinds[what]
    title = worksheet(what).title.in_(language)
    return title if number is None else _("Worksheet %(number)s: %(title)s", number=number, title=title)
