"""Tokens that open a subscription: in every mail, never the same for two people, good for as long as the row exists.

A token is derived from the subscriber's public id and the site's key, so that each mail can carry it while the database
keeps only its hash. Tokens made under an earlier key stay good, for their hashes stay.
"""

from collections.abc import Iterable

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from workshop.newsletter.models import Subscriber, SubscriptionKey
from workshop.tokens import derived_token, token_hash


def subscription_token(public_id: str, *, pepper: str) -> str:
    """The token of the subscriber with this public id: 256 bits, 43 characters."""
    return derived_token("subscription", public_id, pepper=pepper)


def hand_out(session: Session, subscribers: Iterable[Subscriber], *, pepper: str) -> dict[int, str]:
    """Each subscriber's token by their id, made good where it was not yet: after the site's key has changed."""
    tokens = {one.id: subscription_token(one.public_id, pepper=pepper) for one in subscribers}
    known = set(session.scalars(select(SubscriptionKey.token_hash).where(SubscriptionKey.subscriber_id.in_(tokens))))
    new = [
        {"token_hash": token_hash(token), "subscriber_id": subscriber_id}
        for subscriber_id, token in tokens.items()
        if token_hash(token) not in known
    ]
    if new:
        session.execute(insert(SubscriptionKey), new)
    return tokens


def subscriber_with(session: Session, token: str) -> Subscriber | None:
    """Whose token this is, or None when it was never given out or its subscriber was erased."""
    found = select(Subscriber).join(SubscriptionKey).where(SubscriptionKey.token_hash == token_hash(token))
    return session.scalar(found)
