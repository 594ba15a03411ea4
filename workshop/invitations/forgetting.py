"""Invitations go with the rosters that they were made from: two years after an event nobody is on its lists any more."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop import due
from workshop.accounts.absence import KEPT
from workshop.config import Settings
from workshop.events.models import Event
from workshop.invitations.models import Invitation


@due.every(timedelta(days=1))
def forget_old_invitations(session: Session, *, settings: Settings, now: datetime) -> None:
    """Delete the invitations to events that ended 24 months ago."""
    over = select(Event.id).where(Event.ends_at < now - KEPT)
    session.execute(
        delete(Invitation).where(Invitation.event_id.in_(over)), execution_options={"synchronize_session": False}
    )
