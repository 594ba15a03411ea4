"""What the worker does for the client's answers: write to everybody who took part."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop import due
from workshop.commitments.letters import make_some, untold
from workshop.config import Settings


@due.every(timedelta(seconds=20))
def tell_participants(session: Session, *, settings: Settings, now: datetime) -> None:
    """Make the letters of what was sent, two hundred in a transaction; safe to repeat."""
    for commitment in untold(session):
        while make_some(session, commitment, settings=settings, now=now):
            session.commit()
        session.commit()
