"""A subscription belongs to a person's data: told to `accounts`, which knows no newsletter."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop.accounts import own_data
from workshop.accounts.models import User
from workshop.newsletter.leaving import forget
from workshop.newsletter.models import PendingSubscription, Subscriber


@own_data.exporter("newsletter")
def own_subscription(session: Session, user: User) -> dict[str, Any]:
    """What the user gets by mail, if the address is proven; the page behind each mail tells the consents, too."""
    found = _subscriber(session, user)
    if found is None:
        return {}
    return {
        "first_name": found.first_name,
        "last_name": found.last_name,
        "tipsheets": found.wants_tips,
        "news": found.wants_news,
        "language": found.language,
        "paused_until": found.paused_until.isoformat() if found.paused_until else None,
        "subscribed_at": found.subscribed_at.isoformat(),
        "left_at": found.left_at.isoformat() if found.left_at else None,
    }


@own_data.at_own_wish
def forget_subscription(session: Session, user: User, *, pepper: str, now: datetime) -> None:
    """Whoever has themself erased gets no newsletter either. Who only stays away from the site goes on reading it."""
    found = _subscriber(session, user)
    if found is not None:
        forget(session, found, pepper=pepper, now=now)
    if user.is_proven:
        session.execute(delete(PendingSubscription).where(PendingSubscription.address_key == user.address_key))


def _subscriber(session: Session, user: User) -> Subscriber | None:
    if not user.is_proven:
        return None
    return session.scalar(select(Subscriber).where(Subscriber.address_key == user.address_key))
