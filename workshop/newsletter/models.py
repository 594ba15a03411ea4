"""Readers of the newsletter: who has asked, who has confirmed, and the ledger of what each agreed to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.database import UtcDateTime, new_public_id
from workshop.extensions import Base
from workshop.mail.models import BulkLetter


class PendingSubscription(Base):
    """Somebody typed this address; until its owner has pressed the button behind the mailed link it is no subscriber."""

    __tablename__ = "pending_subscriptions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)  # of the newest link; an older one is worth nothing
    address: Mapped[str]
    address_key: Mapped[str] = mapped_column(unique=True)
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    wording: Mapped[str]  # version of the words that were agreed to
    source: Mapped[str]  # the page on which they were read
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    wrote_at: Mapped[datetime] = mapped_column(UtcDateTime)  # when the last link was mailed
    n_letters: Mapped[int] = mapped_column(default=1)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Subscriber(Base):
    """A confirmed reader. `left_at` is set when they unsubscribe; the row stays so that they can think better of it."""

    __tablename__ = "subscribers"
    __table_args__ = (
        CheckConstraint("wants_tips OR wants_news OR left_at IS NOT NULL", name="wants_something"),
        CheckConstraint("rhythm IN ('tip', 'month')", name="rhythm"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    address: Mapped[str]
    address_key: Mapped[str] = mapped_column(unique=True)
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    wants_tips: Mapped[bool] = mapped_column(default=True)
    wants_news: Mapped[bool] = mapped_column(default=False)  # word of workshops, webinars and keynotes
    rhythm: Mapped[str] = mapped_column(default="tip")  # each tipsheet as it comes, or all of a month in one letter
    paused_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    subscribed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def is_paused(self, *, now: datetime) -> bool:
        """True while the reader has a rest from all mail."""
        return self.paused_until is not None and now < self.paused_until

    def leave(self, *, now: datetime) -> None:
        """Get nothing more; safe to repeat."""
        self.left_at = self.left_at or now

    def come_back(self) -> None:
        """Get what was chosen before; safe to repeat."""
        self.left_at = None
        self.wants_tips = self.wants_tips or not self.wants_news


class SubscriptionKey(Base):
    """A token that opens one subscriber's preferences. None ever expires: a link in an old mail must still let people go."""

    __tablename__ = "subscription_keys"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscribers.id", ondelete="CASCADE"), index=True)


class Consent(Base):
    """One line of the ledger: what the owner of an address agreed to or took back, and when. Append-only."""

    __tablename__ = "consents"
    __table_args__ = (
        CheckConstraint("act IN ('asked', 'confirmed', 'imported', 'left', 'returned', 'erased')", name="act"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address_hmac: Mapped[str] = mapped_column(index=True)  # a keyed hash: evidence for who shows the address, no list
    act: Mapped[str]
    wording: Mapped[str] = mapped_column(default="")
    wording_hash: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Forward(Base):
    """Somebody had a tipsheet mailed to a friend: kept for thirty days, so that it stays a few and nobody gets two."""

    __tablename__ = "forwards"

    id: Mapped[int] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(index=True)  # keyed hashes of both addresses
    recipient: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ForwardRefusal(Base):
    """The owner of this address wants nothing that others have us mail to it; what they get from us themselves goes on."""

    __tablename__ = "forward_refusals"

    recipient: Mapped[str] = mapped_column(primary_key=True)  # a keyed hash of the address
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Mailing(Base):
    """One sending of a tipsheet to everybody who wants it: `scheduled`, `sending` once its words are fixed, then `sent`.

    A tipsheet is mailed once: a correction changes its page, and is not sent. A monthly letter has a month and a language,
    and a slug that no tipsheet can have.
    """

    __tablename__ = "mailings"
    __table_args__ = (CheckConstraint("(month IS NULL) = (language IS NULL)", name="monthly"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    slug: Mapped[str] = mapped_column(unique=True)
    month: Mapped[str | None]  # of a monthly letter, such as 2026-11
    language: Mapped[str | None]  # of a monthly letter
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # every letter is in the outbox
    last_id: Mapped[int] = mapped_column(
        default=0
    )  # of the subscribers whose letters are made: where to go on after a crash
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the last letter has gone, or come to nothing
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held_because: Mapped[str] = mapped_column(default="")  # what keeps it from beginning: `too_long`
    bulk_id: Mapped[int | None] = mapped_column(ForeignKey("bulk_letters.id"))

    bulk: Mapped[BulkLetter | None] = relationship()

    @property
    def rhythm(self) -> str:
        """Of the readers it goes to."""
        return "tip" if self.month is None else "month"

    @property
    def why_held(self) -> str:
        """What holds it, before its words were fixed or after; empty when nothing does."""
        return self.bulk.held_because if self.bulk is not None else self.held_because

    @property
    def state(self) -> str:
        """`scheduled`, `sending`, `held`, `sent` or `cancelled`."""
        if self.cancelled_at is not None:
            return "cancelled"
        if self.sent_at is not None:
            return "sent"
        if self.bulk is not None:
            return "sending" if self.bulk.held_at is None else "held"
        return "held" if self.held_because else "scheduled"
