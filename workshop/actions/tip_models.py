"""The action of a tipsheet, taken on by a reader, and how many readers took on which."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.database import UtcDateTime, new_public_id
from workshop.extensions import Base


class TipAction(Base):
    """One reader takes the action of one tipsheet on, and is asked once how it went; an account is not needed."""

    __tablename__ = "tip_actions"
    __table_args__ = (
        UniqueConstraint("slug", "address_key"),
        CheckConstraint("went IN ('', 'done', 'partly', 'stuck', 'not_yet', 'no_longer')", name="went"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    slug: Mapped[str]
    address: Mapped[str]
    address_key: Mapped[str] = mapped_column(index=True)
    moment: Mapped[str]  # "When …"
    token_hash: Mapped[str] = mapped_column(unique=True)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    went: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_counted: Mapped[bool] = mapped_column(
        default=False
    )  # among the readers: the address's owner has shown that it is theirs

    def hear(self, went: str, *, now: datetime) -> None:
        """Its reader said how it went; said again, the later word stands."""
        self.went, self.answered_at = went, now


class TipCount(Base):
    """How many readers ever took the action of a tipsheet on: signed in, or by answering the letter to their address.

    It never falls, so that it tells nothing of who was erased.
    """

    __tablename__ = "tip_counts"

    slug: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int]


class TipRefusal(Base):
    """Somebody wants no letter about actions of tipsheets at their address, kept as a keyed hash, whoever types it again."""

    __tablename__ = "tip_refusals"

    recipient: Mapped[str] = mapped_column(primary_key=True)
    refused_at: Mapped[datetime] = mapped_column(UtcDateTime)
