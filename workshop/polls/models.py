"""Tables of quick polls. Nothing ties a vote to a person: there are counters, and apart from them who has voted already."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.database import UtcDateTime, new_public_id
from workshop.events.models import Event
from workshop.extensions import Base

LONGEST_QUESTION = 200
LONGEST_OPTION = 80


class Poll(Base):
    """One question with two to six options, of which each person chooses one; of each event at most one is open."""

    __tablename__ = "polls"
    __table_args__ = (
        CheckConstraint(f"length(question) BETWEEN 1 AND {LONGEST_QUESTION}", name="question"),
        Index(
            "uq_polls_open",
            "event_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_polls_event_id", "event_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    question: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_shown: Mapped[bool] = mapped_column(default=False)  # on the phones and the big screen

    event: Mapped[Event] = relationship()
    options: Mapped[list["PollOption"]] = relationship(back_populates="poll", order_by="PollOption.rank")

    @property
    def is_open(self) -> bool:
        """True while people may vote."""
        return self.closed_at is None


class PollOption(Base):
    """One option, and how many have chosen it."""

    __tablename__ = "poll_options"
    __table_args__ = (
        UniqueConstraint("poll_id", "rank"),
        CheckConstraint(f"length(words) BETWEEN 1 AND {LONGEST_OPTION}", name="words"),
        CheckConstraint("n_votes >= 0", name="votes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id", ondelete="CASCADE"))
    rank: Mapped[int]
    words: Mapped[str]
    n_votes: Mapped[int] = mapped_column(default=0)

    poll: Mapped[Poll] = relationship(back_populates="options")


class PollVoter(Base):
    """Who has voted in an open poll, so that nobody does twice. Forgotten when the poll closes; never says what for."""

    __tablename__ = "poll_voters"

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True, index=True
    )
