"""What the room asks and is asked, as the control room and the big screen have it."""

import hashlib
from collections.abc import Callable, Sequence
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
    """The most wanted questions and how many wait, the one before the room, and the poll: open, shown, or the last."""

    most_wanted: Sequence[Asked]
    n_waiting: int
    question: Asked | None
    poll: Result | None
    shown_poll: Result | None


def asks_of(session: Session, event: Event) -> Asks:
    """What the room asks and is asked now."""
    asked, polls = asked_for_the_facilitator(session, event), polls_of(session, event)
    still, now, shown = waiting(asked), open_poll(polls), shown_poll(polls)
    poll = now or shown or next(iter(polls), None)
    return Asks(
        most_wanted=still[:MOST_IN_CONTROL],
        n_waiting=len(still),
        question=next((one for one in asked if one.is_on_screen and not one.is_hidden), None),
        poll=result_of(poll) if poll else None,
        shown_poll=result_of(shown) if shown else None,
    )


def asked_topic(event: Event) -> str:
    """What is asked, for the facilitators; looked at every few seconds, never told by a save."""
    return f"{event.code}/asked"


def watch_asked(event_id: int) -> Watch:
    """A digest of the questions with their votes, and of what may be told of polls: closed ones change no more."""

    return _digest(event_id, lambda session, event: (asked_for_the_facilitator(session, event), _told(session, event)))


def put_before_topic(event: Event) -> str:
    """What is put before the room, for its big screens."""
    return f"{event.code}/before"


def watch_put_before(event_id: int) -> Watch:
    """A digest of what is put before the room: nobody who stands there learns when others asked or voted."""

    def put_before(session: Session, event: Event) -> object:
        asks = asks_of(session, event)
        return asks.question and (asks.question.words, asks.question.name), asks.shown_poll and _told_of(asks.shown_poll)

    return _digest(event_id, put_before)


def _digest(event_id: int, of: Callable[[Session, Event], object]) -> Watch:
    def digest(session: Session) -> str:
        event = session.get(Event, event_id)
        return hashlib.sha256(repr(of(session, event)).encode()).hexdigest()[:12] if event else ""

    return digest


def _told(session: Session, event: Event) -> list[tuple]:
    return [_told_of(result_of(one)) for one in polls_of(session, event)]


def _told_of(result: Result) -> tuple:
    return result.poll.id, result.poll.is_shown, result.poll.closed_at, result.n_voted


@on_shown
def follow_what_is_shown(session: Session, event: Event, what: str, *, is_there: bool) -> None:
    """The big screen shows the question or the poll that was put before the room, and is blank when it was taken off."""
    if is_there:
        put(session, event, what)
    elif screen_of(session, event).layer == what:
        put(session, event, "blank")
