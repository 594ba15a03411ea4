"""Saving: one page's answers into its writer's own sheet, losing no word of anybody's and overwriting none unseen."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop.answers.everyday import foresee, is_stored_at_once, store_as_foreseen
from workshop.answers.judging import mine, stored_value
from workshop.answers.keeping import Words, keep, let_go
from workshop.answers.merging import Mark
from workshop.answers.naming import added_entry, field_name, new_writer, sheet_name, stamp, was_name
from workshop.answers.outcome import (
    ChangedMeanwhile,
    Conflict,
    EntryOfAnotherSheet,
    Outcome,
    Refused,
    SheetOfAnotherPerson,
)
from workshop.answers.payload import Action, BadSave, BrokenSave, Save, TooManyFields, UnknownField, read_save
from workshop.answers.plan import Plan, plan
from workshop.answers.references import refers_elsewhere
from workshop.answers.remembering import REMEMBERED_FOR, LastSave, LastSaves
from workshop.answers.sheets import Receipt, StoredSheet, locked_sheet, no_sheet, seen_sheet
from workshop.answers.standing import as_seen, asked_by, still_stands
from workshop.answers.storing import count_save, lock_event, store_answers, store_entries, store_receipt, store_sheet
from workshop.answers.values import digest
from workshop.database import begin_writing
from workshop.events.models import Participant, Step
from workshop.worksheets.kinds import REFUSED_WORDS, Problem
from workshop.worksheets.worksheet import Worksheet

__all__ = [
    "REMEMBERED_FOR", "BadSave", "BrokenSave", "ChangedMeanwhile", "Conflict", "EntryOfAnotherSheet", "LastSave",
    "LastSaves", "Outcome", "Receipt", "Refused", "Save", "SheetOfAnotherPerson", "TooManyFields", "UnknownField",
    "as_last", "field_name", "new_writer", "read_save", "save", "save_again", "stamp", "was_name",
]  # fmt: skip

GRACE = timedelta(seconds=60)


def save(
    session: Session,
    seat: Participant,
    step: Step,
    worksheet: Worksheet,
    brought: Save,
    *,
    is_followed: bool = False,
    now: datetime,
) -> Outcome:
    """Store what the page brought, as far as nothing newer stands against it; the caller commits, whatever comes back.

    `is_followed` says that the caller stores more in the same transaction, which has the sheet's lock until it ends.

    What the session has only looked at (`looking_first`) is looked at for an everyday save too; then its transaction writes,
    or on a server one statement does, which is a transaction of its own.
    Raises SheetOfAnotherPerson, EntryOfAnotherSheet and UnknownField, and ChangedMeanwhile if seat, step or event are not
    what they were: each with nothing to be committed. Answers that cannot be stored do not keep the others from being
    stored, and an unfinished sheet is stored like any other.
    """
    if brought.sheet != sheet_name(seat, step):
        raise SheetOfAnotherPerson
    _refuse_misplaced(brought, worksheet)
    is_open = _closed_to(seat, step, brought, now=now) is None
    seen = seen_sheet(session, seat, step, brought.writer) if is_open else None
    may_be_made = is_open and not is_followed and is_stored_at_once(session)
    before = no_sheet(now=now) if seen is None and may_be_made else seen
    is_promised = seat.event.locked_at is not None
    foreseen = foresee(before, worksheet, brought, now=now) if before is not None and is_promised else None
    if is_followed:
        begin_writing(session)
    outcome = store_as_foreseen(session, as_seen(seat, step), foreseen) if foreseen is not None else None
    if outcome is not None:
        return outcome
    may_have_changed = begin_writing(session)
    if may_have_changed and not still_stands(session, seat, step):
        raise ChangedMeanwhile
    sheet = locked_sheet(session, seat, step, brought.writer, may_be_there=seen is not None or not is_open, now=now)
    return _save_under_lock(session, seat, step, sheet, worksheet, brought, now=now)


def save_again(session: Session, last: LastSave, brought: Save, *, now: datetime) -> Outcome | None:
    """Store an everyday save that rests on what its page's last one left, by whoever sent that one; the caller commits.

    None, and nothing to be committed, for any other save, and where anything is not as the last one left it any more: then
    all has to be read anew. Raises UnknownField, and DatabaseBusy.
    """
    if brought.sheet != last.name:
        return None
    _refuse_misplaced(brought, last.worksheet)
    # There was a save: what the event promises is fixed, and never loosened.
    foreseen = foresee(last.sheet, last.worksheet, brought, now=now)
    if foreseen is None or foreseen.finished.missing:
        return None
    return store_as_foreseen(session, {**last.seen, **asked_by(last.token_hash, now=now)}, foreseen)


def as_last(
    seat: Participant, step: Step, worksheet: Worksheet, outcome: Outcome, *, token_hash: str, until: datetime
) -> LastSave | None:
    """What the page's next save may rest on up to `until`; None unless this was an everyday one, and all is open."""
    event, sheet = seat.event, outcome.sheet
    if sheet is None or not (step.closed_at is event.closed_at is event.typing_until is None):
        return None
    seen, name = as_seen(seat, step), sheet_name(seat, step)
    return LastSave(token_hash, seen, sheet, name, worksheet, event.zone, until)


