"""Where the room is, in the words of a participant's page."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from workshop.events.models import Step
from workshop.workbook.place import Agenda
from workshop.workbook.wording import clock


@dataclass(frozen=True)
class RoomWords:
    """Where the room is, in a sentence, and until when, or ""; `is_here` is true on the page of that step."""

    step: Step
    words: str
    until: str = ""
    is_here: bool = False


def room_words(agenda: Agenda, *, now: datetime, at: Step | None = None) -> RoomWords | None:
    """What the room is doing now, as the page of the step `at` says it; None where there is no room to follow."""
    step = agenda.room_step
    if step is None:
        return None
    if step.is_paused:
        return RoomWords(step, _("Please look up: the room is pausing. What you write is still saved."), is_here=step is at)
    ends_at = step.until(now=now)
    until = _("Until %(time)s.", time=clock(ends_at, agenda.event.zone, now=now)) if ends_at else ""
    words = _("The room is here.") if step is at else _where(agenda, step)
    return RoomWords(step, words, until, is_here=step is at)


def closed_words(agenda: Agenda, at: Step, *, now: datetime) -> str:
    """Since when the worksheet of the step `at` takes no more words, said to whoever still writes on it; or ""."""
    event = agenda.event
    since = min((one for one in (event.closed_at, at.closed_at) if one is not None), default=None)
    if since is None or event.takes_typing(now=now):
        return ""
    return _(
        "This worksheet closed at %(time)s. What you type over a minute later is kept as a private copy, for you alone.",
        time=clock(event.typing_until or since, event.zone, now=now),
    )


def _where(agenda: Agenda, step: Step) -> str:
    match step.kind:
        case "tipsheet":
            return _("The room is reading the tipsheet.")
        case "worksheet":
            number = next(place.number for place in agenda.places if place.step is step)
            return _("The room is on worksheet %(number)s.", number=number)
        case "closing":
            return _("The room is at the closing question.")
        case "talk":
            return _("The room is talking.")
        case "words":
            return _("The room is looking at the screen.")
        case _:
            return _("The room is having a break.")
