"""A person's own questions, for "Download my data"; they go with the person. Of their votes the number stays."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from workshop.accounts import own_data
from workshop.accounts.models import User
from workshop.asking.models import QuestionVote, RoomQuestion
from workshop.events.models import Event, Participant


@own_data.exporter("questions")
def own_questions(session: Session, user: User) -> list[dict[str, str | bool]]:
    """What the user asked at each event."""
    asked = (
        select(Event.code, RoomQuestion.words, RoomQuestion.is_named)
        .join(Event, Event.id == RoomQuestion.event_id)
        .join(Participant, Participant.id == RoomQuestion.author_id)
        .where(Participant.user_id == user.id)
        .order_by(Event.code, RoomQuestion.words)
    )
    return [{"event": code, "question": words, "with_name": named} for code, words, named in session.execute(asked)]


@own_data.eraser
def leave_votes(session: Session, user: User, *, now: datetime) -> None:
    """A number beside each question that became one less would tell what the user had voted for."""
    own = select(QuestionVote.question_id).join(Participant, Participant.id == QuestionVote.participant_id)
    voted = RoomQuestion.id.in_(own.where(Participant.user_id == user.id))
    session.execute(update(RoomQuestion).where(voted).values(gone_votes=RoomQuestion.gone_votes + 1))
