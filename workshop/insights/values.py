"""The only reader of what other people gave: one row per person, one value per question, and no word of any answer."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.answers.models import Sheet
from workshop.events.models import Participant, Step
from workshop.insights.gate.blocks import Waiting
from workshop.insights.gate.questions import Kind, Question, Value
from workshop.insights.gate.reduce import Sheet as Given
from workshop.insights.gate.reduce import reduce
from workshop.insights.gate.seats import Seat, is_eligible
from workshop.insights.seats import seat_columns, seated

# One row for each person who wrote: their id and team, how they came to their seat, then by field what is counted of it, the
# values of all entries with commas between. A plain tuple, because there may be ten thousand.
Written = tuple[Any, ...]
PERSON, TEAM, SEAT, GAVE = 0, 1, slice(2, 5), 5


def written_in(session: Session, step: Step) -> list[Written]:
    """What is counted of the sheets of everyone who may be counted, in one statement."""

    @cache
    def counts(seat: tuple[bool, bool, bool]) -> bool:
        return is_eligible(Seat(*seat), open_to_code=step.event.admission == "code")

    read = cache(json.loads)
    rows = session.connection().execute(_sheets(step)).all()
    return [(*row[:GAVE], read(row[GAVE])) for row in rows if counts(row[SEAT])]


def waiting(question: Question, written: Iterable[Written], counted: Collection[int]) -> Iterator[Waiting]:
    """Everyone of these people who has a value for the question and is not counted yet."""
    own = tuple(dict.fromkeys((question.counted_if, *question.reads)))
    known: dict[Any, Value | None] = {}  # far fewer sheets differ than there are people
    for row in written:
        gave = tuple(map(row[GAVE].get, own))
        if gave not in known:
            known[gave] = reduce(_sheet(question, own, gave), question)
        value = known[gave]
        if value is not None and row[PERSON] not in counted:
            yield Waiting(row[PERSON], row[TEAM], value)


def _sheet(question: Question, own: tuple[str, ...], gave: tuple[str | None, ...]) -> Given:
    is_rated = question.kind in {Kind.RATING, Kind.PAIR}
    columns: Mapping[str, str | None] = dict(zip(own, gave, strict=True))
    split = {field: values.split(",") for field, values in columns.items() if values}
    return Given({field: [int(one) if is_rated else one for one in values] for field, values in split.items()})


def _sheets(step: Step) -> Select:
    """The sheet of each taken seat: the seat, its team, how somebody came to it, and what is counted of the sheet."""
    chosen = select(Participant.id, Participant.event_team_id, *seat_columns(step), Sheet.countable)
    written = chosen.join(User, User.id == Participant.user_id).join(Sheet, Sheet.participant_id == Participant.id)
    return seated(written.where(Sheet.step_id == step.id), step.event)
