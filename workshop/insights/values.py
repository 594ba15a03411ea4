"""The only reader of what other people gave: one row per person, one value per question, and no word of any answer."""

import json
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.answers.models import Sheet
from workshop.events.models import Participant, Step
from workshop.insights.gate.blocks import Waiting
from workshop.insights.gate.questions import Kind, Question
from workshop.insights.gate.reduce import Sheet as Given
from workshop.insights.gate.reduce import reduce
from workshop.insights.seats import eligible, seated

# For each person who wrote: their seat, its team, and by field what is counted of the sheet, the values of all entries with
# commas between. A plain tuple, because there may be ten thousand.
Written = tuple[int, int, dict[str, str]]


def written_in(session: Session, step: Step) -> list[Written]:
    """What is counted of the sheets of everyone who may be counted, in one statement."""
    rows = session.connection().execute(_sheets(step)).all()
    read = json.loads(f"[{','.join([gave for _person, _team, gave in rows])}]")  # at once: far quicker than one by one
    return [(person, team, gave) for (person, team, _json), gave in zip(rows, read, strict=True)]


def waiting(question: Question, written: Sequence[Written], counted: Collection[int]) -> list[Waiting]:
    """Everyone of these people who has a value for the question and is not counted yet."""
    own = tuple(dict.fromkeys((question.counted_if, *question.reads)))
    given = list(zip(*([countable.get(field) for _person, _team, countable in written] for field in own), strict=True))
    values = {gave: reduce(_sheet(question, own, gave), question) for gave in set(given)}  # far fewer than people
    return [
        Waiting(person, team, value)
        for (person, team, _countable), gave in zip(written, given, strict=True)
        if (value := values[gave]) is not None and person not in counted
    ]


def _sheet(question: Question, own: tuple[str, ...], gave: tuple[str | None, ...]) -> Given:
    ratings = question.reads if question.kind in {Kind.RATING, Kind.PAIR} else ()
    columns: Mapping[str, str | None] = dict(zip(own, gave, strict=True))
    split = {field: values.split(",") for field, values in columns.items() if values}
    return Given({field: [int(one) if field in ratings else one for one in values] for field, values in split.items()})


def _sheets(step: Step) -> Select:
    """The sheet of each seat that may be counted: the seat, its team, and what is counted of the sheet."""
    chosen = select(Participant.id, Participant.event_team_id, Sheet.countable)
    written = chosen.join(User, User.id == Participant.user_id).join(Sheet, Sheet.participant_id == Participant.id)
    return seated(written.where(Sheet.step_id == step.id, eligible(step)), step.event)
