"""Rosters do not stay for ever either: two years after an event nobody is on its list any more."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop import due
from workshop.accounts.absence import KEPT
from workshop.config import Settings
from workshop.events.models import Event, RosterLine


def forget_rosters(session: Session, *, now: datetime) -> None:
    """Delete who was expected at events that ended 24 months ago; seats keep what they knew from it."""
    over = select(Event.id).where(Event.ends_at < now - KEPT)
    session.execute(
        delete(RosterLine).where(RosterLine.event_id.in_(over)), execution_options={"synchronize_session": False}
    )


@due.every(timedelta(days=1))
def forget_old_rosters(session: Session, *, settings: Settings, now: datetime) -> None:
    """Keep a roster as long as an account."""
    forget_rosters(session, now=now)
