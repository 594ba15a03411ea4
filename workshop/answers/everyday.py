"""The everyday save: words into entries that are there, and nothing else; where it is one statement, the first one too.

A room sends hundreds in a second. Such a save is worked out from what is read without a lock. Under SQLite's lock it is
stored in three statements, the first of which finds nothing to change if anything it rests on is different by then; on a
server by one statement that does all of that without one.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from workshop.answers.at_once import store_at_once
from workshop.answers.merging import Mark
from workshop.answers.payload import Action, Save
from workshop.answers.plan import Plan, plan
from workshop.answers.sheets import StoredSheet
from workshop.answers.storing import store_answers, store_receipt, store_sheet_as_seen
from workshop.database import begin_writing, is_looking
from workshop.events.models import Participant, Step
from workshop.worksheets.kinds import Problem
from workshop.worksheets.worksheet import Worksheet


def foresee(seat: Participant, sheet: StoredSheet, worksheet: Worksheet, brought: Save, *, now: datetime) -> Plan | None:
    """The plan of an everyday save to this sheet; None for any other save, which has to have the lock first."""
    last = sheet.last
    if brought.action != Action.SAVE or brought.finished is not None or seat.event.locked_at is None:
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


def store_as_foreseen(session: Session, seat: Participant, step: Step, planned: Plan) -> bool:
    """Store it, unless what it rests on has changed; whether it is stored. Raises DatabaseBusy."""
    if is_stored_at_once(session):
        return store_at_once(session, seat, step, planned)
    begin_writing(session)
    if not store_sheet_as_seen(session, seat, step, planned):
        return False
    brought, sheet, receipt = planned.brought, planned.sheet, planned.receipt
    mark = Mark(brought.writer, brought.seq)
    store_answers(session, sheet.id, planned.judged.writes, mark=mark, revision=planned.revision)
    store_receipt(session, sheet.id, receipt, digest=receipt.digest)
    return True
