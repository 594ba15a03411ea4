"""A calendar of one's own: a secret address for a calendar program, and what it finds there."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from workshop.accounts.models import User
from workshop.events.models import Event, Participant
from workshop.invitations.models import CalendarFeed, Invitation
from workshop.tokens import new_token, token_hash


def make_feed(session: Session, user: User, *, now: datetime) -> str:
    """A new secret address, in place of the one before; its token is known to nobody once this has returned it."""
    token = new_token()
    session.merge(CalendarFeed(user_id=user.id, token_hash=token_hash(token), made_at=now))
    session.flush()
    return token


def end_feed(session: Session, user: User) -> None:
    """The address finds nothing any more; safe to repeat."""
    session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == user.id))


def has_feed(session: Session, user: User) -> bool:
    """Has the user an address now?"""
    return session.get(CalendarFeed, user.id) is not None


def fed_user(session: Session, token: str) -> User | None:
    """Whose calendar this token opens; None when it was ended, or its owner may not sign in."""
    found = select(User).join(CalendarFeed, CalendarFeed.user_id == User.id)
    return session.scalar(found.where(CalendarFeed.token_hash == token_hash(token), User.disabled_at.is_(None)))


def feed_events(session: Session, user: User) -> Iterator[tuple[Event, str, int]]:
    """The user's events, each with the id and the sequence of its entry: those they are invited to, and where they sit.

    Somebody who has not proven their address has their one seat, and is not told what its owner is invited to.
    """
    known: set[int] = set()
    if user.is_proven:
        sent = select(Invitation).where(Invitation.address_key == user.address_key).options(joinedload(Invitation.event))
        for one in session.scalars(sent.order_by(Invitation.id)):
            known.add(one.event_id)
            if one.is_standing:
                yield one.event, one.public_id, one.sequence
    seats = select(Participant).where(Participant.user_id == user.id, Participant.removed_at.is_(None))
    for seat in session.scalars(seats.options(joinedload(Participant.event)).order_by(Participant.id)):
        if seat.event_id not in known:
            yield seat.event, seat.public_id, 0
