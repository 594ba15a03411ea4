"""Adding up: who waits is counted once, into blocks, and a release is frozen. One transaction of the caller's."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.events.models import Event, Step
from workshop.events.pacing import tell_hosts
from workshop.insights.asked import questions_of
from workshop.insights.blocks import blocks_of, counted_in, store
from workshop.insights.gate.blocks import Block, Extension, extend
from workshop.insights.gate.questions import Question
from workshop.insights.gate.releases import Release, as_json, content_hash, publish
from workshop.insights.models import ReleaseRow
from workshop.insights.releases import as_release, latest_release
from workshop.insights.values import waiting, written_in


class NothingToAddUp(LookupError):
    """The step has no worksheet, or one without figures."""


def add_up(session: Session, step: Step, *, now: datetime, cause: str = "added up") -> Release:
    """Count whoever waits in this step's worksheet, and freeze its figures in a release.

    If the figures are those of the last release, to the letter, that one stands and is returned.
    `cause` is "added up" or "closing". The number of statements does not grow with the
    number of people. Raises NothingToAddUp.
    """
    questions = questions_of(step)
    if not questions:
        raise NothingToAddUp(step.number)
    session.execute(select(Step.id).where(Step.id == step.id).with_for_update())
    before = blocks_of(session, step.event, questions)
    made = _extended(session, step, before)
    store(session, step, before, made)
    return _frozen(session, step, {question: one.blocks for question, one in made.items()}, now=now, cause=cause)


def add_up_all(session: Session, event: Event, *, now: datetime, cause: str = "closing") -> tuple[Release, ...]:
    """The last adding up, when the event closes: of every worksheet that was opened and has figures."""
    opened = [step for step in event.steps if step.opened_at is not None and questions_of(step)]
    return tuple(add_up(session, step, now=now, cause=cause) for step in opened)


def _extended(session: Session, step: Step, before: Mapping[Question, Sequence[Block]]) -> dict[Question, Extension]:
    written = written_in(session, step)
    counted = counted_in(session, step, before)
    return {
        question: extend(
            question,
            blocks,
            waiting(question, written, counted[question.key]),
            floor=step.event.floor,
        )
        for question, blocks in before.items()
    }


def _frozen(
    session: Session, step: Step, blocks: Mapping[Question, Sequence[Block]], *, now: datetime, cause: str
) -> Release:
    last = latest_release(session, step)
    rows = publish(
        blocks,
        [team.id for team in step.event.teams],
        before=last.rows if last else (),
        today=now.astimezone(ZoneInfo(step.event.zone)).date(),
    )
    made = content_hash(rows)
    if last is not None and last.hash == made:
        return last
    newest = session.scalar(select(func.max(ReleaseRow.number)).where(ReleaseRow.step_id == step.id)) or 0
    number = newest + 1  # releases of check-ins are numbered along
    frozen = ReleaseRow(step=step, number=number, cause=cause, made_at=now, hash=made, figures=as_json(rows))
    session.add(frozen)
    session.flush()
    tell_hosts(session, step.event)
    return as_release(frozen)
