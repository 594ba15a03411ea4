"""What an event knows of a person: whose seat is which, and whom it expects.

PostgreSQL keeps the way that it chose when a room was empty, and one through an event's seats is slow once the room is full.
What a room asks with every page is therefore written so that there is no other way than from a person to their seat.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased

from workshop.accounts.models import Administrator, User
from workshop.events.models import Event, Facilitator, Participant, Planner, RosterLine, SeatKey
from workshop.prepared import Prepared

_ANY_SEAT = aliased(Participant)


def held_by(user_id: int) -> ColumnElement[bool]:
    """The condition that a seat is reached by this user: their own, or the one that their device joined, once confirmed.

    For lists of all seats of one person.
    """
    confirmed = SeatKey.user_id == user_id, SeatKey.confirmed_at.is_not(None)
    key = select(SeatKey.participant_id).where(*confirmed).scalar_subquery()
    return or_(Participant.user_id == user_id, Participant.id == key)


# Asked by a whole room in the same minute: built once.
_HAS_ADDRESS = User.address_key == bindparam("address_key")
_SEAT_OF_USER = (
    select(_ANY_SEAT.id)
    .where(_ANY_SEAT.event_id == bindparam("event_id"), _ANY_SEAT.user_id == User.id, _ANY_SEAT.removed_at.is_(None))
    .scalar_subquery()
)
_UNDER_ADDRESS = (
    select(Participant).join_from(User, Participant, Participant.id == _SEAT_OF_USER).where(_HAS_ADDRESS).limit(1)
)
_ON_ROSTER = select(RosterLine).where(
    RosterLine.event_id == bindparam("event_id"), RosterLine.address_key == bindparam("address_key")
)
_EXPECTED_IN = _ON_ROSTER.with_only_columns(RosterLine.event_team_id).scalar_subquery()
_OWNER = select(User.id).where(_HAS_ADDRESS, User.proven_at.is_not(None)).scalar_subquery()
_IS_OF_PRACTICE = or_(
    exists().where(Facilitator.event_id == bindparam("event_id"), Facilitator.user_id == _OWNER),
    exists().where(Planner.user_id == _OWNER),
    exists().where(Administrator.user_id == _OWNER),
)
_KNOWN_ADDRESS = Prepared(select(exists().where(_HAS_ADDRESS, _SEAT_OF_USER.is_not(None)), _EXPECTED_IN, _IS_OF_PRACTICE))


@dataclass(frozen=True)
class KnownAddress:
    """What an event knows of an address: whether somebody sits under it, the team in which the roster expects it, and if
    its owner runs the site or its workshops. A seat of theirs is to try things out, and counts nowhere.
    """

    is_seated: bool
    expected_in: int | None
    is_of_practice: bool


def seat_under(session: Session, event: Event, address_key: str) -> Participant | None:
    """The seat that somebody took in the event under this address, proven or not; None if it was removed or never was."""
    return session.scalar(_UNDER_ADDRESS, {"event_id": event.id, "address_key": address_key})


def roster_line(session: Session, event_id: int, address_key: str) -> RosterLine | None:
    """The roster's line for this address, or None."""
    return session.scalar(_ON_ROSTER, {"event_id": event_id, "address_key": address_key})


def known_address(session: Session, event: Event, address_key: str) -> KnownAddress:
    """What the event knows of this address, in one statement."""
    asked = {"event_id": event.id, "address_key": address_key}
    ((is_seated, expected_in, is_of_practice),) = _KNOWN_ADDRESS.rows(session, asked)
    return KnownAddress(bool(is_seated), expected_in, bool(is_of_practice))
