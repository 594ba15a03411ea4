"""The letter that tells a client's readers of a report: that it is there, and no word of what it says."""

from datetime import datetime

from sqlalchemy.orm import Session

from workshop.clients.readers import readers_of
from workshop.config import Settings
from workshop.mail import outbox
from workshop.mail.rendering import render_letter
from workshop.reports.models import Report


def tell_readers(session: Session, report: Report, *, settings: Settings, now: datetime) -> int:
    """Write to everybody who may read the report, once for each version; returns to how many."""
    event = report.event
    letter = render_letter(
        "reports/mail/released.txt",
        title=event.title,
        version=report.version,
        site_name=settings.site_name,
        href=settings.address_of(f"/reports/{report.public_id}"),
    )
    told = [
        outbox.enqueue(
            session,
            dedupe_key=f"{_begins(report)}{reader.user.public_id}",
            kind="report",
            to=reader.user.address,
            letter=letter,
            now=now,
        )
        for reader in (readers_of(session, event.client) if event.client else ())
        if reader.user.is_active
    ]
    return sum(told)


def cancel_letters(session: Session, report: Report) -> None:
    """Do not send what waits: the report is withdrawn."""
    outbox.cancel_waiting(session, _begins(report))


def _begins(report: Report) -> str:
    return f"report:{report.public_id}:"
