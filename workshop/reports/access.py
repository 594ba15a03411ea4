"""Who may read a report: the readers of its client, once it has been released. Everything else is the same 404."""

from flask import abort
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from workshop.accounts.access import signed_in
from workshop.accounts.models import User
from workshop.clients.models import Reader
from workshop.events.access import hosted_event
from workshop.events.models import Event
from workshop.extensions import db
from workshop.reports.models import Report


def may_read(user: User, report: Report) -> bool:
    """True for a reader of the report's client, signed in with a proven address, while the report is released."""
    if not report.is_readable or not user.is_proven or report.event.client_id is None:
        return False
    return db.session.get(Reader, (report.event.client_id, user.id)) is not None


def read_clients() -> list[int]:
    """The clients whose reports the person who asks may read; 404 for who reads for none."""
    user = signed_in()
    clients = select(Reader.client_id).where(Reader.user_id == user.id).order_by(Reader.client_id)
    found = list(db.session.scalars(clients)) if user.is_proven else []
    if not found:
        abort(404)
    return found


def readable_report(public_id: str) -> Report:
    """The released report with this id, or 404 for everyone who may not read it."""
    user = signed_in()
    return _readable(user, db.session.scalar(_whole().where(Report.public_id == public_id)))


def current_report(public_id: str) -> Report:
    """The same; of a version that was withdrawn and corrected, the one that took its place."""
    user = signed_in()
    found = db.session.scalar(_whole().where(Report.public_id == public_id))
    if found is not None and found.withdrawn_at is not None:
        in_its_place = Report.released_at.is_not(None), Report.withdrawn_at.is_(None)
        found = db.session.scalar(_whole().where(Report.event_id == found.event_id, *in_its_place))
    return _readable(user, found)


def _whole() -> Select[tuple[Report]]:
    # No outer join: who writes locks the event.
    return select(Report).options(joinedload(Report.event).selectinload(Event.client))


def _readable(user: User, report: Report | None) -> Report:
    if report is None or not may_read(user, report):
        abort(404)
    return report


def reported_event(code: str) -> Event:
    """An event that the person who asks hosts and that has a client to report to, or 404."""
    event = hosted_event(code)
    if event.client_id is None:
        abort(404)
    return event
