"""Letters do not stay: 30 days after one was written its words and its address are wiped out.

The row stays, empty, so that nobody is written to a second time for the same reason.
"""

from datetime import datetime, timedelta

from sqlalchemy import null, update
from sqlalchemy.orm import Session

from workshop import due
from workshop.config import Settings
from workshop.mail.models import OutgoingMail

KEPT = timedelta(days=30)
OVER = ("sent", "failed", "bounced", "uncertain", "cancelled", "skipped")
_WORDS = ("to_address", "domain", "subject", "text", "html", "calendar", "smtp_text")
_EMPTY = {**dict.fromkeys(_WORDS, ""), "fields": null()}


def wipe_old(session: Session, *, now: datetime) -> int:
    """Wipe out letters that are over and 30 days old; how many."""
    old = (OutgoingMail.created_at < now - KEPT, OutgoingMail.state.in_(OVER), OutgoingMail.to_address != "")
    wiped = update(OutgoingMail).where(*old).values(_EMPTY).returning(OutgoingMail.id)
    return len(session.scalars(wiped, execution_options={"synchronize_session": False}).all())


@due.every(timedelta(hours=6))
def wipe_old_letters(session: Session, *, settings: Settings, now: datetime) -> None:
    """Keep letters for 30 days, as /privacy says."""
    wipe_old(session, now=now)
