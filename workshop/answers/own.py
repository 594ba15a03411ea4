"""What participants may ask about themselves. Every function takes the participant, or the person, who asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from workshop.answers.arranging import is_restorable
from workshop.answers.models import Answer, Entry, KeptCopy, Sheet
from workshop.answers.naming import field_name, once_entry, sheet_name, suggested_entry, was_name
from workshop.answers.references import OwnReference, own_references
from workshop.answers.sheets import StoredEntry, StoredSheet, stored_sheet
from workshop.answers.values import COLUMNS, digest, from_json, order_digest
from workshop.events.models import Participant, Step
from workshop.prepared import Prepared
from workshop.worksheets.definition import Question
from workshop.worksheets.kinds import Value, is_blank
from workshop.worksheets.worksheet import Worksheet

__all__ = ["OwnEntry", "OwnKept", "OwnReference", "OwnSheet", "Status", "field_name", "own_references", "own_sheet",
           "own_statuses", "was_name"]  # fmt: skip


@dataclass(frozen=True)
class OwnEntry:
    """One entry as its page shows it; `values` has only what is answered."""

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """True while nothing is answered here."""
        return is_blank(self.values)

    def value(self, question: str) -> Value | None:
        """What is answered to the question with this key, if anything."""
        return self.values.get(question)

    def was(self, question: str) -> str:
        """The digest that the page carries for the question with this key."""
        return digest(self.values.get(question))


@dataclass(frozen=True)
class OwnKept:
    """Words of the participant's own that lost against others ("conflict") or came too late ("closed")."""

    id: int
    entry: str
    question: Question
    value: Value | None
    cause: str
    kept_at: datetime


@dataclass(frozen=True)
class OwnSheet:
    """The participant's copy of a worksheet, ready for the page.

    `entries` stand in order, suggested ones included; `once` is always there. `removed` are those that can be restored now,
    the latest first. `saved_at` is None until something was saved.
    """

    name: str
    revision: int
    saved_at: datetime | None
    done_at: datetime | None
    entries: tuple[OwnEntry, ...]
    once: OwnEntry
    removed: tuple[OwnEntry, ...]
    kept: tuple[OwnKept, ...]
    is_stored: bool

    @property
    def is_done(self) -> bool:
        """True once its writer has said so, with the core answered."""
        return self.done_at is not None

    @property
    def was_order(self) -> str:
        """The digest that the page carries for the order of the entries."""
        return order_digest(tuple(one.id for one in self.entries))

    @property
    def is_begun(self) -> bool:
        """True once something is answered here."""
        return not all(one.is_blank for one in (*self.entries, self.once))

    @property
    def status(self) -> "Status":
        """How far its writer has come, as `own_statuses` says it."""
        return _status(is_done=self.is_done, is_begun=self.is_begun)

    def is_full(self, worksheet: Worksheet) -> bool:
        """True when no further entry may be added."""
        return len(self.entries) >= worksheet.max_entries


class Status(StrEnum):
    """How far a participant has come with a worksheet."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"


def _status(*, is_done: bool, is_begun: bool) -> Status:
    return Status.DONE if is_done else Status.IN_PROGRESS if is_begun else Status.NOT_STARTED


def own_sheet(session: Session, seat: Participant, step: Step, worksheet: Worksheet, *, now: datetime) -> OwnSheet:
    """The participant's sheet at this step, stored or still blank. One statement; one more if words are kept aside."""
    stored = stored_sheet(session, seat, step)
    name = sheet_name(seat, step)
    once = stored.entry(once_entry(name)) if stored else None
    return OwnSheet(
        name=name,
        revision=stored.revision if stored else 0,
        saved_at=stored.saved_at if stored and stored.revision else None,
        done_at=stored.done_at if stored else None,
        entries=_live(stored, name, worksheet),
        once=OwnEntry(once_entry(name), once.values if once else {}),
        removed=_removed(stored, now=now) if stored else (),
        kept=_kept(session, stored.id, worksheet) if stored and stored.has_kept else (),
        is_stored=stored is not None,
    )


# Asked whenever somebody comes in: built once.
_SAYS_SOMETHING = or_(*(getattr(Answer, column).is_not(None) for column in COLUMNS))
_BEGUN = exists().where(
    Answer.sheet_id == Sheet.id, Entry.id == Answer.entry_id, Entry.removed_at.is_(None), _SAYS_SOMETHING
)
_STATUSES = Prepared(select(Sheet.step_id, Sheet.done_at, _BEGUN).where(Sheet.participant_id == bindparam("seat")))


def own_statuses(session: Session, seat: Participant, steps: Iterable[Step]) -> dict[int, Status]:
    """How far the participant has come at each of these steps, by step number. One statement."""
    rows = _STATUSES.rows(session, {"seat": seat.id})
    found = {step_id: _status(is_done=done_at is not None, is_begun=is_begun) for step_id, done_at, is_begun in rows}
    return {step.number: found.get(step.id, Status.NOT_STARTED) for step in steps}


def _live(stored: StoredSheet | None, name: str, worksheet: Worksheet) -> tuple[OwnEntry, ...]:
    there = [_own(one) for one in stored.live] if stored else []
    for number in range(1, worksheet.suggested_entries + 1):
        suggested = suggested_entry(name, number)
        if stored is None or (stored.entry(suggested) is None and len(there) < worksheet.suggested_entries):
            there.append(OwnEntry(suggested))
    return tuple(there)


def _removed(stored: StoredSheet, *, now: datetime) -> tuple[OwnEntry, ...]:
    gone = [(one.removed_at, one) for one in stored.entries if one.removed_at is not None]
    gone.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(_own(one) for _, one in gone if is_restorable(one, done_at=stored.done_at, now=now))


def _own(entry: StoredEntry) -> OwnEntry:
    return OwnEntry(entry.id, entry.values)


def _kept(session: Session, sheet_id: int, worksheet: Worksheet) -> tuple[OwnKept, ...]:
    rows = session.scalars(select(KeptCopy).where(KeptCopy.sheet_id == sheet_id).order_by(KeptCopy.id.desc()))
    found = ((row, worksheet.question(row.question)) for row in rows)
    return tuple(
        OwnKept(row.id, row.entry_id, asked, from_json(asked.kind, row.value), row.cause, row.kept_at)
        for row, asked in found
        if asked is not None
    )
