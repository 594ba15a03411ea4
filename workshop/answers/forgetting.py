"""Entries that were deleted, and that nobody can restore any more, leave the database too."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from workshop import due
from workshop.answers.arranging import RESTORABLE_FOR
from workshop.answers.models import Entry, Sheet
from workshop.config import Settings
from workshop.events.models import Event, Participant


def forget_deleted(session: Session, *, now: datetime) -> int:
    """Delete entries removed more than 24 hours ago from a sheet that is done, or of an event that is closed; how many."""
    over = (
        select(Sheet.id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .join(Event, Event.id == Participant.event_id)
        .where(or_(Sheet.done_at.is_not(None), Event.closed_at.is_not(None)))
    )
    gone = delete(Entry).where(Entry.removed_at < now - RESTORABLE_FOR, Entry.sheet_id.in_(over)).returning(Entry.id)
    return len(session.scalars(gone, execution_options={"synchronize_session": False}).all())


@due.every(timedelta(hours=6))
def forget_deleted_entries(session: Session, *, settings: Settings, now: datetime) -> None:
    """What people deleted is gone within two days."""
    forget_deleted(session, now=now)
