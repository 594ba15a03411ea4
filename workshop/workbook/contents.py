"""The contents page: each worksheet with how far one is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from workshop.answers.own import Status
from workshop.events.models import Event, Step
from workshop.workbook.place import Agenda, Place
from workshop.workbook.wording import clock, language


@dataclass(frozen=True)
class Line:
    """One line of the contents; `href` is None for a worksheet that opens later."""

    href: str | None
    number: str
    title: str
    status: str
    state: str
    is_here: bool


def contents_lines(agenda: Agenda, statuses: Mapping[int, Status], address_of: Callable[[str], str]) -> list[Line]:
    """Every worksheet of the agenda, in order. `statuses` is by the number of the step, `address_of` a worksheet's page."""
    return [_line(place, statuses[place.step.number], agenda.room_step, address_of) for place in agenda.places]


def event_lines(events: Sequence[Event], address_of: Callable[[str], str], *, now: datetime) -> list[Line]:
    """The events one takes part in, in the order given. `address_of` is an event's page, by its code."""
    return [_event_line(event, address_of, now=now) for event in events]


def status_words(status: Status) -> str:
    """How far one is with a worksheet, in one of three words."""
    match status:
        case Status.NOT_STARTED:
            return _("Not started")
        case Status.IN_PROGRESS:
            return _("In progress")
        case Status.DONE:
            return _("Done")


def _line(place: Place, status: Status, room_step: Step | None, address_of: Callable[[str], str]) -> Line:
    states = {Status.NOT_STARTED: "", Status.IN_PROGRESS: "going", Status.DONE: "done"}
    return Line(
        href=address_of(place.key) if place.is_reachable else None,
        number=str(place.number or ""),
        title=place.worksheet.title.in_(language()),
        status=_reached(place, status) if place.is_reachable else _unopened(place.event),
        state=states[status],
        is_here=place.step is room_step,
    )


def _reached(place: Place, status: Status) -> str:
    is_over = place.event.closed_at is not None and status == Status.NOT_STARTED
    return _("Left empty") if is_over else status_words(status)


def _unopened(event: Event) -> str:
    return _("Was not opened") if event.closed_at is not None else _("Opens later")


def _event_line(event: Event, address_of: Callable[[str], str], *, now: datetime) -> Line:
    if event.closed_at is not None:
        status, state = _("Closed"), "done"
    elif event.is_open:
        status, state = _("Open"), "going"
    else:
        status, state = _("Starts %(when)s", when=clock(event.starts_at, event.zone, now=now)), ""
    return Line(address_of(event.code), "", event.title, status, state, is_here=False)
