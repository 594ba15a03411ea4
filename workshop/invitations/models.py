"""Tables of invitations: one for each address of an event, what the calendars were told last, and secret feeds."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.database import UtcDateTime, new_public_id
from workshop.events.models import Event
from workshop.extensions import Base


class Invitation(Base):
    """What was sent to one address of a roster, and what its reader answered."""

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("event_id", "address_key"),
        CheckConstraint("answer IN ('', 'accepted', 'declined', 'not me')", name="answer"),
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    address: Mapped[str]
    address_key: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sequence: Mapped[int] = mapped_column(default=0)  # of the calendar entry that this address was sent last
    has_entry: Mapped[bool] = mapped_column(default=True)  # false once it was cancelled

    event: Mapped[Event] = relationship()

    @property
    def is_standing(self) -> bool:
        """True while its reader may still come: not withdrawn, not declined, not somebody else's."""
        return self.withdrawn_at is None and self.answer in ("", "accepted")

    def reply(self, answer: str, *, now: datetime) -> None:
        """What its reader says; the last word counts."""
        self.answer, self.answered_at = answer, now

    def withdraw(self, *, now: datetime) -> None:
        """The facilitator takes it back; safe to repeat."""
        self.withdrawn_at = self.withdrawn_at or now


class Announcement(Base):
    """What the calendars of an event's invited people were told last, to know whether they must be told again."""

    __tablename__ = "announcements"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    sequence: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str]
    zone: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CalendarFeed(Base):
    """The secret address under which a person's calendar program finds their events; one at a time."""

    __tablename__ = "calendar_feeds"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
