"""The client's answer to its people: a draft until it is sent, and never changed afterwards."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.database import UtcDateTime, new_public_id
from workshop.events.models import Event
from workshop.extensions import Base


class Commitment(Base):
    """What the client of an event says it will do, beside a version of its report; of an event at most one is a draft."""

    __tablename__ = "commitments"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("sent_at IS NULL OR length(words) > 0", name="words"),
        Index(
            "uq_commitments_draft",
            "event_id",
            unique=True,
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    number: Mapped[int]
    report_version: Mapped[int]  # of the report that its writer had before them
    words: Mapped[str]
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_id: Mapped[int] = mapped_column(default=0)  # of the last seat whose letter was made
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when all its letters were

    event: Mapped[Event] = relationship()
