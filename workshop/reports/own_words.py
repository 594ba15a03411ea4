"""The links under which a person lent reports, for "Download my data"; they go with the person."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts import own_data
from workshop.accounts.models import User
from workshop.events.models import Event
from workshop.reports.models import Report, ShareLink


@own_data.exporter("shared_reports")
def own_links(session: Session, user: User) -> list[dict[str, str]]:
    """Which reports the user lent, and until when."""
    made = select(Event.code, ShareLink.made_at, ShareLink.expires_at).join(Report, Report.id == ShareLink.report_id)
    rows = session.execute(made.join(Event, Event.id == Report.event_id).where(ShareLink.maker_id == user.id))
    return [
        {"event": code, "made_at": made_at.isoformat(), "expires_at": expires_at.isoformat()}
        for code, made_at, expires_at in rows
    ]
