"""How far the people of an event have come, to one. For this feature alone: what leaves it is in steps of five."""

from dataclasses import dataclass

from sqlalchemy import case, func, literal, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.answers.models import Sheet
from workshop.database import insert_into
from workshop.events.models import Event, Participant, Step
from workshop.insights.models import GoneTurnout
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
    """How far they are now, in three statements.

    Whoever has gone since, removed or erased, is still among those who started: or else their going would tell whether they
    had.
    """
    gone = select(GoneTurnout.step_id, GoneTurnout.started, GoneTurnout.done).join(Step, Step.id == GoneTurnout.step_id)
    found = session.execute(gone.where(Step.event_id == event.id))
    counts = {step: (started, done) for step, started, done in found}
    joined = session.scalar(seated(select(func.count(Participant.id)), event)) or 0
    for step, started, done in session.execute(of_no_staff(_SHEETS, event)):
        before = counts.get(step, (0, 0))
        counts[step] = (started + before[0], done + before[1])
    return Progress(joined, {step: (min(started, joined), min(done, joined)) for step, (started, done) in counts.items()})


def note_going(session: Session, user: User) -> None:
    """Keep that somebody had started and finished what they had, before it is deleted; not who."""
    is_done = case((Sheet.done_at.is_not(None), 1), else_=0)
    own = select(Sheet.step_id, literal(1), is_done).join(Participant, Participant.id == Sheet.participant_id)
    own = own.where(Participant.user_id == user.id, Participant.is_staff.is_(False), Sheet.revision > 0)
    # In order: two who go at once wait for each other, and not each for the other's next row.
    adding = insert_into(session, GoneTurnout).from_select(["step_id", "started", "done"], own.order_by(Sheet.step_id))
    more = {name: getattr(GoneTurnout, name) + adding.excluded[name] for name in ("started", "done")}
    session.execute(adding.on_conflict_do_update(index_elements=["step_id"], set_=more))


_SHEETS = (
    select(Sheet.step_id, func.count(), func.count(Sheet.done_at))
    .join(Participant, Participant.id == Sheet.participant_id)
    .where(Sheet.revision > 0)
    .group_by(Sheet.step_id)
)
