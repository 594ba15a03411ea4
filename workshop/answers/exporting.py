"""Everything a person has written, for "Download my data": their own words and nothing else."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workshop.accounts.models import User
from workshop.answers.models import KeptCopy, Share, Sheet
from workshop.answers.sheets import StoredEntry, StoredSheet, stored_sheets
from workshop.answers.values import plain
from workshop.events.models import Event, Participant, Step
from workshop.worksheets.catalogue import worksheet
from workshop.worksheets.definition import Question
from workshop.worksheets.kinds import Value
from workshop.worksheets.worksheet import Worksheet


def own_everything(session: Session, user: User) -> list[dict[str, Any]]:
    """The person's sheets at every event, ready for JSON: entries in order, removed ones and kept copies too."""
    seats = session.scalars(
        select(Participant)
        .where(Participant.user_id == user.id)
        .options(joinedload(Participant.event).selectinload(Event.steps))
        .order_by(Participant.joined_at, Participant.id)
    )
    return [_seat(session, seat, user.language) for seat in seats]


def _seat(session: Session, seat: Participant, language: str) -> dict[str, Any]:
    steps = [step for step in seat.event.steps if step.worksheet_key is not None]
    stored = stored_sheets(session, seat)
    kept, shared = _kept_by_sheet(session, seat), _shared_at(session, seat)
    named = {one.id: _name(one) for sheet in stored.values() for one in sheet.entries}
    return {
        "event": seat.event.code,
        "title": seat.event.title,
        "joined_at": seat.joined_at.isoformat(),
        "sheets": [
            _sheet(step, stored[step.id], kept, shared, named, seat.event, language) for step in steps if step.id in stored
        ],
    }


def _sheet(
    step: Step,
    sheet: StoredSheet,
    kept: dict[int, list[dict[str, Any]]],
    shared: dict[tuple[str, str], str],
    named: dict[str, str],
    event: Event,
    language: str,
) -> dict[str, Any]:
    asked = worksheet(step.worksheet_key or "", step.worksheet_version).for_needs(event.chosen_needs)
    return {
        "worksheet": asked.key,
        "title": asked.title.in_(language),
        "saved_at": sheet.saved_at.isoformat(),
        "done_at": sheet.done_at.isoformat() if sheet.done_at else None,
        "entries": [_entry(one, asked, shared, named, language) for one in sheet.entries if one.values],
        "kept_copies": kept.get(sheet.id, []),
    }


def _entry(
    entry: StoredEntry, asked: Worksheet, shared: dict[tuple[str, str], str], named: dict[str, str], language: str
) -> dict[str, Any]:
    answers = []
    for key, value in entry.values.items():
        question = asked.question(key)
        label = question.label.in_(language) if question else key
        words = _words(question, value, named, language)
        answers.append(
            {"question": key, "label": label, "answer": plain(value)}
            | ({"words": words} if words else {})
            | ({"shared_at": shared[entry.id, key]} if (entry.id, key) in shared else {})
        )
    return {
        "id": entry.id,
        "is_asked_once": entry.part == "once",
        "removed_at": entry.removed_at.isoformat() if entry.removed_at else None,
        "answers": answers,
    }


def _words(question: Question | None, value: Value | None, named: dict[str, str], language: str) -> str:
    """What stands on the page for a chosen option or an entry pointed at; "" for what says itself."""
    if isinstance(value, UUID):
        return named.get(str(value), "")
    chosen = value if isinstance(value, tuple) else (value,)
    options = question.options if question else ()
    return ", ".join(option.label.in_(language) for option in options if option.key in chosen)


def _name(entry: StoredEntry) -> str:
    return next((value for value in entry.values.values() if isinstance(value, str)), "")


def _shared_at(session: Session, seat: Participant) -> dict[tuple[str, str], str]:
    """When the person let others read a text without a name, by entry and question."""
    rows = select(Share.entry_id, Share.question, Share.given_at).join(Sheet, Sheet.id == Share.sheet_id)
    found = session.execute(rows.where(Sheet.participant_id == seat.id))
    return {(entry, question): at.isoformat() for entry, question, at in found}


def _kept_by_sheet(session: Session, seat: Participant) -> dict[int, list[dict[str, Any]]]:
    rows = session.scalars(
        select(KeptCopy)
        .join(Sheet, Sheet.id == KeptCopy.sheet_id)
        .where(Sheet.participant_id == seat.id)
        .order_by(KeptCopy.id)
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        copy = {
            "question": row.question,
            "answer": json.loads(row.value),
            "cause": row.cause,
            "kept_at": row.kept_at.isoformat(),
        }
        found.setdefault(row.sheet_id, []).append(copy)
    return found
