"""What the room asks and is asked, as the control room and the big screen have it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workshop.asking.listing import Asked, asked_for_the_facilitator, waiting
from workshop.events.models import Event
from workshop.events.showing import on_shown
from workshop.live.listening import Watch
from workshop.polls.polling import Result, open_poll, polls_of, result_of, shown_poll
from workshop.room.big_screen import put, screen_of

MOST_IN_CONTROL = 3


@dataclass(frozen=True)
class Asks:
    """The most wanted questions and how many wait, the one before the room, and the poll that is open or shown."""

    most_wanted: Sequence[Asked]
    n_waiting: int
    question: Asked | None
    poll: Result | None
    shown_poll: Result | None


def asks_of(session: Session, event: Event) -> Asks:
    """What the room asks and is asked now."""
    asked, polls = asked_for_the_facilitator(session, event), polls_of(session, event)
    still, now, shown = waiting(asked), open_poll(polls), shown_poll(polls)
    poll = now or shown
    return Asks(
        most_wanted=still[:MOST_IN_CONTROL],
        n_waiting=len(still),
        question=next((one for one in asked if one.is_on_screen and not one.is_hidden), None),
        poll=result_of(poll) if poll else None,
        shown_poll=result_of(shown) if shown else None,
    )


def asked_topic(event: Event) -> str:
    """What is asked, for the facilitators and the big screen; looked at every few seconds, never told by a save."""
    return f"{event.code}/asked"


def watch_asked(event_id: int) -> Watch:
    """A digest of the questions with their votes, and of what may be told of polls: closed ones change no more."""

    def digest(session: Session) -> str:
        event = session.get(Event, event_id)
        if event is None:
            return ""
        told = [(one.id, one.is_shown, one.closed_at, result_of(one).n_voted) for one in polls_of(session, event)]
        return hashlib.sha256(repr((asked_for_the_facilitator(session, event), told)).encode()).hexdigest()[:12]

    return digest


@on_shown
def follow_what_is_shown(session: Session, event: Event, what: str, *, is_there: bool) -> None:
    """The big screen shows the question or the poll that was put before the room, and is blank when it was taken off."""
    if is_there:
        put(session, event, what)
    elif screen_of(session, event).layer == what:
        put(session, event, "blank")
