"""The table of certificates."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.database import UtcDateTime, new_public_id
from workshop.events.models import Participant
from workshop.extensions import Base


class Certificate(Base):
    """That somebody took part, under the name they gave for it. It goes with their seat, and its number with it."""

    __tablename__ = "certificates"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True, default=new_public_id)  # random: whoever was not given it finds nothing
    name: Mapped[str]
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)

    participant: Mapped[Participant] = relationship()

    @property
    def is_valid(self) -> bool:
        """False once the facilitator has taken the seat away."""
        return self.participant.removed_at is None
