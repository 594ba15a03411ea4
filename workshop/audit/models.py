"""The audit log: what staff did, in opaque ids, append-only by a rule of the database."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from workshop.database import UtcDateTime
from workshop.extensions import Base


class AuditEntry(Base):
    """One act of one person on one thing. No foreign keys: the log outlives what it speaks of."""

    __tablename__ = "audit"
    # An id is never given out twice, also after the oldest lines have gone.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    act: Mapped[str]  # e.g. report.released
    actor: Mapped[str]  # public id of a user, or empty for the site itself
    subject: Mapped[str]  # public id or code of what was acted on


class AuditSeal(Base):
    """A batch of lines, hashed together with the seal before: a chain that a changed line breaks."""

    __tablename__ = "audit_seals"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(unique=True)
    last_id: Mapped[int]
    digest: Mapped[str]  # SHA-256 of the digest before and of every line, in hexadecimal
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime)
