"""Who may enter an event, and as what. Every 404 about events is decided here."""

from flask import abort
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm.attributes import set_committed_value
from werkzeug.exceptions import NotFound

from workshop.accounts.access import signed_in
from workshop.accounts.models import User
from workshop.clients.models import Client
from workshop.events.codes import normal_code
from workshop.events.models import Event, Facilitator, Participant, Planner, Step
from workshop.events.seats import awaits_owner, held_by, roster_line
from workshop.extensions import db
from workshop.prepared import Prepared
from workshop.records import Plain, records


class SeatAwaitsOwner(NotFound):
    """The 404 of a device whose seat went to the proven owner of its address, who has not said that the device is theirs."""


# Asked with every page of a participant: built once.
_PARTS = _OWN, _EVENT, _CLIENT = Plain(Participant), Plain(Event), Plain(Client)
_HELD = _EVENT.table.c.code == bindparam("code"), held_by(bindparam("user_id")), _OWN.table.c.removed_at.is_(None)
_SEAT = Prepared(
    select(*_OWN.columns, *_EVENT.columns, *_CLIENT.columns)
    .select_from(_OWN.table.join(_EVENT.table).outerjoin(_CLIENT.table))
    .where(*_HELD)
)
# Asked with every save.
_STEP = Plain(Step)
_SEAT_AT = Prepared(
    select(*_OWN.columns, *_EVENT.columns, *_STEP.columns)
    .select_from(_OWN.table.join(_EVENT.table).join(_STEP.table, _STEP.table.c.event_id == _EVENT.table.c.id))
    .where(*_HELD, _STEP.table.c.worksheet_key == bindparam("key"))
)


def may_host(user: User, event: Event) -> bool:
    """True for the event's facilitators, signed in with a proven address."""
    return user.is_proven and db.session.get(Facilitator, (event.id, user.id)) is not None


def may_plan(user: User) -> bool:
    """True for the practice's facilitators, signed in with a proven address."""
    return user.is_proven and db.session.get(Planner, user.id) is not None


def may_list_events(user: User) -> bool:
    """True for whoever may plan events, or hosts one."""
    hosts = select(Facilitator.event_id).where(Facilitator.user_id == user.id).limit(1)
    return may_plan(user) or (user.is_proven and db.session.scalar(hosts) is not None)


def planner() -> User:
    """The user who asks, if they may plan events; 404 for everyone else."""
    user = signed_in()
    if not may_plan(user):
        abort(404)
    return user


def host() -> User:
    """The user who asks, if they plan or host events; 404 for everyone else."""
    user = signed_in()
    if not may_list_events(user):
        abort(404)
    return user


def hosted_event(code: str) -> Event:
    """The event with this code, or 404 for everyone who may not host it."""
    user = signed_in()
    event = db.session.scalar(select(Event).where(Event.code == normal_code(code)))
    if event is None or not may_host(user, event):
        abort(404)
    return event


def expected_in(code: str) -> Event | None:
    """The event with this code whose roster has the proven address of the person who asks, open or not; None for others."""
    if not (current_user.is_authenticated and current_user.is_proven):
        return None
    event = db.session.scalar(select(Event).where(Event.code == code))
    is_expected = event is not None and roster_line(db.session, event.id, current_user.address_key) is not None
    return event if is_expected else None


def expected_event(code: str) -> Event:
    """The same event, or 404 for everybody who is not expected there."""
    signed_in()
    event = expected_in(normal_code(code))
    if event is None:
        abort(404)
    return event


def own_seat(code: str) -> Participant:
    """The seat of the person who asks in the event with this code, event and client loaded, or 404."""
    user = signed_in()
    found = _SEAT.rows(db.session(), {"code": normal_code(code), "user_id": user.id})
    if not found and awaits_owner(db.session, user, normal_code(code)):
        raise SeatAwaitsOwner
    if not found:
        abort(404)
    seat, event, client = records(db.session(), found[0], *_PARTS)
    set_committed_value(event, "client", client)
    set_committed_value(seat, "event", event)
    return seat


def own_seat_at(code: str, worksheet_key: str) -> tuple[Participant, Step]:
    """The seat of the person who asks, event loaded, and the step of the event that asks this worksheet; or 404."""
    user = signed_in()
    asked = {"code": normal_code(code), "user_id": user.id, "key": worksheet_key}
    found = _SEAT_AT.rows(db.session(), asked)
    if not found:
        own_seat(code)  # whoever has no seat is told so
        abort(404)
    seat, event, step = records(db.session(), found[0], _OWN, _EVENT, _STEP)
    set_committed_value(seat, "event", event)
    return seat, step
