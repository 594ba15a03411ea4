"""The end of an event: no more answers, and the last adding up."""

from datetime import datetime

from sqlalchemy.orm import Session

from workshop.events.holding import hold
from workshop.events.models import Event
from workshop.events.pacing import tell_room
from workshop.insights.adding_up import add_up_all
from workshop.insights.gathering import gather_all
from workshop.insights.turnout import freeze_turnout
from workshop.polls.polling import close_open
from workshop.room.big_screen import put


def close_event(session: Session, event: Event, *, now: datetime) -> None:
    """Take no more answers and votes, and freeze the figures of every worksheet that was opened; safe to repeat."""
    hold(session, event)
    if event.closed_at is not None:
        return
    event.close(now=now)
    close_open(session, event, now=now)
    tell_room(session, event)
    put(session, event, "join")  # which says now that it is over
    session.flush()
    freeze_turnout(session, event)
    add_up_all(session, event, now=now, cause="closing")
    gather_all(session, event, now=now)
