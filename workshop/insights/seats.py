"""Which seats of an event are counted at all."""

from itertools import product

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from workshop.accounts.models import User
from workshop.events.models import Event, Participant, Step
from workshop.insights.gate.seats import Seat, is_eligible
from workshop.insights.models import ReleaseRow


def seated(chosen: Select, event: Event) -> Select:
    """Only the seats of this event that are taken, and not by somebody who facilitated it or was staff on sitting down."""
    return of_no_staff(chosen, event).where(Participant.removed_at.is_(None))


def of_no_staff(chosen: Select, event: Event) -> Select:
    """As `seated`, with those whom a facilitator has removed since."""
    return chosen.where(Participant.event_id == event.id, Participant.is_staff.is_(False))


def eligible(step: Step) -> ColumnElement[bool]:
    """Whether a seat may be counted in this step, as the gate's `is_eligible` has it. Asks for `Participant` and `User`."""
    first = select(func.min(ReleaseRow.made_at)).where(ReleaseRow.step_id == step.id).scalar_subquery()
    is_late = func.coalesce(Participant.joined_at >= first, False)
    # Struck off and pasted back after the first adding up is not being expected: a facilitator could pick people that way.
    is_rostered = func.coalesce(Participant.rostered_at < first, Participant.rostered_at.is_not(None))
    seat = tuple_(is_late, is_rostered, User.proven_at.is_not(None))
    is_open = step.event.admission == "code"
    return seat.in_([one for one in product((False, True), repeat=3) if is_eligible(Seat(*one), open_to_code=is_open)])
