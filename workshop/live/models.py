"""The table of signals."""

from sqlalchemy.orm import Mapped, mapped_column

from workshop.extensions import Base


class Signal(Base):
    """How often something that open pages show has changed."""

    __tablename__ = "signals"

    topic: Mapped[str] = mapped_column(primary_key=True)  # HERON-42/room
    revision: Mapped[int] = mapped_column(default=1)
