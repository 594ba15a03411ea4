"""An action follows its sheet: it comes to be with its writer's yes, changes with their words, and goes with the yes."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session, selectinload

from workshop.actions.models import Action
from workshop.actions.schedule import plan, starts_on, take_turns
from workshop.actions.waves import waves_of
from workshop.events.models import Event, Participant

UNDO = timedelta(hours=24)  # as long as what was deleted on a sheet comes back


@dataclass(frozen=True)
class Written:
    """One entry of worksheet 5, as it stands: "When {cue}, I will {will}", by which day, and whether we may ask."""

    entry: str
    cue: str
    will: str
    by_day: date | None
    may_ask: str

    @property
    def is_agreed(self) -> bool:
        """True where there is a yes to being asked about it."""
        return bool(waves_of(self.may_ask))

    @property
    def is_blank(self) -> bool:
        """True while nothing is written that its writer will do: perhaps they are just writing it anew."""
        return not self.will.strip()

    @property
    def digest(self) -> str:
        """Sixteen hex digits that stand for the words."""
        said = json.dumps([self.cue, self.will, self.by_day.isoformat() if self.by_day else ""])
        return blake2b(said.encode(), digest_size=8).hexdigest()


def actions_of(session: Session, seat: Participant) -> list[Action]:
    """The seat's actions that we may ask about, in the order in which they were agreed, with what was said of them."""
    return [one for one in _stored(session, seat) if one.removed_at is None]


def follow(
    session: Session,
    seat: Participant,
    written: Iterable[Written],
    *,
    removed: Collection[str] = (),
    pepper: str,
    now: datetime,
) -> None:
    """Make the seat's actions what the sheet says now; safe to repeat. Rehearsals are asked nothing.

    With its words blank an action stays as it was; with its entry in `removed`, which can still be restored, it waits,
    and nobody is asked about it. Only a yes taken back, or an entry gone for good, deletes what was said of it.
    """
    take_turns(session, seat)
    agreed = {one.entry: one for one in written if one.is_agreed and seat.event.rehearsal_of_id is None}
    known = {one.entry: one for one in _stored(session, seat)}
    agreed = {entry: one for entry, one in agreed.items() if entry in known or not one.is_blank}
    if not agreed and not known:
        return
    before = {entry for entry, action in known.items() if action.removed_at is None}
    for entry in known.keys() - agreed.keys():
        _leave(session, known[entry], is_restorable=entry in removed, now=now)
    kept = [_taken(session, seat, one, known.get(entry), now=now) for entry, one in agreed.items()]
    is_as_planned = before == agreed.keys() and not any(inspect(one).attrs.may_ask.history.added for one in kept)
    session.flush()
    if not is_as_planned:
        plan(session, seat, kept, pepper=pepper, now=now)


def forget_removed(session: Session, *, now: datetime) -> None:
    """Delete the actions of entries that were deleted more than a day ago at an event that is closed by now."""
    seats = select(Participant.id).join(Event, Event.id == Participant.event_id).where(Event.closed_at.is_not(None))
    over = delete(Action).where(Action.removed_at < now - UNDO, Action.participant_id.in_(seats))
    session.execute(over, execution_options={"synchronize_session": False})


def _stored(session: Session, seat: Participant) -> list[Action]:
    own = select(Action).where(Action.participant_id == seat.id).order_by(Action.id)
    fresh = own.options(selectinload(Action.check_ins)).execution_options(populate_existing=True)
    return list(session.scalars(fresh))


def _leave(session: Session, action: Action, *, is_restorable: bool, now: datetime) -> None:
    """Its entry is not on the sheet, or not with a yes."""
    if is_restorable:
        action.removed_at = action.removed_at or now
    else:
        session.delete(action)


def _taken(session: Session, seat: Participant, one: Written, action: Action | None, *, now: datetime) -> Action:
    if action is None:
        begun = starts_on(seat.event, now=now)
        action = Action(participant_id=seat.id, entry=one.entry, sheet_digest="", starts_on=begun, agreed_at=now)
        action.check_ins = []
        session.add(action)
    if action.sheet_digest != one.digest and not one.is_blank:
        action.cue, action.will, action.by_day, action.sheet_digest = one.cue, one.will, one.by_day, one.digest
    action.may_ask, action.removed_at = one.may_ask, None
    return action
