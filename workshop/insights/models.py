"""Blocks that are added up once, who is counted in, and the releases made of them."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.database import UtcDateTime, new_public_id
from workshop.events.models import Participant, Step
from workshop.extensions import Base


class BlockRow(Base):
    """A set of people, for one question, added up once and never reopened. Only its parent is ever set later, once."""

    __tablename__ = "blocks"
    __table_args__ = (
        CheckConstraint("level IN (6, 10, 20)", name="level"),
        ForeignKeyConstraint(["event_team_id", "event_id"], ["event_teams.id", "event_teams.event_id"]),
        Index("ix_blocks_event_question", "event_id", "question"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    question: Mapped[str]  # e.g. needs.importance_delivery.speed
    level: Mapped[int]
    event_team_id: Mapped[int | None]
    generation: Mapped[int]  # which adding up of the question made it, from 1
    tally: Mapped[str]  # JSON: n and integer counts
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("blocks.id"))


class CountedIn(Base):
    """In which blocks one person stands for the questions of a step; goes with the person, while the tallies stay."""

    __tablename__ = "counted_in"
    __table_args__ = ({"sqlite_with_rowid": False},)  # written by the ten thousand

    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"), primary_key=True)
    blocks: Mapped[str]  # their ids, one of level 6 for each question, with spaces between

    participant: Mapped[Participant] = relationship()


class ReleaseRow(Base):
    """The frozen figures that one adding up made; the database refuses to change or delete them."""

    __tablename__ = "releases"
    __table_args__ = (
        UniqueConstraint("step_id", "number"),
        CheckConstraint("cause IN ('added up', 'closing', 'wave')", name="cause"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"))
    number: Mapped[int]
    cause: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hash: Mapped[str]
    figures: Mapped[str]  # JSON of what is printed, and nothing else

    step: Mapped[Step] = relationship()


class ClosingTurnout(Base):
    """How many had joined, started and finished when an event closed. Counted once: a difference would tell of people."""

    __tablename__ = "closing_turnouts"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    joined: Mapped[int]
    steps: Mapped[dict[str, list[int]]] = mapped_column(JSON)  # started and done, by the number of the step


class GoneTurnout(Base):
    """How many who erased themselves had started and finished a step: numbers of nobody, without which theirs would show."""

    __tablename__ = "gone_turnouts"

    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id", ondelete="CASCADE"), primary_key=True)
    started: Mapped[int]
    done: Mapped[int]


class ClosedWave(Base):
    """A wave of check-ins that is over for an event, and how many were asked and answered, counted once as it closed."""

    __tablename__ = "closed_waves"
    __table_args__ = (CheckConstraint("wave IN (7, 30, 90)", name="wave"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    wave: Mapped[int] = mapped_column(primary_key=True)
    asked: Mapped[int]
    answered: Mapped[int]


class StatementBatch(Base):
    """Texts that their authors shared, gathered once and never again; the database refuses to change or delete them.

    In random order, without anything that tells whose they are. What a facilitator leaves out is only ever more.
    """

    __tablename__ = "statement_batches"
    __table_args__ = (UniqueConstraint("step_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"))
    question: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    statements: Mapped[str]  # JSON list of texts
    left_out: Mapped[str] = mapped_column(default="[]")  # JSON list of places in it
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    step: Mapped[Step] = relationship()
