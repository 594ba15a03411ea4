"""Asking to subscribe: nobody is a subscriber yet, and the page says the same whatever is known of the address."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop.accounts.addresses import address_key
from workshop.newsletter.consents import NEWEST, note_consent
from workshop.newsletter.models import PendingSubscription, Subscriber
from workshop.tokens import token_hash

LIFE = timedelta(hours=72)
KEPT = timedelta(hours=24)  # after its end, so that a late press reads a sentence
LETTER_EVERY = timedelta(minutes=10)
LETTERS = 3  # while one asking is open


@dataclass(frozen=True)
class Asking:
    """What the form holds: a clean address, readable names, and the page on which it stood."""

    address: str
    first_name: str
    last_name: str
    language: str
    source: str


class Answer(Enum):
    """Which letter is due. The page never tells."""

    CONFIRM = auto()  # a fresh link
    ALREADY = auto()  # they are a subscriber
    NOTHING = auto()  # they had letters enough


def ask(session: Session, asking: Asking, token: str, *, pepper: str, now: datetime) -> Answer:
    """Note that somebody wants the tipsheet at this address; `token` is what a letter to it would carry.

    Asking again extends nothing and changes no name: a newer link takes the place of the older one, at most every ten
    minutes and three times in all.
    """
    key = address_key(asking.address)
    reader = session.scalar(select(Subscriber).where(Subscriber.address_key == key))
    if reader is not None and reader.left_at is None:
        return Answer.ALREADY
    pending = session.scalar(select(PendingSubscription).where(PendingSubscription.address_key == key))
    if pending is not None and now < pending.expires_at and pending.confirmed_at is None:
        return _again(pending, token, now=now)
    if pending is not None:
        session.delete(pending)
        session.flush()
    session.add(
        PendingSubscription(
            token_hash=token_hash(token),
            address=asking.address,
            address_key=key,
            first_name=asking.first_name,
            last_name=asking.last_name,
            language=asking.language,
            wording=NEWEST,
            source=asking.source,
            created_at=now,
            expires_at=now + LIFE,
            wrote_at=now,
        )
    )
    note_consent(session, asking.address, "asked", pepper=pepper, now=now, wording=NEWEST, source=asking.source)
    session.flush()
    return Answer.CONFIRM


def _again(pending: PendingSubscription, token: str, *, now: datetime) -> Answer:
    if pending.n_letters >= LETTERS or now - pending.wrote_at < LETTER_EVERY:
        return Answer.NOTHING
    pending.token_hash, pending.wrote_at = token_hash(token), now
    pending.n_letters += 1
    return Answer.CONFIRM


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete every asking that was never confirmed, a day after its link has ended; and the rest by then as well."""
    session.execute(delete(PendingSubscription).where(PendingSubscription.expires_at < now - KEPT))
