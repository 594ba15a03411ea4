"""Gathering what people shared: once for each question, if enough did, in an order that tells nothing.

The only reader of other people's texts. What it makes is frozen; where too few answered or shared it makes nothing,
and nothing tells how many were missing.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from random import Random

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.answers.models import Answer, Entry, Share, Sheet
from workshop.answers.values import digest
from workshop.events.models import Event, Participant, Step
from workshop.events.pacing import tell_hosts
from workshop.insights.models import StatementBatch
from workshop.insights.seats import eligible, seated
from workshop.insights.statements import Batch, as_batch, fewest_of, shareable

FEWEST_ANSWERS = 10


def gather(session: Session, step: Step, *, now: datetime) -> tuple[Batch, ...]:
    """Freeze what was shared in this step, of each question that was not gathered before and that enough people shared.

    The caller holds the event, so that nobody shares or withdraws meanwhile. An empty result is silence: it says nothing.
    """
    done = {row.question for row in session.scalars(select(StatementBatch).where(StatementBatch.step_id == step.id))}
    made = []
    for question in shareable(step):
        texts = None if question.key in done else _enough(step, _written(session, step, question.key))
        if texts is not None:
            row = StatementBatch(step=step, question=question.key, made_at=now, statements=json.dumps(shuffled(texts)))
            session.add(row)
            made.append(row)
    session.flush()
    if made:
        tell_hosts(session, step.event)
    return tuple(as_batch(row) for row in made)


def gather_all(session: Session, event: Event, *, now: datetime) -> None:
    """The last gathering, when the event closes: of every step that was opened."""
    for step in event.steps:
        if step.opened_at is not None:
            gather(session, step, now=now)


def shuffled(texts: Iterable[str], source: Random | None = None) -> list[str]:
    """The texts in an order that depends on nothing but chance: not on who saved when, nor on who sits where."""
    ordered = sorted(texts)
    (source or secrets.SystemRandom()).shuffle(ordered)
    return ordered


def _enough(step: Step, written: Sequence[Row]) -> list[str] | None:
    """The shared texts, one a person; None where too few answered or shared."""
    answered = {row.person for row in written if (row.text or "").strip()}
    texts = {row.person: row.text for row in written if row.shared and row.shared == digest(row.text)}
    return list(texts.values()) if len(answered) >= FEWEST_ANSWERS and len(texts) >= fewest_of(step) else None


def _written(session: Session, step: Step, question: str) -> list[Row]:
    """The texts of everyone who may be counted, with the digest of what they agreed to share, if anything."""
    return list(session.execute(_texts(step, question)))


def _texts(step: Step, question: str) -> Select:
    is_shared = (Share.entry_id == Answer.entry_id) & (Share.question == Answer.question)
    return seated(
        select(Participant.id.label("person"), Answer.text.label("text"), Share.digest.label("shared"))
        .join(Sheet, Sheet.participant_id == Participant.id)
        .join(Answer, Answer.sheet_id == Sheet.id)
        .join(Entry, Entry.id == Answer.entry_id)
        .join(User, User.id == Participant.user_id)
        .outerjoin(Share, is_shared)
        .where(Sheet.step_id == step.id, Answer.question == question, Entry.removed_at.is_(None), eligible(step)),
        step.event,
    )
