"""An event of next week with people on its roster, and the letters that wait in the outbox."""

import re
from datetime import timedelta

from icalendar import Calendar, Event
from sqlalchemy import select

from workshop.database import utcnow
from workshop.events import models
from workshop.events.roster import import_roster
from workshop.extensions import db
from workshop.mail.models import OutgoingMail

LEAD = "/events/HERON-42/invitations"
IVY, JAN = "ivy@northgate.example", "jan@northgate.example"


def next_week(event: models.Event) -> models.Event:
    """The event moved into next week, with Ivy and Jan on its roster."""
    event.starts_at = (utcnow() + timedelta(days=7)).replace(minute=0, second=0, microsecond=0)
    event.ends_at = event.starts_at + timedelta(hours=3)
    import_roster(db.session, event, f"{IVY}, Ivy, Claims\n{JAN}, Jan, Service", pepper="", now=utcnow())
    db.session.commit()
    return event


def letters(to: str = IVY, *, kind: str = "", waiting: bool = False) -> list[OutgoingMail]:
    """Letters to this address in the order in which they are due; of one kind, or only those that still wait."""
    found = select(OutgoingMail).where(OutgoingMail.to_address == to).order_by(OutgoingMail.not_before, OutgoingMail.id)
    return [one for one in db.session.scalars(found) if kind in ("", one.kind) and (not waiting or one.state == "queued")]


def entry(letter: OutgoingMail) -> tuple[str, Event]:
    """The method and the one event of the entry that goes with the letter."""
    calendar = Calendar.from_ical(letter.calendar)
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


def link(letter: OutgoingMail) -> str:
    """The path of the invitation that the letter leads to."""
    found = re.search(r"http://localhost(/invitation/\S+)", letter.text)
    assert found is not None
    return found[1]
