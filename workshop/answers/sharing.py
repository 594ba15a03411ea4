"""Sharing one answer, without a name, by its author's own choice. Every function takes the participant who asks."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.answers.models import Answer, Entry, Share, Sheet
from workshop.answers.pointers import Pointer, pointers
from workshop.answers.values import digest
from workshop.events.models import Participant, RosterLine, Step


class NotOwnWords(LookupError):
    """There is no such text of this person, or it is another now than they looked at."""


@dataclass(frozen=True)
class OwnText:
    """One text of the participant's own that may be shared; `was` stands for its words, `is_shared` for their consent."""

    entry: str
    words: str
    was: str
    is_shared: bool


def own_texts(session: Session, seat: Participant, step: Step, question: str) -> tuple[OwnText, ...]:
    """What this person wrote in answer to the question, in the order of their sheet; a changed one is shared no more."""
    found = session.execute(
        select(Answer.entry_id, Answer.text, Share.digest)
        .join(Entry, Entry.id == Answer.entry_id)
        .join(Sheet, Sheet.id == Answer.sheet_id)
        .outerjoin(Share, (Share.entry_id == Answer.entry_id) & (Share.question == Answer.question))
        .where(Sheet.participant_id == seat.id, Sheet.step_id == step.id, Answer.question == question)
        .where(Entry.removed_at.is_(None))
        .order_by(Entry.rank, Entry.id)
    )
    return tuple(
        OwnText(entry, text, digest(text), given == digest(text)) for entry, text, given in found if text and text.strip()
    )


def shared_words(session: Session, seat: Participant) -> dict[tuple[int, str], str]:
    """What this person shares now: the words, by the id of the step and the key of the question, in one statement."""
    found = session.execute(
        select(Sheet.step_id, Share.question, Answer.text, Share.digest)
        .join(Sheet, Sheet.id == Share.sheet_id)
        .join(Answer, (Answer.entry_id == Share.entry_id) & (Answer.question == Share.question))
        .join(Entry, Entry.id == Share.entry_id)
        .where(Sheet.participant_id == seat.id, Entry.removed_at.is_(None))
    )
    return {(step, key): text for step, key, text, given in found if text and given == digest(text)}


def share(session: Session, seat: Participant, step: Step, question: str, *, entry: str, was: str, now: datetime) -> None:
    """Share this one text, as its author has just looked at it, instead of whichever was before. Raises NotOwnWords."""
    texts = {one.entry: one for one in own_texts(session, seat, step, question)}
    if entry not in texts or texts[entry].was != was:
        raise NotOwnWords(question)
    withdraw(session, seat, step, question)
    sheet = session.scalars(_sheet(seat, step)).one()
    session.add(Share(sheet_id=sheet, question=question, entry_id=entry, digest=was, given_at=now))
    session.flush()


def withdraw(session: Session, seat: Participant, step: Step, question: str) -> None:
    """Share nothing of this question; safe to repeat."""
    session.execute(delete(Share).where(Share.sheet_id.in_(_sheet(seat, step)), Share.question == question))


def to_look_at(session: Session, seat: Participant, text: str) -> tuple[Pointer, ...]:
    """What in the text could tell who wrote it or of whom it speaks: names of people of this event, dates, numbers."""
    on_roster = select(RosterLine.name).where(RosterLine.event_id == seat.event_id)
    seated = select(User.name).join(Participant, Participant.user_id == User.id)
    in_room = seated.where(Participant.event_id == seat.event_id, Participant.removed_at.is_(None))
    return pointers(text, [*session.scalars(on_roster), *session.scalars(in_room)])


def _sheet(seat: Participant, step: Step) -> Select[int]:
    return select(Sheet.id).where(Sheet.participant_id == seat.id, Sheet.step_id == step.id)
