"""What the worker does about figures: waves of check-ins that are over are added up."""

import logging
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop import due
from workshop.config import Settings
from workshop.events.models import Event
from workshop.insights.closing_waves import close_wave, waves_to_close

log = logging.getLogger("workshop.insights")


@due.every(timedelta(hours=1))
def add_up_waves(session: Session, *, settings: Settings, now: datetime) -> None:
    """Close what the calendar has closed, each event in a transaction of its own: one that fails holds up no other."""
    for event_id, wave in [(event.id, wave) for event, wave in waves_to_close(session, now=now)]:
        try:
            close_wave(session, session.get_one(Event, event_id), wave, now=now)
            session.commit()
        except Exception:
            session.rollback()
            log.exception("a wave was not added up: day %s of event %s", wave, event_id)
