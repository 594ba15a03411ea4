"""The practice's own look: one row, or none."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.database import UtcDateTime
from workshop.extensions import Base


class PracticeLook(Base):
    """The logo and the colour of the practice. What is empty is as the site looks by itself."""

    __tablename__ = "practice_look"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    accent: Mapped[str] = mapped_column(default="")  # #RRGGBB
    logo: Mapped[bytes | None]  # a PNG of our own writing
    logo_width: Mapped[int] = mapped_column(default=0)
    logo_height: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
