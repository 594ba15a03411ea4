"""A closed event of any size whose report is released: everybody wrote on every worksheet, half of them share a sentence."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from bench.adding_up import person_row, stored
from workshop.accounts.models import User
from workshop.answers.countable import countable
from workshop.answers.models import Answer, Entry, Share, Sheet
from workshop.answers.values import digest, to_columns
from workshop.clients.models import Client
from workshop.database import new_public_id, utcnow
from workshop.events.models import Event, EventTeam, Participant, Step
from workshop.extensions import db
from workshop.insights.statements import batches_of, show_statements
from workshop.rehearsal.writing import Filled, Typed, fill
from workshop.reports.composing import write_summary
from workshop.reports.models import Report
from workshop.reports.releasing import release_report
from workshop.room.closing import close_event
from workshop.worksheets.catalogue import worksheet
from workshop.worksheets.definition import Kind, Question
from workshop.worksheets.kinds import clean
from workshop.worksheets.worksheet import Worksheet

WORKSHEETS = ("objectives", "needs", "strengths", "extra", "action", "closing")
MOST_TEAMS = 40
SHARED = 0.5  # how many of the people share what may be shared
SENTENCES = (
    "The room knows what has to go well, and how sure it is of it.",
    "A faster answer matters most to the people it serves, and falls shortest.",
    "Each team begins with one promise this week, and says aloud whom it is made to.",
)


def released(n: int, *, code: str) -> Report:
    """The released report of an event of `n` people, in teams of ten or so and forty at most; committed."""
    event = _event(code, n_teams=max(1, min(MOST_TEAMS, n // 10)))
    seats = _seats(event, n)
    source = Random(code)
    for step in event.steps:
        _write(step, seats, source)
    db.session.commit()
    now = utcnow()
    close_event(db.session, event, now=now)
    for key, batches in batches_of(db.session, event).items():
        for batch in batches:
            if batch.is_for_room:
                show_statements(db.session, next(one for one in event.steps if one.worksheet_key == key), batch.id, now=now)
    write_summary(db.session, event, SENTENCES, now=now)
    report = release_report(db.session, event, now=now)
    db.session.commit()
    return report


def _event(code: str, *, n_teams: int) -> Event:
    now = utcnow() - timedelta(hours=1)
    event = Event(
        client=Client(name=f"Northgate {code}", created_at=now),
        code=code,
        title="What your manager and your customers need from you",
        starts_at=now,
        ends_at=now + timedelta(hours=3),
        zone="America/Toronto",
        created_at=now,
        opened_at=now,
    )
    event.teams = [EventTeam(name=f"Region {number} branch advisers") for number in range(1, n_teams + 1)]
    event.steps = [
        Step(
            number=number,
            rank=number,
            kind="closing" if key == "closing" else "worksheet",
            worksheet_key=key,
            worksheet_version=1,
            minutes=10,
            opened_at=now,
        )
        for number, key in enumerate(WORKSHEETS, 1)
    ]
    db.session.add(event)
    db.session.flush()
    return event


def _seats(event: Event, n: int) -> list[int]:
    now, teams = event.starts_at, [team.id for team in event.teams]
    users = stored(User, [person_row(f"{event.code}-{number}@bench.example", now) for number in range(n)])
    rows = [
        {
            "public_id": new_public_id(),
            "event_id": event.id,
            "user_id": user,
            "event_team_id": teams[number % len(teams)],
            "rostered_at": now,
            "joined_at": now,
        }
        for number, user in enumerate(users)
    ]
    return stored(Participant, rows)


def _write(step: Step, seats: list[int], source: Random) -> None:
    """Everybody's sheet of this step, and what half of them share of it."""
    now, asked = step.event.starts_at, worksheet(step.worksheet_key or "", 1).for_needs(step.event.chosen_needs)
    common = {"step_id": step.id, "revision": 1, "created_at": now, "saved_at": now, "done_at": now}
    given = [fill(asked.key, source, needs=step.event.chosen_needs, today=now.date()) for _seat in seats]
    rows = [
        common | {"participant_id": seat, "countable": _countable(asked, filled)}
        for seat, filled in zip(seats, given, strict=True)
    ]
    sheets = stored(Sheet, rows)
    entries, answers, shares = [], [], []
    for sheet, filled in zip(sheets, given, strict=True):
        for entry in _entries(sheet, filled, source):
            typed = entry.pop("typed")
            entries.append(entry)
            answers += _answers(asked, entry, typed)
    by_sheet = {(one["sheet_id"], one["question"]): one for one in reversed(answers)}
    for question in (one for one in asked.questions if one.shared_with == "room"):
        for sheet in sheets:
            if source.random() < SHARED and (own := by_sheet.get((sheet, question.key))):
                shares.append(_share(own, now))
    for table, rows in ((Entry, entries), (Answer, answers), (Share, shares)):
        if rows:
            db.session.execute(insert(table), rows)


def _countable(asked: Worksheet, filled: Filled) -> str:
    questions = (*asked.questions, *asked.once)
    return countable(asked, [{one.key: _value(one, typed) for one in questions} for typed in (*filled.entries, filled.once)])


def _entries(sheet: int, filled: Filled, source: Random) -> Iterator[dict[str, Any]]:
    parts = [("each", typed) for typed in filled.entries] + ([("once", filled.once)] if filled.once else [])
    for rank, (part, typed) in enumerate(parts):
        entry = str(UUID(int=source.getrandbits(128), version=4))
        yield {"id": entry, "sheet_id": sheet, "part": part, "rank": rank, "typed": typed}


def _answers(asked: Worksheet, entry: Mapping[str, Any], typed: Typed) -> Iterator[dict[str, Any]]:
    common = {"entry_id": entry["id"], "sheet_id": entry["sheet_id"], "revision": 1, "writer": "bench", "seq": 1}
    for question in (*asked.questions, *asked.once):
        value = _value(question, typed)
        if value is not None:
            yield common | {"question": question.key, "kind": question.kind.value} | to_columns(question.kind, value)


def _value(question: Question, typed: Typed) -> Any:
    if question.kind is Kind.REFERENCE:
        return typed.get(f"{question.key}-other")
    return clean(question, typed.get(question.key)) if typed.get(question.key) else None


def _share(own: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    given = {"sheet_id": own["sheet_id"], "question": own["question"], "entry_id": own["entry_id"]}
    return given | {"digest": digest(own["text"]), "given_at": now}
