"""Whether seat, step and event are still as they were when a save was looked at, before it had the lock; and who asks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, exists, select
from sqlalchemy.orm import Session

from workshop.accounts.models import SignIn, User
from workshop.accounts.sign_ins import STAFF_IDLE, live_at
from workshop.events.models import Event, Participant, Step
from workshop.prepared import Prepared

Seen = Mapping[str, Any]  # what was read of them, and of who asked

# Everything of them that decides what becomes of a save.
_SEAT_HAS = ("id", "user_id", "removed_at")
_STEP_HAS = ("id", "event_id", "number", "worksheet_key", "worksheet_version", "opened_at", "closed_at")
_EVENT_HAS = ("id", "needs", "opened_at", "closed_at", "typing_until")


def _has(table: Any, names: tuple[str, ...]) -> list[Any]:
    given: list[tuple[Any, Any]] = [(table.c[name], bindparam(f"{table.name}_{name}")) for name in names]
    return [column.is_not_distinct_from(one) if column.nullable else column == one for column, one in given]


_SEATS: Table = Participant.__table__  # type: ignore[assignment]
_STEPS: Table = Step.__table__  # type: ignore[assignment]
_EVENTS: Table = Event.__table__  # type: ignore[assignment]
SEAT_AND_STEP_AS_SEEN = (
    select(_SEATS.c.id, _STEPS.c.id)
    .join_from(_SEATS, _EVENTS, _EVENTS.c.id == _SEATS.c.event_id)
    .join(_STEPS, _STEPS.c.event_id == _EVENTS.c.id)
    .where(*_has(_SEATS, _SEAT_HAS), *_has(_STEPS, _STEP_HAS), *_has(_EVENTS, _EVENT_HAS))
)
_STILL = Prepared(select(exists(SEAT_AND_STEP_AS_SEEN)))
_ASKED_AT = bindparam("asked_at", type_=SignIn.seen_at.type), bindparam("idle_since", type_=SignIn.seen_at.type)
OWNER_ASKS = exists().where(
    SignIn.token_hash == bindparam("token_hash"),
    SignIn.user_id == _SEATS.c.user_id,
    SignIn.user_id == User.id,
    live_at(*_ASKED_AT),
)


def as_seen(seat: Participant, step: Step) -> Seen:
    """What `SEAT_AND_STEP_AS_SEEN` compares with: these two, and their event, as they were read."""
    seen = {f"participants_{name}": getattr(seat, name) for name in _SEAT_HAS}
    seen |= {f"steps_{name}": getattr(step, name) for name in _STEP_HAS}
    return seen | {f"events_{name}": getattr(seat.event, name) for name in _EVENT_HAS}


def asked_by(token_hash: str, *, now: datetime) -> Seen:
    """What `OWNER_ASKS` compares with: the sign-in of whoever asks."""
    return {"token_hash": token_hash, "asked_at": now, "idle_since": now - STAFF_IDLE}


def still_stands(session: Session, seat: Participant, step: Step) -> bool:
    """Whether all of it is as it was read."""
    return bool(_STILL.rows(session, as_seen(seat, step))[0][0])
