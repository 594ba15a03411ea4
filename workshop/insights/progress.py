"""How far the people of an event have come, to one. For this feature alone: what leaves it is in steps of five."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workshop.answers.models import Sheet
from workshop.events.models import Event, Participant
from workshop.insights.seats import seated


def n_joined(session: Session, event: Event) -> int:
    """How many sit there."""
    return session.scalar(seated(select(func.count(Participant.id)), event)) or 0


def progress(event: Event) -> Select[int, int, int]:
    """Of each step, by its id: how many started, and how many are done."""
    counts = select(Sheet.step_id, func.count(), func.count(Sheet.done_at)).join(
        Participant, Participant.id == Sheet.participant_id
    )
    return seated(counts.where(Sheet.revision > 0), event).group_by(Sheet.step_id)
