"""A room whose people are asked how it went, and what they say."""

from datetime import datetime, timedelta

from tests.actions.people import SECRET, agree, local, move_to, seat_of, work
from workshop.actions.answering import Given, hear
from workshop.actions.following import actions_of
from workshop.actions.waves import over_after
from workshop.events.models import Event
from workshop.extensions import db
from workshop.insights.closing_waves import close_wave
from workshop.insights.gate.releases import Release

HELD = local(2027, 3, 2)
ASKED = {7: local(2027, 3, 9, 9), 30: local(2027, 4, 1, 9), 90: local(2027, 5, 31, 9)}


def people(n: int) -> list[str]:
    """Addresses of so many people."""
    return [f"p{number}@demo.example" for number in range(n)]


def held(event: Event, n: int) -> Event:
    """The event in March 2027, where so many people agreed to be asked three times."""
    move_to(event, HELD)
    for person in people(n):
        agree(event, person, now=HELD)
    return event


def say(event: Event, wave: int, *went: str, barriers: str = "", now: datetime | None = None) -> None:
    """One person after the other says this in the wave."""
    for person, said in zip(people(len(went)), went, strict=True):
        (action,) = actions_of(db.session, seat_of(event, person))
        given = Given({"went": said, "barriers": barriers if said != "done" else ""})
        hear(db.session, action, given, wave=wave, pepper=SECRET, now=now or ASKED[wave] + timedelta(hours=1))
    db.session.commit()


def ask(wave: int) -> None:
    """Let the worker write to everybody whose wave opens."""
    work(ASKED[wave])


def close(event: Event, wave: int) -> Release:
    """Close the wave when it is due."""
    release = close_wave(db.session, event, wave, now=event.closed_at + over_after(wave))
    db.session.commit()
    return release
