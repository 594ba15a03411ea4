"""Sheets as the database holds them, each question a single statement and, for a save, under the sheet's lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from sqlalchemy import Table, and_, bindparam, exists, select
from sqlalchemy.orm import Session

from workshop.answers.merging import Mark
from workshop.answers.models import Answer, Entry, KeptCopy, Sheet, Writer
from workshop.answers.naming import sheet_name
from workshop.answers.statements import insert_into
from workshop.answers.values import COLUMNS, from_columns
from workshop.events.models import Participant, Step
from workshop.prepared import Prepared, Row
from workshop.worksheets.kinds import Value


@dataclass(frozen=True)
class StoredAnswer:
    """A value and whose save it came with. A cleared answer stays, its value None."""

    value: Value | None
    by: Mark


@dataclass(frozen=True)
class StoredEntry:
    """One entry with its answers, live or removed."""

    id: str
    part: str
    rank: int
    removed_at: datetime | None
    answers: Mapping[str, StoredAnswer] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Value]:
        """What is answered here, by question."""
        return {key: answer.value for key, answer in self.answers.items() if answer.value is not None}


@dataclass(frozen=True)
class Receipt:
    """What a writer is told: this save of yours is stored, as of this revision and time."""

    sheet: str
    writer: str
    seq: int
    digest: str
    revision: int
    saved_at: datetime


@dataclass(frozen=True)
class StoredSheet:
    """A sheet with all its entries, in order, and during a save the last receipt of whoever saves."""

    id: int
    revision: int
    saves: int
    saved_at: datetime
    done_at: datetime | None
    entries: tuple[StoredEntry, ...]
    last: Receipt | None = None  # of the writer who saves
    has_kept: bool = False  # words that lost or came too late are kept aside; not asked during a save

    @property
    def is_new(self) -> bool:
        """True for `no_sheet`, which has no id yet."""
        return self.id == 0

    def entry(self, entry_id: str) -> StoredEntry | None:
        """The entry with this id, live or removed."""
        return next((one for one in self.entries if one.id == entry_id), None)

    @property
    def live(self) -> tuple[StoredEntry, ...]:
        """The repeated entries that have not been removed."""
        return tuple(one for one in self.entries if one.part == "each" and one.removed_at is None)


_SHEETS, _ENTRIES, _ANSWERS, _WRITERS = (cast(Table, one.__table__).c for one in (Sheet, Entry, Answer, Writer))
_SHEET = [_SHEETS[name] for name in ("id", "revision", "saves", "saved_at", "done_at")]
_ENTRY = [_ENTRIES[name] for name in ("id", "part", "rank", "removed_at")]
_ANSWER = [_ANSWERS[name] for name in ("question", "writer", "seq", "kind", *COLUMNS)]
_RECEIPT = [_WRITERS[name] for name in ("seq", "digest", "revision", "saved_at")]
_OF_ENTRY = slice(len(_SHEET), len(_SHEET) + len(_ENTRY))
_OF_ANSWER = slice(_OF_ENTRY.stop, _OF_ENTRY.stop + len(_ANSWER))
_MORE = _OF_ANSWER.stop  # where whatever else is asked for begins
_WHOLE = (
    select(*_SHEET, *_ENTRY, *_ANSWER)
    .outerjoin_from(Sheet.__table__, Entry.__table__, _ENTRIES.sheet_id == _SHEETS.id)
    .outerjoin(Answer.__table__, _ANSWERS.entry_id == _ENTRIES.id)
    .order_by(_SHEETS.id, _ENTRIES.rank, _ENTRIES.id)
)
_OF_ONE = _SHEETS.participant_id == bindparam("seat")
_HERE = _OF_ONE, _SHEETS.step_id == bindparam("step")
_WITH_RECEIPT = Prepared(
    _WHOLE.add_columns(*_RECEIPT)
    .outerjoin(Writer.__table__, and_(_WRITERS.sheet_id == _SHEETS.id, _WRITERS.writer == bindparam("writer")))
    .where(*_HERE)
)
_LOCK = Prepared(select(_SHEETS.id).where(*_HERE).with_for_update())
_OF_SEAT = _WHOLE.add_columns(exists().where(KeptCopy.sheet_id == _SHEETS.id), _SHEETS.step_id)
_OWN = Prepared(_OF_SEAT.where(*_HERE))
_ALL_OWN = Prepared(_OF_SEAT.where(_OF_ONE))


def stored_sheet(session: Session, seat: Participant, step: Step) -> StoredSheet | None:
    """The seat's sheet at this step, in one statement; None if nothing is stored there."""
    found = _OWN.rows(session, {"seat": seat.id, "step": step.id})
    return _sheet(found, has_kept=found[0][_MORE]) if found else None


