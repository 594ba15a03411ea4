"""How long adding up one worksheet of 10,000 people takes: run as `python -m bench.adding_up` on a migrated database."""

import gc
import random
import time
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert, text

from bench.room import open_room
from workshop import create_app
from workshop.accounts.models import User
from workshop.answers.countable import countable
from workshop.answers.models import Answer, Entry, Sheet
from workshop.database import new_public_id, utcnow
from workshop.events.models import Participant, Step
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.worksheets.catalogue import worksheet

PEOPLE, ENTRIES, TEAMS = 10_000, 3, 20
KINDS = ("target", "project", "cost", "customers", "growth", "safe", "people", "change", "above", "other")
COLUMNS = {"objective": ("long", "text"), "kind": ("chip", "choice"), "sure": ("choice", "choice")}
CERTAINTIES = ("told", "worked_out", "guessing", "unknown")


def fill_room(code: str) -> Step:
    """A room of 10,000 people who all wrote three objectives; its worksheet's step, committed."""
    now = utcnow() - timedelta(hours=1)
    event = open_room(code, n_teams=TEAMS)
    (step,) = event.steps
    users = stored(User, [person_row(f"{code}-{number}@bench.example", now) for number in range(PEOPLE)])
    seats = [
        {
            "public_id": new_public_id(),
            "event_id": event.id,
            "user_id": user,
            "event_team_id": event.teams[number % TEAMS].id,
            "rostered_at": now,
            "joined_at": now,
        }
        for number, user in enumerate(users)
    ]
    sheet = {"step_id": step.id, "revision": 1, "created_at": now, "saved_at": now, "done_at": now}
    given = _given(seats)
    rows = zip(stored(Participant, seats), given, strict=True)
    asked = worksheet(step.worksheet_key, step.worksheet_version)
    sheets = [sheet | {"participant_id": seat, "countable": countable(asked, entries)} for seat, entries in rows]
    _write(stored(Sheet, sheets), given)
    db.session.commit()
    # PostgreSQL does this by itself within a minute; until then it plans for empty tables.
    db.session.execute(text("ANALYZE"))
    db.session.commit()
    return step


def person_row(address: str, now: datetime) -> dict:
    return {
        "public_id": new_public_id(),
        "address": address,
        "address_key": address,
        "name": "",
        "language": "en",
        "zone": "UTC",
        "proven_at": now,
        "created_at": now,
    }


def stored(table: type, rows: list[dict]) -> list[int]:
    """Store the rows in one go; their ids, in the same order."""
    return list(db.session.scalars(insert(table).returning(table.id, sort_by_parameter_order=True), rows))


def _given(seats: list) -> list[list[dict[str, str]]]:
    """What each of these people wrote, entry by entry."""
    source = random.Random(len(seats))
    text = "Cut open claims from 900 to 500 by June."
    return [
        [{"objective": text, "kind": source.choice(KINDS), "sure": source.choice(CERTAINTIES)} for _entry in range(ENTRIES)]
        for _seat in seats
    ]


def _write(sheets: list[int], given: list[list[dict[str, str]]]) -> None:
    source = random.Random(sheets[0])
    entries, answers = [], []
    for sheet_id, objectives in zip(sheets, given, strict=True):
        for rank, objective in enumerate(objectives):
            entry_id = str(UUID(int=source.getrandbits(128), version=4))
            entries.append({"id": entry_id, "sheet_id": sheet_id, "part": "each", "rank": rank})
            common = {"entry_id": entry_id, "sheet_id": sheet_id, "revision": 1, "writer": "bench", "seq": 1}
            for question, (kind, column) in COLUMNS.items():
                empty = {"text": None, "choice": None}
                answers.append(common | empty | {"question": question, "kind": kind, column: objective[question]})
    db.session.execute(insert(Entry), entries)
    db.session.execute(insert(Answer), answers)


def measure(rounds: int = 3) -> float:
    """Milliseconds that adding up the room took, the commit included; the middle one of several rounds."""
    took = []
    for round_number in range(rounds):
        step = db.session.get(Step, fill_room(f"STORK-{round_number}").id)
        began = time.perf_counter()
        add_up(db.session(), step, now=utcnow())
        db.session.commit()
        took.append(1000 * (time.perf_counter() - began))
        db.session.remove()
    return sorted(took)[rounds // 2]


if __name__ == "__main__":
    with create_app().app_context():
        gc.collect()
        gc.freeze()  # as gunicorn.conf.py does
        print(f"{measure():.0f}")
