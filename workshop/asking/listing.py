"""Questions as they may be seen. Nothing that leaves this file tells who asked without a name, or who voted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, exists, func, literal, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.asking.models import QuestionOnScreen, QuestionVote, RoomQuestion
from workshop.events.models import Event, Participant


@dataclass(frozen=True)
class Asked:
    """One question. `name` is "" where its author did not want to be named; `is_mine` and `has_my_vote` are the reader's."""

    id: str
    words: str
    name: str
    n_votes: int
    is_answered: bool
    is_hidden: bool
    is_on_screen: bool
    is_mine: bool = False
    has_my_vote: bool = False

    @property
    def is_waiting(self) -> bool:
        """True until the facilitator has answered it or put it aside."""
        return not self.is_answered and not self.is_hidden


def asked_by_the_room(session: Session, seat: Participant) -> list[Asked]:
    """What a participant reads: everything that is not hidden, and their own in any state."""
    return [one for one in _asked(session, seat.event_id, reader=seat.id) if one.is_mine or not one.is_hidden]


def asked_for_the_facilitator(session: Session, event: Event) -> list[Asked]:
    """Everything that was asked, hidden ones too; what stands before the room comes first."""
    return sorted(_asked(session, event.id), key=lambda one: not one.is_on_screen)


def question_on_screen(session: Session, event: Event) -> Asked | None:
    """The question that stands before the room, or None."""
    return next((one for one in _asked(session, event.id) if one.is_on_screen and not one.is_hidden), None)


def waiting(asked: Sequence[Asked]) -> list[Asked]:
    """Those that nobody has answered or put aside yet."""
    return [one for one in asked if one.is_waiting]


def _asked(session: Session, event_id: int, *, reader: int = 0) -> list[Asked]:
    """Most wanted first; as many votes are sorted by the random id, which is no order of asking."""
    votes = select(func.count()).where(QuestionVote.question_id == RoomQuestion.id).correlate(RoomQuestion).scalar_subquery()
    mine = exists().where(QuestionVote.question_id == RoomQuestion.id, QuestionVote.participant_id == reader)
    rows = session.execute(
        select(
            RoomQuestion.id,
            RoomQuestion.words,
            case((RoomQuestion.is_named, User.name), else_=literal("")),
            votes + RoomQuestion.gone_votes,
            RoomQuestion.answered_at.is_not(None),
            RoomQuestion.hidden_at.is_not(None),
            QuestionOnScreen.question_id.is_not(None),
            RoomQuestion.author_id == reader,
            mine,
        )
        .join(Participant, Participant.id == RoomQuestion.author_id)
        .join(User, User.id == Participant.user_id)
        .outerjoin(QuestionOnScreen, QuestionOnScreen.question_id == RoomQuestion.id)
        .where(RoomQuestion.event_id == event_id)
    )
    return sorted((Asked(*row) for row in rows), key=lambda one: (-one.n_votes, one.id))
