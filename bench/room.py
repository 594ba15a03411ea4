"""An event to measure in: open to anyone with the code, its first worksheet open."""

from datetime import timedelta

from workshop import create_app
from workshop.clients.models import Client
from workshop.database import utcnow
from workshop.events.models import Event, EventTeam, Step
from workshop.extensions import db

CODE = "ROBIN-77"


def open_room(code: str, *, n_teams: int = 1) -> Event:
    """An open event with the worksheet on the manager's objectives as its only step, committed."""
    now = utcnow() - timedelta(hours=1)
    event = Event(
        client=Client(name=f"Northgate {code}", created_at=now),
        code=code,
        title="Who are your customers?",
        admission="code",
        starts_at=now,
        ends_at=now + timedelta(hours=3),
        zone="America/Toronto",
        created_at=now,
        opened_at=now,
    )
    event.teams = [EventTeam(name=f"Team {number}") for number in range(1, n_teams + 1)]
    event.steps = [
        Step(number=1, rank=1, kind="worksheet", worksheet_key="objectives", worksheet_version=1, minutes=10, opened_at=now)
    ]
    db.session.add(event)
    db.session.commit()
    return event


if __name__ == "__main__":
    with create_app().app_context():
        open_room(CODE)
