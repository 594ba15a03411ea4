"""People who write, for tests of what is added up: sheets as the database holds them."""

from datetime import datetime
from itertools import count
from uuid import uuid4

from sqlalchemy import delete

from tests import factories
from workshop.accounts.models import User
from workshop.answers.countable import countable
from workshop.answers.models import COLUMN_OF_KIND, Answer, Entry, Sheet
from workshop.database import utcnow
from workshop.events.models import Event, Participant
from workshop.extensions import db
from workshop.worksheets.catalogue import worksheet
from workshop.worksheets.definition import Kind

_numbers = count(1)

OBJECTIVE = {"objective": "Cut open claims from 900 to 500 by June.", "kind": "target", "sure": "told"}
GUESS = {"objective": "Be left in peace.", "kind": "other", "sure": "guessing"}
RATINGS = {
    f"{half}.{need}": rating
    for need in ("speed", "right", "clarity", "ease", "value")
    for half, rating in (("importance", 5), ("delivery", 2))
}


def seats(event: Event, team: str, n: int, **columns) -> list[Participant]:
    """So many people of the team, who have just sat down; on the roster and proven unless said otherwise."""
    now, place = utcnow(), next(one for one in event.teams if one.name == team)
    addresses = [f"person{next(_numbers)}@demo.example" for _ in range(n)]
    users = [User(address=one, address_key=one, proven_at=now, created_at=now) for one in addresses]
    db.session.add_all(users)
    db.session.flush()
    given = {"rostered_at": now, "joined_at": now} | columns
    made = [Participant(event=event, user_id=one.id, event_team_id=place.id, **given) for one in users]
    db.session.add_all(made)
    db.session.flush()
    return made


def write(seat: Participant, key: str, *entries: dict, once: dict | None = None, done_at: datetime | None = None) -> Sheet:
    """The person's sheet of this worksheet now holds these entries and nothing else."""
    step, now = factories.step(seat.event, key), utcnow()
    db.session.execute(delete(Sheet).where(Sheet.participant_id == seat.id, Sheet.step_id == step.id))
    sheet = Sheet(participant_id=seat.id, step_id=step.id, revision=1, created_at=now, saved_at=now, done_at=done_at)
    db.session.add(sheet)
    db.session.flush()
    definition = worksheet(key).for_needs(seat.event.chosen_needs)
    for rank, (part, given) in enumerate([*(("each", entry) for entry in entries), *([("once", once)] if once else [])]):
        entry = Entry(id=str(uuid4()), sheet_id=sheet.id, part=part, rank=rank)
        db.session.add(entry)
        db.session.flush()
        db.session.add_all(_answer(entry, definition.question(question), value) for question, value in given.items())
    given = [*entries, *([once] if once else [])]
    chips = {one.key for one in definition.questions if one.kind == Kind.CHIPS}
    sheet.countable = countable(definition, [_in_tuples(values, chips) for values in given])
    db.session.flush()
    return sheet


def _in_tuples(values: dict, chips: set[str]) -> dict:
    return {question: tuple(value.split(",")) if question in chips else value for question, value in values.items()}


def _answer(entry: Entry, question, value) -> Answer:
    column = "choice" if value == "dont_know" else COLUMN_OF_KIND[question.kind.value]
    return Answer(
        entry_id=entry.id,
        sheet_id=entry.sheet_id,
        question=question.key,
        kind=question.kind.value,
        revision=1,
        writer="test",
        seq=1,
        **{column: value},
    )
