"""The agenda as the control room lists it: each step with its worksheet, where it has one."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.events.agenda import worksheet_numbers
from workshop.events.models import Event, Step
from workshop.worksheets.catalogue import worksheet
from workshop.worksheets.worksheet import Worksheet


@dataclass(frozen=True)
class Line:
    """One step of the agenda, and what it asks: None where it has no worksheet. `number` counts the worksheets from 1."""

    step: Step
    sheet: Worksheet | None
    number: int | None = None


def lines_of(event: Event) -> tuple[Line, ...]:
    """Every step of the event, in order."""
    numbers = worksheet_numbers(step.kind for step in event.steps)
    return tuple(_line(step, number) for step, number in zip(event.steps, numbers, strict=True))


def line_of(step: Step) -> Line:
    """One step with its worksheet in the version that the event was planned with."""
    return next(line for line in lines_of(step.event) if line.step.id == step.id)


def _line(step: Step, number: int | None) -> Line:
    sheet = worksheet(step.worksheet_key, step.worksheet_version) if step.worksheet_key else None
    return Line(step, sheet, number)


def next_line(lines: Sequence[Line], here: Line | None) -> Line | None:
    """What comes after the place of the room in the agenda; None at the end."""
    rank = here.step.rank if here else 0
    return next((line for line in lines if line.step.rank > rank), None)


def previous_line(lines: Sequence[Line], here: Line | None) -> Line | None:
    """What is open before the place of the room in the agenda: going back opens nothing. None at the beginning."""
    return next((line for line in reversed(lines) if here and line.step.rank < here.step.rank and line.step.is_open), None)
