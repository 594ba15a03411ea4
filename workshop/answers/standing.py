"""Whether seat, step and event are still as they were when a save was looked at, before it had the lock."""

from typing import Any

from sqlalchemy import Table, bindparam, exists, select
from sqlalchemy.orm import Session

from workshop.events.models import Event, Participant, Step
from workshop.prepared import Prepared

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
AS_SEEN = exists(SEAT_AND_STEP_AS_SEEN)
_STILL = Prepared(select(AS_SEEN))


def as_seen(seat: Participant, step: Step) -> dict[str, Any]:
    """What `AS_SEEN` compares with: these two, and their event, as they were read."""
    seen = {f"participants_{name}": getattr(seat, name) for name in _SEAT_HAS}
    seen |= {f"steps_{name}": getattr(step, name) for name in _STEP_HAS}
    return seen | {f"events_{name}": getattr(seat.event, name) for name in _EVENT_HAS}


def still_stands(session: Session, seat: Participant, step: Step) -> bool:
    """Whether all of it is as it was read."""
    return bool(_STILL.rows(session, as_seen(seat, step))[0][0])
