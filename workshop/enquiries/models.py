"""What somebody asked the practice for."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.database import UtcDateTime, new_public_id
from workshop.extensions import Base

KINDS = ("workshop", "webinar", "keynote", "unsure")


class Enquiry(Base):
    """One form that somebody sent. `answered_at` is set by whoever has written back."""

    __tablename__ = "enquiries"
    __table_args__ = (CheckConstraint(f"kind IN {KINDS}", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    name: Mapped[str]
    organisation: Mapped[str] = mapped_column(default="")
    address: Mapped[str]
    address_key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    wanted_for: Mapped[str] = mapped_column(default="")  # when, in their words
    words: Mapped[str]
    about: Mapped[str] = mapped_column(default="")  # the tipsheet under which they asked
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def answer(self, *, now: datetime) -> None:
        """Note that somebody has written back; safe to repeat."""
        self.answered_at = self.answered_at or now
