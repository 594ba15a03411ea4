"""Leaving: unsubscribing with one press, thinking better of it, and being forgotten altogether."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from workshop.accounts.own_data import address_hmac
from workshop.mail.outbox import forget_address, skip
from workshop.mail.suppressions import suppress
from workshop.newsletter.consents import note_consent
from workshop.newsletter.models import PendingSubscription, Subscriber

UNDO_FOR = timedelta(minutes=30)
CATEGORIES = ("tipsheet", "news")


def leave(session: Session, subscriber: Subscriber, *, pepper: str, now: datetime, source: str) -> None:
    """Send nothing more, not even what waits in the outbox: from the commit on no letter begins. Safe to repeat."""
    if subscriber.left_at is None:
        note_consent(session, subscriber.address, "left", pepper=pepper, now=now, source=source)
    subscriber.leave(now=now)
    skip(session, address_hmac(subscriber.address, pepper), CATEGORIES)


def may_undo(subscriber: Subscriber, *, now: datetime) -> bool:
    """True for half an hour after leaving: later the address has to be confirmed again."""
    return subscriber.left_at is not None and now - subscriber.left_at < UNDO_FOR


def come_back(session: Session, subscriber: Subscriber, *, pepper: str, now: datetime) -> bool:
    """Undo leaving; False when it is too late for that."""
    if not may_undo(subscriber, now=now):
        return False
    subscriber.come_back()
    note_consent(session, subscriber.address, "returned", pepper=pepper, now=now)
    return True


def forget(session: Session, subscriber: Subscriber, *, pepper: str, now: datetime) -> None:
    """Delete the subscriber and every letter to them; a keyed hash keeps the address from being imported again."""
    note_consent(session, subscriber.address, "erased", pepper=pepper, now=now)
    suppress(session, address_hmac(subscriber.address, pepper), "erased", now=now)
    session.execute(delete(PendingSubscription).where(PendingSubscription.address_key == subscriber.address_key))
    forget_address(session, subscriber.address)
    session.delete(subscriber)
    session.flush()
