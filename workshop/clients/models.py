"""Client organisations, their teams, and who reads their reports."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.accounts.models import User
from workshop.database import UtcDateTime, new_public_id
from workshop.extensions import Base


class Client(Base):
    """An organisation that books events."""

    __tablename__ = "clients"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    teams: Mapped[list["Team"]] = relationship(back_populates="client", order_by="Team.name")


class Team(Base):
    """A named group inside a client."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("client_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    name: Mapped[str]

    client: Mapped[Client] = relationship(back_populates="teams")


class Reader(Base):
    """A user who reads the team reports of one client, with who invited them, as long as that account is there."""

    __tablename__ = "readers"

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)

    client: Mapped[Client] = relationship()
    user: Mapped[User] = relationship(foreign_keys=user_id)
    invited_by: Mapped[User | None] = relationship(foreign_keys=invited_by_id)
