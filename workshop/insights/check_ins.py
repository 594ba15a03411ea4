"""The only reader of other people's check-ins: one value for each person and question of a wave, and how many there are."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.actions.definition import GROUPS
from workshop.actions.models import Action, Asking, CheckIn
from workshop.events.models import Participant, Step
from workshop.insights.gate.blocks import Waiting
from workshop.insights.gate.questions import Question
from workshop.insights.gate.reduce import Sheet, reduce
from workshop.insights.seats import eligible, seated


@dataclass
class Said:
    """What one person said in a wave, of all their actions."""

    team: int
    given: dict[str, list[int | str | None]] = field(default_factory=lambda: {"went": [], "barriers": []})


def said_in(session: Session, step: Step, wave: int) -> dict[int, Said]:
    """What everyone who may be counted said in this wave, by the id of their seat. One statement."""
    chosen = select(Participant.id, Participant.event_team_id, CheckIn.went, CheckIn.barriers)
    chosen = chosen.join(Action, Action.participant_id == Participant.id).join(CheckIn, CheckIn.action_id == Action.id)
    said = _counted(chosen, step).where(CheckIn.wave == wave, Action.removed_at.is_(None))
    found: dict[int, Said] = {}
    for person, team, went, barriers in session.execute(said):
        one = found.setdefault(person, Said(team))
        one.given["went"].append(GROUPS[went])
        one.given["barriers"] += [barrier for barrier in barriers.split(",") if barrier]
    return found


def n_asked(session: Session, step: Step, wave: int) -> int:
    """How many who may be counted were asked in this wave, or said before anybody asked how it went."""
    was_asked = or_(Asking.mailed_at.is_not(None), Asking.answered_at.is_not(None))
    chosen = select(func.count()).select_from(Participant).join(Asking, Asking.participant_id == Participant.id)
    return session.scalars(_counted(chosen, step).where(Asking.wave == wave, was_asked)).one()


def waiting(question: Question, said: dict[int, Said], counted: Collection[int]) -> Iterator[Waiting]:
    """Everyone of these people who is not counted yet, each with one value."""
    for person, one in said.items():
        value = reduce(Sheet(one.given), question)
        if value is not None and person not in counted:
            yield Waiting(person, one.team, value)


def _counted(chosen: Select, step: Step) -> Select:
    return seated(chosen.join(User, User.id == Participant.user_id), step.event).where(eligible(step))
