"""Confirming a subscription: the owner of the address pressed the button behind the mailed link."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts.own_data import address_hmac
from workshop.mail.suppressions import lift
from workshop.newsletter.consents import note_consent
from workshop.newsletter.forwarding import accept_again
from workshop.newsletter.keys import hand_out
from workshop.newsletter.models import PendingSubscription, Subscriber
from workshop.tokens import token_hash


class LinkEnded(LookupError):
    """The link is older than three days."""


@dataclass(frozen=True)
class Confirmed:
    """Who is a subscriber, and whether they have become one just now."""

    subscriber: Subscriber
    is_new: bool


def asking_behind(session: Session, token: str, *, now: datetime) -> PendingSubscription | None:
    """What this link confirms, or None for a link that never was or was replaced. Raises `LinkEnded` after 72 hours."""
    pending = session.scalar(select(PendingSubscription).where(PendingSubscription.token_hash == token_hash(token)))
    if pending is not None and pending.confirmed_at is None and now >= pending.expires_at:
        raise LinkEnded
    return pending


def confirm(session: Session, pending: PendingSubscription, *, pepper: str, now: datetime) -> Confirmed:
    """Make the owner of the address a subscriber; safe to repeat. A hold on the address for bounced mail ends."""
    subscriber = session.scalar(select(Subscriber).where(Subscriber.address_key == pending.address_key))
    if pending.confirmed_at is not None and subscriber is not None:
        return Confirmed(subscriber, is_new=False)
    if subscriber is None:
        subscriber = Subscriber(address=pending.address, address_key=pending.address_key, subscribed_at=now)
        session.add(subscriber)
    subscriber.first_name, subscriber.last_name = pending.first_name, pending.last_name
    subscriber.language, subscriber.subscribed_at = pending.language, now
    subscriber.wants_tips = True
    subscriber.come_back()
    pending.confirmed_at = now
    lift(session, address_hmac(pending.address, pepper))
    accept_again(session, address_hmac(pending.address, pepper))
    note_consent(
        session, pending.address, "confirmed", pepper=pepper, now=now, wording=pending.wording, source=pending.source
    )
    session.flush()
    hand_out(session, [subscriber], pepper=pepper)
    return Confirmed(subscriber, is_new=True)