def _save_under_lock(
    session: Session,
    seat: Participant,
    step: Step,
    sheet: StoredSheet,
    worksheet: Worksheet,
    brought: Save,
    *,
    now: datetime,
) -> Outcome:
    if sheet.last is not None and (sheet.last.seq, sheet.last.digest) == (brought.seq, brought.digest):
        return _once_more(sheet, brought)
    closed_at = _closed_to(seat, step, brought, now=now)
    if closed_at is not None:
        return _keep_only(session, sheet, brought, closed_at, now=now)
    planned = plan(sheet, brought, worksheet, refused=_unstorable(session, seat, brought), now=now)
    _store(session, seat, planned)
    return planned.outcome()


def _store(session: Session, seat: Participant, planned: Plan) -> None:
    sheet, brought, judged, now = planned.sheet, planned.brought, planned.judged, planned.now
    store_entries(session, planned.entries)
    store_answers(session, sheet.id, judged.writes, mark=Mark(brought.writer, brought.seq), revision=planned.revision)
    if planned.is_news:
        store_sheet(session, planned)
    elif not planned.is_late:
        count_save(session, sheet.id)
    keep(session, sheet.id, judged.losing, cause="conflict", now=now)
    let_go(session, sheet.id, judged.settled)
    if planned.has_first_words:
        lock_event(session, seat.event, now=now)
    if not planned.is_late:
        receipt = planned.receipt
        store_receipt(session, sheet.id, receipt, digest=receipt.digest if planned.is_whole else "")


def _refuse_misplaced(brought: Save, worksheet: Worksheet) -> None:
    once, asked_once = brought.once, {one.key for one in worksheet.once}
    for one in brought.fields:
        if (one.entry == once) != (one.question.key in asked_once):
            raise UnknownField(one.question.key)


def _once_more(sheet: StoredSheet, brought: Save) -> Outcome:
    """What a repeated save is told: what the first one was."""
    as_sent = [one for one in brought.fields if digest(stored_value(sheet, one)) == one.digest]
    return Outcome(
        receipt=sheet.last,
        was={was_name(one.entry, one.question.key): one.digest for one in as_sent},
        added=added_entry(brought.sheet, brought.writer, brought.seq) if brought.action == Action.ADD else None,
        removed=brought.target if brought.action == Action.REMOVE else None,
        done_at=sheet.done_at,
    )


def _closed_to(seat: Participant, step: Step, brought: Save, *, now: datetime) -> datetime | None:
    """When the worksheet closed, or the typing-up of paper sheets, if that is too long ago for this page."""
    closed_at = min((at for at in (step.closed_at, seat.event.closed_at) if at is not None), default=None)
    closed_at = seat.event.typing_until or closed_at
    if closed_at is None or seat.event.takes_typing(now=now):
        return None
    was_open = brought.rendered_at is not None and brought.rendered_at <= closed_at
    return None if was_open and now - closed_at <= GRACE else closed_at


def _keep_only(session: Session, sheet: StoredSheet, brought: Save, closed_at: datetime, *, now: datetime) -> Outcome:
    late = [
        one for one in brought.fields if one.digest and one.is_touched and one.digest != digest(stored_value(sheet, one))
    ]
    kept = keep(session, sheet.id, [*map(mine, late), *_refused_words(brought)], cause="closed", now=now)
    return Outcome(receipt=None, closed_at=closed_at, kept=kept, done_at=sheet.done_at)


def _refused_words(brought: Save) -> list[Words]:
    """Words that could not be stored as they are: whoever mended them now could not save that either."""
    return [
        Words(one.entry, one.question.key, one.typed.strip())
        for one in brought.fields
        if isinstance(one.value, Problem) and one.value.message in REFUSED_WORDS and isinstance(one.typed, str)
    ]


def _unstorable(session: Session, seat: Participant, brought: Save) -> list[Refused]:
    bad = [(one, one.value) for one in brought.fields if isinstance(one.value, Problem)]
    bad += [(one, Problem("unknown_entry")) for one in refers_elsewhere(session, seat, brought.fields)]
    return [Refused(one.entry, one.question, problem, one.typed) for one, problem in bad]
