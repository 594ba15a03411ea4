"""What is counted of a sheet, told anew from its answers, to hold against what is stored with it."""

import json
from collections import defaultdict

from sqlalchemy import select

from workshop.answers.models import Answer, Entry, Sheet
from workshop.events.models import Participant, Step
from workshop.extensions import db
from workshop.worksheets.kinds import has_visible


def stored_and_recounted(seat: Participant, step: Step) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """By question, in alphabetical order: what is stored as countable, and what the entries that are there hold."""
    sheet = db.session.execute(
        select(Sheet.id, Sheet.countable).where(Sheet.participant_id == seat.id, Sheet.step_id == step.id)
    ).one()
    stored = {question: sorted(values.split(",")) for question, values in json.loads(sheet.countable).items()}
    found = defaultdict(list)
    answers = select(Answer).join(Entry, Entry.id == Answer.entry_id).where(Entry.removed_at.is_(None))
    for one in db.session.scalars(answers.where(Answer.sheet_id == sheet.id)):
        if one.kind in ("short", "long"):
            found[one.question] += ["yes"] if one.text and has_visible(one.text) else []
        elif one.kind == "scale":
            found[one.question] += [str(one.number)] if one.number else []
        elif one.kind in ("chip", "choice", "chips"):
            found[one.question] += (one.choice or one.chips or "").split(",") if one.choice or one.chips else []
    return stored, {question: sorted(values) for question, values in found.items() if values}
