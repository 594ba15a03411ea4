"""The only reader of other people's check-ins: one value for each person and question of a wave, and how many there are."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.actions.definition import GROUPS
from workshop.actions.models import Action, Asking, CheckIn
from workshop.events.models import Participant, Step
from workshop.insights.gate.blocks import Waiting
from workshop.insights.gate.questions import Question
from workshop.insights.gate.reduce import Sheet, reduce
from workshop.insights.gate.seats import Seat, is_eligible
from workshop.insights.seats import seat_columns, seated

PERSON, TEAM, SEAT = 0, 1, slice(2, 5)


@dataclass
class Said:
    """What one person said in a wave, of all their actions."""

    team: int
    given: dict[str, list[int | str | None]] = field(default_factory=lambda: {"went": [], "barriers": []})


def said_in(session: Session, step: Step, wave: int) -> dict[int, Said]:
    """What everyone who may be counted said in this wave, by the id of their seat. One statement."""
    chosen = select(*_seat(step), CheckIn.went, CheckIn.barriers).join(Action, Action.participant_id == Participant.id)
    chosen = chosen.join(CheckIn, CheckIn.action_id == Action.id).where(CheckIn.wave == wave, Action.removed_at.is_(None))
    rows = _eligible(session, step, chosen)
    found: dict[int, Said] = {}
    for row in rows:
        one = found.setdefault(row[PERSON], Said(row[TEAM]))
        one.given["went"].append(GROUPS[row.went])
        one.given["barriers"] += [barrier for barrier in row.barriers.split(",") if barrier]
    return found


def n_asked(session: Session, step: Step, wave: int) -> int:
    """How many who may be counted were asked in this wave, or said before anybody asked how it went."""
    chosen = select(*_seat(step)).join(Asking, Asking.participant_id == Participant.id)
    was_asked = or_(Asking.mailed_at.is_not(None), Asking.answered_at.is_not(None))
    return len(list(_eligible(session, step, chosen.where(Asking.wave == wave, was_asked))))


def waiting(question: Question, said: dict[int, Said], counted: Collection[int]) -> Iterator[Waiting]:
    """Everyone of these people who is not counted yet, each with one value."""
    for person, one in said.items():
        value = reduce(Sheet(one.given), question)
        if value is not None and person not in counted:
            yield Waiting(person, one.team, value)


def _seat(step: Step) -> tuple[Any, ...]:
    return (Participant.id, Participant.event_team_id, *seat_columns(step))


def _eligible(session: Session, step: Step, chosen: Select) -> Iterable[Any]:
    is_open = step.event.admission == "code"
    rows = session.execute(seated(chosen.join(User, User.id == Participant.user_id), step.event))
    return (row for row in rows if is_eligible(Seat(*row[SEAT]), open_to_code=is_open))
