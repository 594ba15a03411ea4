"""Filling in a sheet as its page would post it, and sharing something of it."""

from datetime import datetime

from sqlalchemy.orm import Session

from workshop.answers.naming import field_name, once_entry, sheet_name, stamp, suggested_entry
from workshop.answers.payload import read_save
from workshop.answers.saving import save
from workshop.answers.sharing import own_texts, share
from workshop.events.models import Participant, Step
from workshop.insights.statements import shareable
from workshop.rehearsal.writing import Filled, Typed
from workshop.worksheets.catalogue import worksheet

KEEPING = 3  # of so many who write one shares nothing; the others let others read an answer, without a name


def fill_in(session: Session, seat: Participant, step: Step, filled: Filled, *, now: datetime) -> bool:
    """Save the sheet in one go, and mark it done if it is finished; True if it was empty until now.

    Raises ValueError if the site would not take it.
    """
    asked = worksheet(step.worksheet_key, step.worksheet_version).for_needs(seat.event.chosen_needs)
    outcome = save(session, seat, step, asked, read_save(_posted(seat, step, filled, now=now), asked), now=now)
    if not outcome.is_complete or outcome.missing:
        raise ValueError(f"{step.worksheet_key}: {outcome}")
    return outcome.receipt is not None and (outcome.receipt.revision, outcome.receipt.saved_at) == (1, now)


def _posted(seat: Participant, step: Step, filled: Filled, *, now: datetime) -> dict[str, list[str]]:
    sheet = sheet_name(seat, step)
    entries = [suggested_entry(sheet, number) for number in range(1, len(filled.entries) + 1)]
    posted = {"writer": ["demo"], "seq": ["1"], "sheet": [sheet], "rendered": [stamp(now)], "entry": entries}
    for entry, typed in zip(entries, filled.entries, strict=True):
        posted |= _fields(entry, typed)
    if filled.is_finished:
        posted["finished"] = ["yes"]
    return posted | _fields(once_entry(sheet), filled.once)


def _fields(entry: str, typed: Typed) -> dict[str, list[str]]:
    return {
        field_name(entry, question): [value] if isinstance(value, str) else list(value)
        for question, value in typed.items()
        if value
    }


def share_firsts(session: Session, seat: Participant, step: Step, *, now: datetime) -> None:
    """Share the first answer to each question of which one may be shared."""
    for question in shareable(step):
        for text in own_texts(session, seat, step, question.key)[:1]:
            share(session, seat, step, question.key, entry=text.entry, was=text.was, now=now)
