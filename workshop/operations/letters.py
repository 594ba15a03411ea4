"""What becomes of waiting letters when the database is put back to an earlier day."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from workshop.mail.models import OutgoingMail
from workshop.mail.pausing import pause


def hold_letters(session: Session, *, now: datetime) -> int:
    """Keep every waiting letter from being sent, as it may have been sent since the backup; how many were held.

    No other goes either until somebody says so: a mailing whose hour was before the backup's end would go out once more.
    """
    pause(session, "restored", now=now)
    waiting = update(OutgoingMail).where(OutgoingMail.state.in_(("queued", "retry", "inflight"))).values(state="uncertain")
    return len(session.scalars(waiting.returning(OutgoingMail.id)).all())
