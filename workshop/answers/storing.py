"""The statements that store one save, each for all its rows at once."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, exists, update
from sqlalchemy.orm import Session

from workshop.answers.judging import Write
from workshop.answers.merging import Mark
from workshop.answers.models import Answer, Entry, Sheet, Writer
from workshop.answers.outcome import EntryOfAnotherSheet
from workshop.answers.plan import Plan
from workshop.answers.sheets import Receipt
from workshop.answers.standing import OWNER_ASKS, SEAT_AND_STEP_AS_SEEN, Seen
from workshop.answers.statements import insert_into, insert_or_change
from workshop.answers.values import COLUMNS, to_columns
from workshop.events.models import Event, Participant, Step
from workshop.prepared import Prepared


def store_entries(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert or change these entries of one sheet. Raises EntryOfAnotherSheet if an id is taken there."""
    if not rows:
        return
    adding = insert_into(session, Entry)
    new = adding.excluded
    mine = adding.on_conflict_do_update(
        index_elements=["id"],
        set_={"rank": new.rank, "removed_at": new.removed_at},
        where=Entry.sheet_id == new.sheet_id,
    )
    stored = session.execute(mine.returning(Entry.__table__.c.id), list(rows)).all()
    if len(stored) < len(rows):
        raise EntryOfAnotherSheet


def store_answers(session: Session, sheet_id: int, writes: Sequence[Write], *, mark: Mark, revision: int) -> None:
    """Insert or replace these answers, as of this revision of the sheet."""
    if writes:
        _answers(session).change(session, *answer_rows(sheet_id, writes, mark=mark, revision=revision))


def _answers(session: Session) -> Prepared:
    key, change = ("entry_id", "question"), (*COLUMNS, "kind", "writer", "seq", "revision")
    return insert_or_change(session, Answer, key=key, change=change, besides=("sheet_id",))


def answer_rows(sheet_id: int, writes: Sequence[Write], *, mark: Mark, revision: int) -> list[dict[str, Any]]:
    """These answers as rows of their table."""
    who = {"sheet_id": sheet_id, "writer": mark.writer, "seq": mark.seq, "revision": revision}
    return [
        {"entry_id": one.entry, "question": one.question.key, "kind": one.question.kind.value, **who}
        | to_columns(one.question.kind, one.value)
        for one in writes
    ]


def store_sheet(session: Session, plan: Plan) -> None:
    """Give the sheet its new revision, with what is counted of it from now on."""
    _NEW_REVISION.change(session, _revised(plan))


def everyday_changes(session: Session, seen: Seen, plan: Plan) -> list[Callable[[], int]]:
    """The statements of an everyday save, ready to run one after the other: sheet, answers, receipt.

    The first touches no row unless sheet, seat and step are still as they were when the save was planned.
    """
    sheet, mark = plan.sheet, Mark(plan.brought.writer, plan.brought.seq)
    revising = _NEW_REVISION_FOR_OWNER if "token_hash" in seen else _NEW_REVISION_AS_SEEN
    answers = answer_rows(sheet.id, plan.judged.writes, mark=mark, revision=plan.revision)
    receipt = receipt_row(sheet.id, plan.receipt, digest=plan.receipt.digest)
    return [
        revising.ready(session, revised_as_seen(seen, plan)),
        _answers(session).ready(session, *answers),
        _receipts(session).ready(session, receipt),
    ]


def revised_as_seen(seen: Seen, plan: Plan) -> dict[str, Any]:
    """What `REVISED_AS_SEEN` and `REVISED_FOR_OWNER` are given."""
    return {**_revised(plan), "seen_saves": plan.sheet.saves, **seen}


def count_save(session: Session, sheet_id: int) -> None:
    """Count a save that changes nothing: an older one that was planned before it is not stored as it was planned."""
    _COUNTED.change(session, {"sheet": sheet_id})


def _revised(plan: Plan) -> dict[str, Any]:
    return {
        "sheet": plan.sheet.id,
        "revision": plan.revision,
        "saved_at": plan.now,
        "done_at": plan.finished.done_at,
        "countable": plan.countable,
    }


def store_receipt(session: Session, sheet_id: int, receipt: Receipt, *, digest: str) -> None:
    """Make this the writer's last receipt, unless a later save has one. Its payload is known again by `digest`; by "" it
    never is.
    """
    _receipts(session).change(session, receipt_row(sheet_id, receipt, digest=digest))


def _receipts(session: Session) -> Prepared:
    change = ("seq", "digest", "revision", "saved_at")
    return insert_or_change(session, Writer, key=("sheet_id", "writer"), change=change, unless_above="seq")


def receipt_row(sheet_id: int, receipt: Receipt, *, digest: str) -> dict[str, Any]:
    """The receipt as a row of its table."""
    return {
        "sheet_id": sheet_id,
        "writer": receipt.writer,
        "seq": receipt.seq,
        "digest": digest,
        "revision": receipt.revision,
        "saved_at": receipt.saved_at,
    }


def lock_event(session: Session, event: Event, *, now: datetime) -> None:
    """Fix what was promised to the writers of this event; many first answers at once leave the earliest time."""
    if event.locked_at is None:
        session.execute(update(Event).where(Event.id == event.id, Event.locked_at.is_(None)).values(locked_at=now))


_SHEETS, _SEATS, _STEPS = (cast(Table, one.__table__) for one in (Sheet, Participant, Step))
_ONE_MORE = {"saves": _SHEETS.c.saves + 1}
_REVISED = (
    update(_SHEETS)
    .where(_SHEETS.c.id == bindparam("sheet"))
    .values({name: bindparam(name) for name in ("revision", "saved_at", "done_at", "countable")} | _ONE_MORE)
)
_NEW_REVISION = Prepared(_REVISED)
_COUNTED = Prepared(update(_SHEETS).where(_SHEETS.c.id == bindparam("sheet")).values(_ONE_MORE))
# In the row itself: whoever waits for its lock sees what has become of it, and of all other rows what was before.
_UNCHANGED = _REVISED.where(_SHEETS.c.saves == bindparam("seen_saves"))
_ITS_OWN = SEAT_AND_STEP_AS_SEEN.where(_SEATS.c.id == _SHEETS.c.participant_id, _STEPS.c.id == _SHEETS.c.step_id)
REVISED_AS_SEEN = _UNCHANGED.where(exists(_ITS_OWN))
REVISED_FOR_OWNER = _UNCHANGED.where(exists(_ITS_OWN.where(OWNER_ASKS)))
_NEW_REVISION_AS_SEEN, _NEW_REVISION_FOR_OWNER = Prepared(REVISED_AS_SEEN), Prepared(REVISED_FOR_OWNER)
