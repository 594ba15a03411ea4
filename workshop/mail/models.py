"""The outbox: letters are rows written in the same transaction as what they tell of, and sent by the worker."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.database import UtcDateTime
from workshop.extensions import Base


class BulkLetter(Base):
    """What many get: the same words, with places such as `%%name%%` that each letter of its run fills in."""

    __tablename__ = "bulk_letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # what it is, e.g. mailing:12
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # nothing of the run is claimed while this is set
    held_because: Mapped[str] = mapped_column(default="")


class MailPause(Base):
    """While this row is there no letter begins. There is one at most."""

    __tablename__ = "mail_pauses"
    __table_args__ = (
        CheckConstraint("id = 1", name="one"),
        CheckConstraint("because IN ('paused', 'refused', 'restored')", name="because"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    because: Mapped[str]
    said: Mapped[str] = mapped_column(default="")  # by the mail server
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when the worker tries again by itself; None: never


class Suppression(Base):
    """A recipient that no bulk letter goes to."""

    __tablename__ = "suppressions"
    __table_args__ = (CheckConstraint("reason IN ('erased', 'bounced', 'complained', 'unreachable')", name="reason"),)

    recipient: Mapped[str] = mapped_column(primary_key=True)  # a keyed hash of the address
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the end of a rest; None: until its owner confirms anew


class BounceScore(Base):
    """How often letters came back from a recipient whose mailbox is full or out of reach."""

    __tablename__ = "bounce_scores"

    recipient: Mapped[str] = mapped_column(primary_key=True)  # a keyed hash of the address
    score: Mapped[float]
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OutgoingMail(Base):
    """One letter to one address.

    `queued → inflight → sent`, or back to `retry`, or `failed`, `bounced`, `uncertain`, `cancelled`, `skipped`: its reader
    had left before it began.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        CheckConstraint(
            "state IN ('queued', 'inflight', 'sent', 'retry', 'failed', 'bounced', 'uncertain', 'cancelled', 'skipped')",
            name="state",
        ),
        Index("ix_outgoing_mail_due", "state", "priority", "not_before"),
        Index("ix_outgoing_mail_run", "bulk_id", "state"),
        Index("ix_outgoing_mail_sent", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]  # what it is, e.g. sign_in
    category: Mapped[str] = mapped_column(default="service")  # tipsheet, news, followup: may be turned off; or service
    recipient: Mapped[str] = mapped_column(default="", index=True)  # a keyed hash of the address, on bulk letters
    bulk_id: Mapped[int | None] = mapped_column(ForeignKey("bulk_letters.id"))
    fields: Mapped[dict[str, str] | None] = mapped_column(JSON)  # what fills the places of the bulk letter
    to_address: Mapped[str]
    domain: Mapped[str] = mapped_column(default="")  # of the address, in small letters
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str] = mapped_column(default="")
    calendar: Mapped[str] = mapped_column(default="")  # an entry that the reader's program offers to take over
    message_id: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(default="queued")
    priority: Mapped[int] = mapped_column(default=10)  # smaller goes first: sign-in codes 0, service 10, bulk 50
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    not_before: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0)  # how often nobody knows whether the letter left
    lease_owner: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    inflight_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    complained_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # its reader called it unwanted
    smtp_code: Mapped[int | None]
    smtp_text: Mapped[str] = mapped_column(default="")

    bulk: Mapped[BulkLetter | None] = relationship()
