"""Closed events with figures, for tests of reports."""

from tests.room.rooms import fill
from workshop.database import utcnow
from workshop.events.models import Event
from workshop.extensions import db
from workshop.reports.composing import write_summary
from workshop.reports.models import Report
from workshop.reports.releasing import release_report
from workshop.room.closing import close_event

SENTENCES = ("The room named hitting a number most often.", "Speed matters and falls short.", "We start with one change.")


def close(event: Event, *, n: int = 12) -> Event:
    """The event, closed, with so many people who wrote; committed."""
    fill(event, n=n)
    close_event(db.session, event, now=utcnow())
    db.session.commit()
    return event


def release(event: Event) -> Report:
    """The event's report, released with three sentences; committed."""
    write_summary(db.session, event, SENTENCES, now=utcnow())
    report = release_report(db.session, event, now=utcnow())
    db.session.commit()
    return report
