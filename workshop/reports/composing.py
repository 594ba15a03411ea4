"""The draft of a report: stored whatever it says, until it is released."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.events.holding import hold
from workshop.events.models import Event
from workshop.reports.composition import Composition, composition_of, of_sentences, put
from workshop.reports.models import Report


class NoClient(RuntimeError):
    """A public webinar has no client, and so no report."""


class AlreadyReleased(RuntimeError):
    """What the client has received is not changed behind their back."""


def report_of(session: Session, event: Event) -> Report | None:
    """The newest version of the event's report, or None before its first word."""
    return session.scalar(select(Report).where(Report.event_id == event.id).order_by(Report.version.desc()).limit(1))


def gone_from(session: Session, event: Event) -> Composition:
    """What versions that the client has received left out: a correction takes a worksheet out, and never brings one back."""
    gone = Composition()
    released = select(Report).where(Report.event_id == event.id, Report.released_at.is_not(None))
    for report in session.scalars(released):
        gone = gone.without(composition_of(report))
    return gone


def write(session: Session, event: Event, composed: Composition, *, now: datetime) -> Report:
    """Store the draft. After a report was withdrawn it is that of its next version.

    Raises `AlreadyReleased` and `NoClient`.
    """
    if event.client_id is None:
        raise NoClient(event.code)
    hold(session, event)
    report = report_of(session, event)
    if report is not None and report.is_readable:
        raise AlreadyReleased(report.public_id)
    if report is None or report.withdrawn_at is not None:
        report = Report(event=event, created_at=now, version=report.version + 1 if report else 1)
        session.add(report)
    put(report, composed.without(gone_from(session, event)))
    session.flush()
    return report


def write_summary(session: Session, event: Event, sentences: Sequence[str], *, now: datetime) -> Report:
    """Store the sentences of the draft, and leave the rest of it as it is. Raises `AlreadyReleased` and `NoClient`."""
    return write(session, event, of_sentences(report_of(session, event), sentences), now=now)
