"""Who is asked when: one letter for a person and a wave, planned from their actions, and planned anew when these change."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, selectinload

from workshop.actions.models import Action, Asking
from workshop.actions.waves import SERIES, open_between
from workshop.database import new_public_id, stand_in_line
from workshop.events.models import Event, Participant
from workshop.mail.outbox import cancel_waiting
from workshop.tokens import derived_token, token_hash


def take_turns(session: Session, seat: Participant) -> None:
    """Two acts of one person about their actions come one after the other: two tabs, or one button pressed twice."""
    stand_in_line(session, f"actions of seat {seat.id}")


def plan(session: Session, seat: Participant, actions: Sequence[Action], *, pepper: str, now: datetime) -> None:
    """Plan the askings of this seat from all its actions as they are; safe to repeat. What was mailed keeps its time."""
    zone = seat.user.zone
    own = select(Asking).where(Asking.participant_id == seat.id).execution_options(populate_existing=True)
    known = {one.wave: one for one in session.scalars(own)}
    for wave in SERIES:
        agreed = [one for one in actions if wave in one.waves]
        asking = known.get(wave)
        if asking is None and agreed and any(one.is_asked_about or one.check_in(wave) for one in agreed):
            asking = _asking(seat, wave, pepper=pepper)
        if asking is not None:
            _settle(session, asking, agreed, zone, now=now)
            session.add(asking)
    session.flush()


def move(session: Session, event: Event, *, pepper: str, now: datetime) -> None:
    """The event is on another day: what has not been asked yet is asked as many days after that one; safe to repeat."""
    agreed = exists().where(Action.participant_id == Participant.id)
    seats = select(Participant).where(Participant.event_id == event.id, agreed).order_by(Participant.id)
    of_seats: dict[Participant, list[Action]] = {seat: [] for seat in session.scalars(seats)}
    for seat in of_seats:
        take_turns(session, seat)
    stored = select(Action).where(Action.participant_id.in_([seat.id for seat in of_seats])).order_by(Action.id)
    loaded = stored.options(selectinload(Action.participant), selectinload(Action.check_ins))
    for action in session.scalars(loaded.execution_options(populate_existing=True)):
        action.starts_on = starts_on(event, now=action.agreed_at)
        if action.removed_at is None:
            of_seats[action.participant].append(action)
    session.flush()
    for seat, actions in of_seats.items():
        plan(session, seat, actions, pepper=pepper, now=now)


def starts_on(event: Event, *, now: datetime) -> date:
    """The day from which an action agreed now is counted: not before the event's day, nor after the day it closed."""
    zone = ZoneInfo(event.zone)
    first = event.starts_at.astimezone(zone).date()
    day = max(now.astimezone(zone).date(), first)
    return min(day, max(event.closed_at.astimezone(zone).date(), first)) if event.closed_at else day


def asking_token(public_id: str, *, pepper: str) -> str:
    """The token of the asking with this public id; a second letter carries the same one."""
    return derived_token("check-in", public_id, pepper=pepper)


def letters_of(asking: Asking) -> str:
    """How the keys of its letters begin."""
    return f"check-in:{asking.public_id}:"


def _asking(seat: Participant, wave: int, *, pepper: str) -> Asking:
    public_id = new_public_id()
    hashed = token_hash(asking_token(public_id, pepper=pepper))
    return Asking(public_id=public_id, participant_id=seat.id, wave=wave, token_hash=hashed)


def _settle(session: Session, asking: Asking, agreed: Sequence[Action], zone: str, *, now: datetime) -> None:
    """When it opens, and whether there is anything left to ask."""
    if asking.mailed_at is None and agreed:
        first = min(one.starts_on for one in agreed)
        asking.opens_at, asking.closes_at = open_between(first, asking.wave, zone)
    said = [check_in.answered_at for one in agreed if (check_in := one.check_in(asking.wave))]
    asking.answered_at = max(said, default=None)
    if any(one.is_asked_about for one in agreed):
        asking.ended_at = None
    else:
        asking.ended_at = asking.ended_at or now
        cancel_waiting(session, letters_of(asking))
