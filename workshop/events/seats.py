"""Seats: how they follow a person who proves an address."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from workshop.accounts import readdressing
from workshop.accounts.models import User
from workshop.accounts.proving import on_proven
from workshop.accounts.sign_ins import live_sign_ins
from workshop.accounts.users import provisional_users
from workshop.events.finding_seats import roster_line, seat_under
from workshop.events.models import Event, Participant, SeatKey


@dataclass(frozen=True)
class TwoSeats:
    """One person's two seats in one event, of which they may keep one: their own, and one that was joined as a newcomer."""

    own: Participant
    other: Participant


@on_proven
def take_over(session: Session, *, user: User, provisional: User, now: datetime) -> None:
    """Move the provisional user's seat to the proven owner of their address, where the owner has none in that event."""
    seat = session.scalar(select(Participant).where(Participant.user_id == provisional.id).limit(1))
    if seat is not None and seat_of(session, user, seat.event_id) is None:
        seat.user_id = user.id
        session.flush()
        _leave_key(session, provisional, seat, now=now)


def unconfirmed(session: Session, user: User) -> list[SeatKey]:
    """The keys to the user's seats that they have not said anything about yet."""
    keys = select(SeatKey).join(Participant, Participant.id == SeatKey.participant_id)
    return list(session.scalars(keys.where(Participant.user_id == user.id, SeatKey.confirmed_at.is_(None))))


def awaits_owner(session: Session, user: User, code: str) -> bool:
    """True when the user's device joined this event under an address that its owner has proven, and has not confirmed it."""
    keys = select(SeatKey.user_id).join(Participant, Participant.id == SeatKey.participant_id)
    keys = keys.join(Event, Event.id == Participant.event_id).where(Event.code == code, SeatKey.user_id == user.id)
    return session.scalar(keys.where(SeatKey.confirmed_at.is_(None), Participant.removed_at.is_(None))) is not None


def confirm_devices(session: Session, user: User, *, now: datetime) -> None:
    """The devices that joined under the user's address are theirs: each reaches its one seat again. Safe to repeat."""
    for key in unconfirmed(session, user):
        key.confirmed_at = now
    session.flush()


def two_seats(session: Session, user: User) -> list[TwoSeats]:
    """The events in which the person has a seat and a newcomer joined under the same address before it was proven."""
    pairs = [(seat_of(session, user, other.event_id), other) for other in _newcomers(session, user)]
    return [TwoSeats(own, other) for own, other in pairs if own is not None and own.removed_at is None]


def waiting_seats(session: Session, user: User) -> list[Participant]:
    """The seats that newcomers took under the person's address in events in which the person never had one.

    Who proves an address need not have typed it into a phone. They stay the newcomers' until the person says "That was me".
    """
    return [seat for seat in _newcomers(session, user) if seat_of(session, user, seat.event_id) is None]


def claim(session: Session, user: User, seat: Participant, *, now: datetime) -> None:
    """The person says that it was them who took this waiting seat: it is theirs, and its device goes on there."""
    newcomer = seat.user
    user.name = user.name or newcomer.name
    take_over(session, user=user, provisional=newcomer, now=now)
    key = session.scalar(select(SeatKey).where(SeatKey.participant_id == seat.id))
    if key is not None:
        key.confirmed_at = now
    session.flush()


def disown(session: Session, seat: Participant, *, now: datetime) -> None:
    """The person says that it was not them: nobody sits there any more, and their own place is free for them."""
    seat.removed_at = now
    session.flush()


def _newcomers(session: Session, user: User) -> list[Participant]:
    ids = [person.id for person in provisional_users(session, user.address)]
    found = select(Participant).where(Participant.user_id.in_(ids), Participant.removed_at.is_(None))
    return list(session.scalars(found.options(joinedload(Participant.event)).order_by(Participant.id)))


def keep_one(session: Session, user: User, pair: TwoSeats, *, keep_other: bool, now: datetime) -> None:
    """Keep one of the two seats. The other one is left with its words, but nobody sits there any more."""
    newcomer = pair.other.user
    if keep_other:
        pair.own.user_id, pair.own.removed_at = _nobody(session, user, now=now).id, now
        session.execute(delete(SeatKey).where(SeatKey.participant_id == pair.own.id))
        session.flush()
        pair.other.user_id = user.id
        session.flush()
        _leave_key(session, newcomer, pair.other, now=now)
    else:
        pair.other.removed_at = now
    session.flush()


@readdressing.stands_in_the_way
def sits_beside(session: Session, user: User, address: str) -> bool:
    """Does somebody else sit under this address in an event in which the user sits?"""
    key = readdressing.address_key(address)
    events = session.scalars(
        select(Event).join(Participant, Participant.event_id == Event.id).where(Participant.user_id == user.id)
    )
    found = [seat_under(session, event, key) for event in events]
    return any(seat is not None and seat.user_id != user.id for seat in found)


@readdressing.on_readdressed
def look_up_again(session: Session, user: User, *, now: datetime) -> None:
    """The roster may expect a provisional user's new address, or no longer; their seat says so, as if taken under it."""
    if user.is_proven:
        return
    for seat in session.scalars(select(Participant).where(Participant.user_id == user.id)):
        line = roster_line(session, seat.event_id, user.address_key)
        seat.rostered_at = (seat.rostered_at or seat.joined_at) if line is not None else None
        if line is not None:
            seat.event_team_id = line.event_team_id
    session.flush()


def seat_of(session: Session, user: User, event_id: int) -> Participant | None:
    """The user's own seat in the event, removed or not, or None."""
    return session.scalar(select(Participant).where(Participant.user_id == user.id, Participant.event_id == event_id))


def _leave_key(session: Session, person: User, seat: Participant, *, now: datetime) -> None:
    """Keep a key to the seat that moved for the device of a provisional user; forget the user if no device is left."""
    if live_sign_ins(session, [person.id], now=now):
        session.merge(SeatKey(user_id=person.id, participant_id=seat.id))
    else:
        session.execute(delete(User).where(User.id == person.id))
    session.flush()


def _nobody(session: Session, user: User, *, now: datetime) -> User:
    """A user under the person's address who cannot sign in: holds the seat that was given up, until it is erased."""
    nobody = User(address=user.address, address_key=user.address_key, created_at=now, disabled_at=now)
    session.add(nobody)
    session.flush()
    return nobody
