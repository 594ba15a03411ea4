"""Who may enter an event, and as what. Every 404 about events is decided here."""

from typing import Any

from flask import abort
from flask_login import current_user
from sqlalchemy import ColumnElement, FromClause, bindparam, select
from sqlalchemy.orm.attributes import set_committed_value
from werkzeug.exceptions import NotFound

from workshop.accounts.access import signed_in
from workshop.accounts.cookie_access import come_in, unread_token
from workshop.accounts.models import User
from workshop.accounts.sign_ins import SIGNED_IN, WITH_TOKEN
from workshop.clients.models import Client
from workshop.events.codes import normal_code
from workshop.events.finding_seats import roster_line
from workshop.events.models import Event, Facilitator, Participant, Planner, SeatKey, Step
from workshop.events.seats import awaits_owner
from workshop.extensions import db
from workshop.prepared import Prepared
from workshop.records import Plain, records
from workshop.tokens import token_hash


class SeatAwaitsOwner(NotFound):
    """The 404 of a device whose seat went to the proven owner of its address, who has not said that the device is theirs."""


# Asked with every page of a participant: built once.
_SIGN_IN, _USER = SIGNED_IN
_OWN, _EVENT, _CLIENT, _STEP = Plain(Participant), Plain(Event), Plain(Client), Plain(Step)


class _SeatQuestion:
    """How a seat is found in the event with a code: by whose it is, which may be learnt by the same statement, or by the key
    that a device keeps to it. `source` is the event and what else of it is asked for beside the seat.

    Each way is a statement of its own: PostgreSQL has no fast one for what is reached by either.
    """

    def __init__(self, source: FromClause, *parts: Plain, where: tuple[ColumnElement[bool], ...] = ()):
        self._parts = parts
        seat, keys, user_id = _OWN.table.c, Plain(SeatKey).table, bindparam("user_id")
        here = (_EVENT.table.c.code == bindparam("code"), seat.removed_at.is_(None), *where)
        seats = source.join(_OWN.table, seat.event_id == _EVENT.table.c.id)
        found = select(*(column for part in parts for column in part.columns)).select_from(seats).where(*here)
        signed_in_here = WITH_TOKEN.join(seats, seat.user_id == _SIGN_IN.table.c.user_id).where(*here)
        by_key = found.join(keys, keys.c.participant_id == seat.id)
        self._by_token = Prepared(signed_in_here.add_columns(*found.selected_columns))
        self._by_user = Prepared(found.where(seat.user_id == user_id))
        self._by_key = Prepared(by_key.where(keys.c.user_id == user_id, keys.c.confirmed_at.is_not(None)))

    def records(self, asked: dict[str, Any]) -> list[Any]:
        """What was found for whoever asks, one record for each part; nothing where they reach no seat there.

        A request that does not know yet who asks learns it by the same statement.
        """
        session, token = db.session(), unread_token()
        if token:
            found = self._by_token.rows(session, {**asked, "token_hash": token_hash(token)})
            if found:
                sign_in, user, *held = records(session, found[0], _SIGN_IN, _USER, *self._parts)
                if come_in(sign_in, user):
                    return held
        of_user = {**asked, "user_id": signed_in().id}  # a visitor is stopped here
        found = (() if token else self._by_user.rows(session, of_user)) or self._by_key.rows(session, of_user)
        return list(records(session, found[0], *self._parts)) if found else []


_SEAT = _SeatQuestion(_EVENT.table.outerjoin(_CLIENT.table), _OWN, _EVENT, _CLIENT)
# Asked with every save.
_SEAT_AT = _SeatQuestion(
    _EVENT.table.join(_STEP.table, _STEP.table.c.event_id == _EVENT.table.c.id),
    *(_OWN, _EVENT, _STEP),
    where=(_STEP.table.c.worksheet_key == bindparam("key"),),
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
    seat = _seat_in(code)
    if seat is None and awaits_owner(db.session, signed_in(), normal_code(code)):
        raise SeatAwaitsOwner
    if seat is None:
        abort(404)
    return seat


def own_seat_or_none(code: str) -> Participant | None:
    """As `own_seat`, but None for whoever has none, signed in or not."""
    return _seat_in(code) if current_user.is_authenticated else None


def _seat_in(code: str) -> Participant | None:
    found = _SEAT.records({"code": normal_code(code)})
    if not found:
        return None
    seat, event, client = found
    set_committed_value(event, "client", client)
    set_committed_value(seat, "event", event)
    return seat


def own_seat_at(code: str, worksheet_key: str) -> tuple[Participant, Step]:
    """The seat of the person who asks, event loaded, and the step of the event that asks this worksheet; or 404."""
    found = _SEAT_AT.records({"code": normal_code(code), "key": worksheet_key})
    if not found:
        own_seat(code)  # whoever has no seat is told so
        abort(404)
    seat, event, step = found
    set_committed_value(seat, "event", event)
    return seat, step
