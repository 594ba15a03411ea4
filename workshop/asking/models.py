"""Tables of questions from the room. None keeps when a question was asked: the hour would tell who asked it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workshop.database import UtcDateTime, new_public_id
from workshop.extensions import Base

LONGEST = 280


class RoomQuestion(Base):
    """One question of one participant. Its id is random, so that not even the order of the ids tells who came first."""

    __tablename__ = "room_questions"
    __table_args__ = (
        CheckConstraint(f"length(words) BETWEEN 1 AND {LONGEST}", name="words"),
        Index("ix_room_questions_event_id", "event_id"),
        Index("ix_room_questions_author_id", "author_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_public_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))  # shown to nobody else
    words: Mapped[str]
    is_named: Mapped[bool]  # the author wants to be named
    gone_votes: Mapped[int] = mapped_column(default=0)  # of people who were erased since: nobody's, and counted still
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def is_waiting(self) -> bool:
        """True until the facilitator has answered it or put it aside."""
        return self.answered_at is None and self.hidden_at is None

    def answer(self, *, now: datetime) -> None:
        """It has been answered; safe to repeat."""
        self.answered_at = self.answered_at or now

    def reopen(self) -> None:
        """It waits for an answer again; safe to repeat."""
        self.answered_at = None

    def hide(self, *, now: datetime) -> None:
        """Show it to nobody but the facilitator and its author; safe to repeat."""
        self.hidden_at = self.hidden_at or now

    def bring_back(self) -> None:
        """Show it to the room again; safe to repeat."""
        self.hidden_at = None


class QuestionVote(Base):
    """Somebody wants to hear this answered too. Only ever counted."""

    __tablename__ = "question_votes"

    question_id: Mapped[str] = mapped_column(ForeignKey("room_questions.id", ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class QuestionOnScreen(Base):
    """The question that stands before the room: one of each event at most."""

    __tablename__ = "questions_on_screen"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[str] = mapped_column(ForeignKey("room_questions.id", ondelete="CASCADE"), unique=True)
