"""Which seats of an event are counted at all."""

from sqlalchemy import ColumnElement, Select, func, select

from workshop.accounts.models import User
from workshop.events.models import Event, Participant, Step
from workshop.insights.models import ReleaseRow


def seated(chosen: Select, event: Event) -> Select:
    """Only the seats of this event that are taken, and not by somebody who facilitated it or was staff on sitting down."""
    taken = (Participant.event_id == event.id, Participant.removed_at.is_(None), Participant.is_staff.is_(False))
    return chosen.where(*taken)


def seat_columns(step: Step) -> tuple[ColumnElement[bool], ColumnElement[bool], ColumnElement[bool]]:
    """Whether a seat was taken late for this step, is on the roster, has a proven address: what a gate `Seat` is made of."""
    first = select(func.min(ReleaseRow.made_at)).where(ReleaseRow.step_id == step.id).scalar_subquery()
    is_late = func.coalesce(Participant.joined_at >= first, False)
    # Struck off and pasted back after the first adding up is not being expected: a facilitator could pick people that way.
    is_rostered = func.coalesce(Participant.rostered_at < first, Participant.rostered_at.is_not(None))
    return is_late, is_rostered, User.proven_at.is_not(None)
