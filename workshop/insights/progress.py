"""How far the people of an event have come, to one. For this feature alone: what leaves it is in steps of five."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workshop.answers.models import Sheet
from workshop.events.models import Event, Participant
from workshop.insights.seats import of_no_staff, seated


@dataclass(frozen=True)
class Progress:
    """How many have joined, and of each step, by its id, how many started and how many are done; never more than joined."""

    joined: int
    steps: dict[int, tuple[int, int]]

    def of(self, step_id: int) -> tuple[int, int]:
        """Started and done; none where nobody has."""
        return self.steps.get(step_id, (0, 0))


def progress(session: Session, event: Event) -> Progress:
    """How far they are now, in two statements.

    Whoever was removed since is still among those who started: or else removing somebody would tell whether they had.
    """
    return _progress(session, event, of_no_staff(_SHEETS, event))


def progress_at_closing(session: Session, event: Event) -> Progress:
    """How far those who sit there are, to be kept once and for all."""
    return _progress(session, event, seated(_SHEETS, event))


def _progress(session: Session, event: Event, sheets: Select[int, int, int]) -> Progress:
    joined = session.scalar(seated(select(func.count(Participant.id)), event)) or 0
    rows = session.execute(sheets.where(Sheet.revision > 0).group_by(Sheet.step_id))
    return Progress(joined, {step: (min(started, joined), min(done, joined)) for step, started, done in rows})


_SHEETS = select(Sheet.step_id, func.count(), func.count(Sheet.done_at)).join(
    Participant, Participant.id == Sheet.participant_id
)
