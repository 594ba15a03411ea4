"""Which seats of an event are counted at all."""

from itertools import product

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_

from workshop.accounts.models import User
from workshop.events.models import Event, Participant, Step
from workshop.insights.gate.seats import Seat, is_eligible
from workshop.insights.models import ReleaseRow


def seated(chosen: Select, event: Event) -> Select:
    """Of `of_no_staff`, those that are taken still."""
    return of_no_staff(chosen, event).where(Participant.removed_at.is_(None))


def of_no_staff(chosen: Select, event: Event) -> Select:
    """All seats of this event that were ever taken, but by somebody who facilitated it or was staff on sitting down."""
    return chosen.where(Participant.event_id == event.id, Participant.is_staff.is_(False))


def eligible(step: Step) -> ColumnElement[bool]:
    """Whether a seat may be counted in this step, as the gate's `is_eligible` has it. Asks for `Participant` and `User`."""
    first = select(func.min(ReleaseRow.made_at)).where(ReleaseRow.step_id == step.id).scalar_subquery()
    begun = select(func.coalesce(Event.locked_at, first)).where(Event.id == step.event_id).scalar_subquery()
    is_late = func.coalesce(Participant.joined_at >= first, False)
    # A line that is pasted while people write, for somebody who sits there, comes too late: a facilitator could pick people.
    is_in_time = or_(Participant.rostered_at <= Participant.joined_at, begun.is_(None), Participant.rostered_at <= begun)
    is_rostered = and_(Participant.rostered_at.is_not(None), is_in_time)
    seat = tuple_(is_late, is_rostered, User.proven_at.is_not(None))
    is_open = step.event.admission == "code"
    return seat.in_([one for one in product((False, True), repeat=3) if is_eligible(Seat(*one), open_to_code=is_open)])
