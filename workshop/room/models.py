"""What an event's big screen shows, and the devices that may show it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.accounts.models import User
from workshop.database import UtcDateTime, new_public_id
from workshop.events.models import Event, Step
from workshop.extensions import Base


class BigScreen(Base):
    """What stands on every big screen of one event now, as its facilitators chose; without a row it is the join sheet."""

    __tablename__ = "big_screens"
    __table_args__ = (
        CheckConstraint(
            "layer IN ('join', 'words', 'prompt', 'writing', 'result', 'statements', 'question', 'poll', 'blank')",
            name="layer",
        ),
        CheckConstraint("look IN ('light', 'dark', 'contrast')", name="look"),
        CheckConstraint("page >= 1", name="page"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    layer: Mapped[str] = mapped_column(default="join")
    step_id: Mapped[int | None] = mapped_column(ForeignKey("steps.id", ondelete="SET NULL"))  # what the layer is about
    page: Mapped[int] = mapped_column(default=1)  # which of several figures, or pages of statements
    look: Mapped[str] = mapped_column(default="light")

    step: Mapped[Step | None] = relationship()


class ScreenKey(Base):
    """A device that asked to be a big screen: waiting for its code to be typed, or tied to one event, or ended.

    It opens that event's screen and nothing else; nobody is signed in on it.
    """

    __tablename__ = "screen_keys"
    __table_args__ = (CheckConstraint("(event_id IS NULL) = (paired_at IS NULL)", name="paired"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    token_hash: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(index=True)  # of the six characters on its screen
    device: Mapped[str]  # as its browser names itself, for the list of screens
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    paired_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    paired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event | None] = relationship()
    paired_by: Mapped[User | None] = relationship()
