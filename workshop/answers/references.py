"""What an answer may refer to: the participant's own entries on earlier worksheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from workshop.answers.models import Answer, Entry, Sheet
from workshop.answers.payload import Field
from workshop.events.models import Participant, Step
from workshop.worksheets.definition import Question
from workshop.worksheets.kinds import has_visible


@dataclass(frozen=True)
class OwnReference:
    """One of the participant's own entries, named by its words. A removed one is only shown where it is chosen already."""

    entry: str
    worksheet: str
    label: str
    is_removed: bool


def own_references(session: Session, seat: Participant, question: Question) -> tuple[OwnReference, ...]:
    """The participant's own entries that this question may refer to, in page order; only such as have words."""
    named = or_(
        *(and_(Step.worksheet_key == source.worksheet, Answer.question == source.question) for source in question.sources)
    )
    rows = session.execute(
        select(Entry.id, Step.worksheet_key, Answer.text, Entry.removed_at)
        .join(Sheet, Sheet.id == Entry.sheet_id)
        .join(Step, Step.id == Sheet.step_id)
        .join(Answer, Answer.entry_id == Entry.id)
        .where(Sheet.participant_id == seat.id, named)
        .order_by(Step.rank, Entry.rank, Entry.id)
    )
    return tuple(
        OwnReference(row.id, row.worksheet_key, row.text, row.removed_at is not None)
        for row in rows
        if row.text is not None and has_visible(row.text)
    )


def refers_elsewhere(session: Session, seat: Participant, fields: Sequence[Field]) -> list[Field]:
    """Those of the fields that now refer to anything but the participant's own entries; asks only if one refers at all."""
    referring = [one for one in fields if isinstance(one.value, UUID) and one.is_touched]
    own = {
        one.question.key: {reference.entry for reference in own_references(session, seat, one.question)} for one in referring
    }
    return [one for one in referring if str(one.value) not in own[one.question.key]]
