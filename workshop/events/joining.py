"""Taking a seat with the room's code: under 30 seconds for a person, one short transaction for the database."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.accounts.addresses import address_key, clean_address
from workshop.accounts.models import User
from workshop.accounts.sign_ins import begin_sign_in
from workshop.accounts.users import make_user
from workshop.database import begin_writing, stand_in_line
from workshop.events.finding_seats import KnownAddress, known_address
from workshop.events.models import Event, EventTeam, Participant
from workshop.events.seats import seat_of
from workshop.events.zones import zone_named
from workshop.prepared import Prepared
from workshop.records import Plain

AFTER_EVENT_DAY = timedelta(hours=12)
_SEAT = Plain(Participant)
_STILL_OPEN = Prepared(
    select(Event.id).where(Event.id == bindparam("event"), Event.opened_at.is_not(None), Event.closed_at.is_(None))
)


class NotOpen(Exception):
    """The event takes nobody in: not yet, or no more."""


class AddressSeated(Exception):
    """Somebody sits under this address already; its owner gets in by proving it."""


class SeatRemoved(Exception):
    """The facilitator has taken this person's seat away."""


class TeamNeeded(Exception):
    """The roster does not know the address and there are two or more teams: the person has to say which is theirs."""


@dataclass(frozen=True)
class Joined:
    """A seat, who sits there, and the new sign-in's token for the cookie, or None for who was signed in already."""

    seat: Participant
    user: User
    token: str | None


def join(
    session: Session,
    event: Event,
    *,
    address: str,
    now: datetime,
    name: str = "",
    team_id: int | None = None,
    device: str = "",
    is_shared: bool = False,
    user: User | None = None,
) -> Joined:
    """Take a seat in the event: as a new provisional user under `address`, or as `user`, who has proven theirs.

    Joining never proves an address: the new user has this one seat and nothing else, whoever else has the address.
    Raises `NotOpen`, `AddressSeated`, `SeatRemoved`, `TeamNeeded`, `BadAddress`, `BadName`.
    """
    if not event.is_open:
        raise NotOpen(event.code)
    typed = user.address if user is not None else clean_address(address)
    if begin_writing(session) and not _STILL_OPEN.rows(session, {"event": event.id}):
        raise NotOpen(event.code)
    known = _known(session, event, typed, user)
    team = _team(event, team_id) if known.expected_in is None else known.expected_in
    token = None
    if user is None:
        user, token = _newcomer(session, event, typed, name=name, device=device, is_shared=is_shared, now=now)
    seat = _SEAT.stored(
        session,
        event_id=event.id,
        user_id=user.id,
        event_team_id=team,
        joined_at=now,
        rostered_at=now if known.expected_in is not None else None,
        is_staff=known.is_of_practice,  # asked once: appointing somebody later must move no figure
    )
    return Joined(seat, user, token)


def _known(session: Session, event: Event, address: str, user: User | None) -> KnownAddress:
    """What the event knows of this address, under which nobody sits. Raises `AddressSeated`, `SeatRemoved`."""
    key = address_key(address)
    # Two people who join under one address in the same moment come one after the other.
    stand_in_line(session, f"join {event.id} {key}")
    found = known_address(session, event, key)
    if found.is_seated:
        raise AddressSeated(address)
    if user is not None and seat_of(session, user, event.id) is not None:
        raise SeatRemoved(event.code)
    return found


def _newcomer(
    session: Session, event: Event, address: str, *, name: str, device: str, is_shared: bool, now: datetime
) -> tuple[User, str]:
    """A new provisional user, signed in on this device, and the token of that.

    The roster's name for the address is not taken: whoever typed the address may not be that person.
    """
    user = make_user(session, address=address, name=name, now=now, proven=False, zone=event.zone)
    until = sign_in_ends(event, now=now)
    return user, begin_sign_in(session, user, proof="join", now=now, device=device, until=until, is_shared=is_shared)


def sign_in_ends(event: Event, *, now: datetime) -> datetime:
    """When a device that joins now is signed out: twelve hours after the event's last day, there; never at once."""
    last_day = event.ends_at.astimezone(zone_named(event.zone)).date()
    midnight = datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=zone_named(event.zone))
    return max(midnight + AFTER_EVENT_DAY, now + AFTER_EVENT_DAY)


def teams_to_choose(event: Event) -> list[EventTeam]:
    """The teams to ask somebody for whom the roster does not know; empty when there is only one."""
    return list(event.teams) if len(event.teams) > 1 else []


def _team(event: Event, team_id: int | None) -> int:
    ids = [team.id for team in event.teams]
    if len(ids) == 1:
        return ids[0]
    if team_id not in ids:
        raise TeamNeeded(event.code)
    return team_id