def stored_sheets(session: Session, seat: Participant) -> dict[int, StoredSheet]:
    """All stored sheets of the seat, by step id, in one statement."""
    found: dict[int, list[Row]] = {}
    for row in _ALL_OWN.rows(session, {"seat": seat.id}):
        found.setdefault(row[-1], []).append(row)
    return {step_id: _sheet(rows, has_kept=rows[0][_MORE]) for step_id, rows in found.items()}


def no_sheet(*, now: datetime) -> StoredSheet:
    """A sheet as it is before the first save, which makes it."""
    return StoredSheet(id=0, revision=0, saves=0, saved_at=now, done_at=None, entries=())


def seen_sheet(session: Session, seat: Participant, step: Step, writer: str) -> StoredSheet | None:
    """As `locked_sheet`, without the lock: by the time there is one it may have changed. None if there is no sheet."""
    found = _WITH_RECEIPT.rows(session, {"seat": seat.id, "step": step.id, "writer": writer})
    return _sheet(found, last=_receipt(found[0], sheet_name(seat, step), writer)) if found else None


def locked_sheet(
    session: Session, seat: Participant, step: Step, writer: str, *, may_be_there: bool = True, now: datetime
) -> StoredSheet:
    """The seat's sheet at this step with the writer's last receipt, locked till the transaction ends; made if missing.

    `may_be_there` is False where it was missing just now: then it is made first.
    """
    found = _locked(session, seat, step, writer) if may_be_there else None
    if found is None:
        made = {"participant_id": seat.id, "step_id": step.id, "revision": 0, "saves": 0, "created_at": now, "saved_at": now}
        session.execute(insert_into(session, Sheet).on_conflict_do_nothing(), made)
        found = _locked(session, seat, step, writer)
    assert found is not None, "it has just been made, and is nobody else's to delete"
    return found


def _locked(session: Session, seat: Participant, step: Step, writer: str) -> StoredSheet | None:
    # SQLite holds the lock of the whole database already. Elsewhere it is read only once nobody else can change it.
    if session.get_bind().dialect.name == "postgresql" and not _LOCK.rows(session, {"seat": seat.id, "step": step.id}):
        return None
    return seen_sheet(session, seat, step, writer)


def _receipt(row: Row, sheet: str, writer: str) -> Receipt | None:
    seq, digest, revision, saved_at = row[_MORE:]
    return None if seq is None else Receipt(sheet, writer, seq, digest, revision, saved_at)


def _sheet(rows: Sequence[Row], *, last: Receipt | None = None, has_kept: bool = False) -> StoredSheet:
    sheet_id, revision, saves, saved_at, done_at = rows[0][: len(_SHEET)]
    return StoredSheet(sheet_id, revision, saves, saved_at, done_at, _entries(rows), last, has_kept)


def _entries(rows: Sequence[Row]) -> tuple[StoredEntry, ...]:
    found: dict[str, StoredEntry] = {}
    answers: dict[str, dict[str, StoredAnswer]] = {}
    for row in rows:
        entry_id, part, rank, removed_at = row[_OF_ENTRY]
        if entry_id is None:
            continue
        if entry_id not in found:
            inside = answers[entry_id] = {}
            found[entry_id] = StoredEntry(entry_id, part, rank, removed_at, inside)
        question, writer, seq, *value = row[_OF_ANSWER]
        if question is not None:
            answers[entry_id][question] = StoredAnswer(from_columns(*value), Mark(writer, seq))
    return tuple(found.values())
