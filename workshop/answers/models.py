"""What participants wrote: sheets, entries, answers, and what is needed to merge two writers without losing a word."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.answers.countable import NOTHING
from workshop.database import UtcDateTime
from workshop.events.models import Participant, Step
from workshop.extensions import Base

COLUMN_OF_KIND = {
    "short": "text",
    "long": "text",
    "chip": "choice",
    "choice": "choice",
    "chips": "chips",
    "scale": "number",
    "day": "day",
    "reference": "ref_entry",
}
_VALUE_COLUMNS = ("text", "number", "choice", "chips", "day", "ref_entry")
_ALSO = {"scale": ("choice",), "reference": ("text",)}  # "I don't know"; "someone else: …"


def _only_its_own_column() -> str:
    rules = []
    for kind, column in COLUMN_OF_KIND.items():
        others = [c for c in _VALUE_COLUMNS if c != column and c not in _ALSO.get(kind, ())]
        rules.append(f"(kind = '{kind}' AND " + " AND ".join(f"{c} IS NULL" for c in others) + ")")
    return " OR ".join(rules)


class Sheet(Base):
    """One participant's copy of one worksheet: draft or done, with a revision that grows with every change."""

    __tablename__ = "sheets"
    __table_args__ = (UniqueConstraint("participant_id", "step_id"), Index("ix_sheets_step", "step_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id", ondelete="CASCADE"))
    revision: Mapped[int] = mapped_column(default=0)
    saves: Mapped[int] = mapped_column(default=0)  # that a page was told of, whether they changed anything or not
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    countable: Mapped[str] = mapped_column(Text, default=NOTHING)  # what figures are made of: no word of any answer

    participant: Mapped[Participant] = relationship()
    step: Mapped[Step] = relationship()
    entries: Mapped[list["Entry"]] = relationship(order_by="Entry.rank, Entry.id")


class Entry(Base):
    """One repeated block of a sheet, or the one block ('once') that holds what is asked once."""

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("id", "sheet_id"),
        CheckConstraint("part IN ('each', 'once')", name="part"),
        Index("ix_entries_sheet", "sheet_id"),
        Index(
            "ix_entries_removed",
            "sheet_id",
            sqlite_where=text("removed_at IS NOT NULL"),
            postgresql_where=text("removed_at IS NOT NULL"),
        ),
        Index(
            "uq_entries_once",
            "sheet_id",
            unique=True,
            sqlite_where=text("part = 'once'"),
            postgresql_where=text("part = 'once'"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)  # a UUID made by the page that added it
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id", ondelete="CASCADE"))
    part: Mapped[str] = mapped_column(default="each")
    rank: Mapped[int]
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Answer(Base):
    """The value one person gave to one question in one entry, and which writer wrote it last."""

    __tablename__ = "answers"
    __table_args__ = (
        ForeignKeyConstraint(["entry_id", "sheet_id"], ["entries.id", "entries.sheet_id"], ondelete="CASCADE"),
        CheckConstraint(_only_its_own_column(), name="kind"),
        CheckConstraint("number IS NULL OR number BETWEEN 1 AND 5", name="number"),
        Index("ix_answers_sheet_question", "sheet_id", "question"),
    )

    entry_id: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    sheet_id: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str | None]
    number: Mapped[int | None]
    choice: Mapped[str | None]
    chips: Mapped[str | None]  # option keys in list order, comma between
    day: Mapped[date | None]
    ref_entry: Mapped[str | None]
    revision: Mapped[int]
    writer: Mapped[str]
    seq: Mapped[int]


class Writer(Base):
    """One page load that writes on a sheet, with the receipt of its last save."""

    __tablename__ = "writers"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id", ondelete="CASCADE"), primary_key=True)
    writer: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    digest: Mapped[str]  # of the last payload
    revision: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class KeptCopy(Base):
    """Words that lost against other words, or came too late: kept for their author alone."""

    __tablename__ = "kept_copies"
    __table_args__ = (CheckConstraint("cause IN ('conflict', 'closed')", name="cause"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id", ondelete="CASCADE"), index=True)
    entry_id: Mapped[str]
    question: Mapped[str]
    value: Mapped[str]  # canonical JSON of the value
    cause: Mapped[str]
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Share(Base):
    """One text that its author lets others read without a name, until it is gathered: at most one of each question a person.

    `digest` is of the words they looked at; once those change, nothing is shared any more.
    """

    __tablename__ = "shares"
    __table_args__ = (
        ForeignKeyConstraint(["entry_id", "question"], ["answers.entry_id", "answers.question"], ondelete="CASCADE"),
        Index("ix_shares_answer", "entry_id", "question"),
    )

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    entry_id: Mapped[str]
    digest: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
