"""Addresses that no bulk letter goes to: erased, bounced, resting, or whose owner complained. Kept as keyed hashes."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop import due
from workshop.config import Settings
from workshop.mail.models import BounceScore, Suppression

REASONS = ("erased", "bounced", "complained", "unreachable")
SCORE_KEPT = timedelta(days=45)  # a rest, and the letter after it


def suppress(session: Session, recipient: str, reason: str, *, now: datetime, until: datetime | None = None) -> None:
    """Write to this recipient (a keyed hash of the address) no more, for one of REASONS; the first lasting reason stays.

    `until` makes it a rest.
    """
    if reason == "erased":
        session.execute(delete(BounceScore).where(BounceScore.recipient == recipient))
    standing = session.get(Suppression, recipient)
    if standing is None:
        standing = Suppression(recipient=recipient)
        session.add(standing)
    elif standing.until is None:
        return
    standing.reason, standing.at, standing.until = reason, now, until
    session.flush()


def lift(session: Session, recipient: str) -> None:
    """The owner of the address has shown that they read its mail and want it: what was counted against it is forgotten."""
    session.execute(delete(Suppression).where(Suppression.recipient == recipient))
    session.execute(delete(BounceScore).where(BounceScore.recipient == recipient))


def suppressed(session: Session, recipients: Collection[str]) -> dict[str, str]:
    """Those of the recipients that nothing is sent to, with the reason."""
    found = session.execute(select(Suppression.recipient, Suppression.reason).where(Suppression.recipient.in_(recipients)))
    return dict(found.all())


@due.every(timedelta(hours=1))
def end_rests(session: Session, *, settings: Settings, now: datetime) -> None:
    """Write again to whoever has had their rest, and forget what was counted too long ago to matter."""
    session.execute(delete(Suppression).where(Suppression.until <= now))
    session.execute(delete(BounceScore).where(BounceScore.last_at < now - SCORE_KEPT))
