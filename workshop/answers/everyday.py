"""The everyday save: words into entries that are there, and nothing else; where it is one statement, the first one too.

A room sends hundreds in a second. Such a save is worked out from what is read without a lock. Under SQLite's lock it is
stored in three statements, the first of which finds nothing to change if anything it rests on is different by then; on a
server by one statement that does all of that without one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from workshop.answers.at_once import store_at_once
from workshop.answers.merging import Mark
from workshop.answers.outcome import Outcome
from workshop.answers.payload import Action, Save
from workshop.answers.plan import Plan, plan
from workshop.answers.sheets import StoredAnswer, StoredEntry, StoredSheet
from workshop.answers.standing import Seen
from workshop.answers.storing import everyday_changes
from workshop.database import begin_writing, is_looking
from workshop.worksheets.kinds import Problem
from workshop.worksheets.worksheet import Worksheet


def foresee(sheet: StoredSheet, worksheet: Worksheet, brought: Save, *, now: datetime) -> Plan | None:
    """The plan of an everyday save to this sheet of an event whose promises are fixed; None for any other save, which has to
    have the lock first.
    """
    last = sheet.last
    if brought.action != Action.SAVE or brought.finished is not None:
        return None
    if last is not None and brought.seq <= last.seq:
        return None
    # An entry that is referred to is looked for, and may go meanwhile.
    if any(isinstance(one.value, Problem | UUID) for one in brought.fields):
        return None
    planned = plan(sheet, brought, worksheet, refused=[], now=now)
    judged = planned.judged
    is_more = planned.refused or judged.conflicts or judged.losing or judged.settled or not judged.writes
    return None if is_more or (planned.entries and not sheet.is_new) else planned


def is_stored_at_once(session: Session) -> bool:
    """Whether an everyday save is one statement here: on a server, where nothing but the save is to be stored."""
    return session.get_bind().dialect.name == "postgresql" and is_looking(session)


def store_as_foreseen(session: Session, seen: Seen, planned: Plan) -> Outcome | None:
    """Store it, unless what it rests on has changed; what its writer is told, or None. Raises DatabaseBusy."""
    if is_stored_at_once(session):
        sheet_id = store_at_once(session, seen, planned)
        return None if sheet_id is None else planned.outcome(_stored(planned, sheet_id))
    # Everybody waits for whoever has the lock: all that can be done before it is.
    outcome = planned.outcome(_stored(planned, planned.sheet.id))
    revise, *others = everyday_changes(session, seen, planned)
    begin_writing(session)
    if revise() != 1:
        return None
    for change in others:
        change()
    return outcome


def _stored(planned: Plan, sheet_id: int) -> StoredSheet:
    """The sheet as it would be read once the everyday save is stored."""
    brought, before = planned.brought, planned.sheet
    entries = {one.id: one for one in (*before.entries, *_made(planned.entries))}
    for write in planned.judged.writes:
        entry, answer = entries[write.entry], StoredAnswer(write.value, Mark(brought.writer, brought.seq))
        entries[write.entry] = replace(entry, answers={**entry.answers, write.question.key: answer})
    return StoredSheet(
        id=sheet_id,
        revision=planned.revision,
        saves=before.saves + 1,
        saved_at=planned.now,
        done_at=planned.finished.done_at,
        entries=tuple(sorted(entries.values(), key=lambda one: (one.rank, one.id))),
        last=planned.receipt,
    )


def _made(rows: Sequence[dict[str, Any]]) -> list[StoredEntry]:
    return [StoredEntry(row["id"], row["part"], row["rank"], row["removed_at"]) for row in rows]
