"""What the facilitator does with questions: answers, puts aside, and chooses the one that stands before the room.

Each act is told to the pages of the room; what participants do is not: its moment would tell who did it.
"""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from workshop.asking.models import QuestionOnScreen, RoomQuestion
from workshop.events.holding import hold, hold_row
from workshop.events.models import Event
from workshop.events.pacing import tell_room
from workshop.events.showing import tell_shown


class PutAside(RuntimeError):
    """A question that was put aside is not shown to the room."""


def pick(session: Session, event: Event, question: RoomQuestion) -> None:
    """Put this question before the room, in place of any other. Raises `PutAside` and `Gone`."""
    _hold_both(session, event, question)
    if question.hidden_at is not None:
        raise PutAside(question.id)
    session.execute(delete(QuestionOnScreen).where(QuestionOnScreen.event_id == event.id))
    session.add(QuestionOnScreen(event_id=event.id, question_id=question.id))
    session.flush()
    tell_shown(session, event, "question", is_there=True)
    tell_room(session, event)


def clear(session: Session, event: Event, question: RoomQuestion) -> None:
    """Take this question off the screen; safe to repeat. Raises `Gone`."""
    _hold_both(session, event, question)
    _clear(session, event, question)


def answer(session: Session, event: Event, question: RoomQuestion, *, now: datetime) -> None:
    """It has been answered, and leaves the screen; safe to repeat. Raises `Gone`."""
    _hold_both(session, event, question)
    question.answer(now=now)
    _clear(session, event, question)


def reopen(session: Session, event: Event, question: RoomQuestion) -> None:
    """It waits for an answer again; safe to repeat. Raises `Gone`."""
    _hold_both(session, event, question)
    question.reopen()
    tell_room(session, event)


def put_aside(session: Session, event: Event, question: RoomQuestion, *, now: datetime) -> None:
    """Show it to nobody but the facilitator and its author; safe to repeat. Raises `Gone`."""
    _hold_both(session, event, question)
    question.hide(now=now)
    _clear(session, event, question)


def bring_back(session: Session, event: Event, question: RoomQuestion) -> None:
    """Show it to the room again; safe to repeat. Raises `Gone`."""
    _hold_both(session, event, question)
    question.bring_back()
    tell_room(session, event)


def _clear(session: Session, event: Event, question: RoomQuestion) -> None:
    was_there = QuestionOnScreen.question_id == question.id
    if session.scalar(delete(QuestionOnScreen).where(was_there).returning(QuestionOnScreen.event_id)) is not None:
        tell_shown(session, event, "question", is_there=False)
    tell_room(session, event)


def _hold_both(session: Session, event: Event, question: RoomQuestion) -> None:
    hold(session, event)
    hold_row(session, question)
