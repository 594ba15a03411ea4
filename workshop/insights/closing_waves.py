"""When a wave of check-ins is over for an event, it is added up, once, and its figures are frozen in a release."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from workshop.actions.definition import FollowUp, follow_up
from workshop.actions.waves import SERIES, over_after
from workshop.events.models import Event, Step
from workshop.events.pacing import tell_hosts
from workshop.insights.asked import question_of
from workshop.insights.blocks import blocks_of, counted_in, store
from workshop.insights.check_ins import n_asked, said_in, waiting
from workshop.insights.gate.blocks import Block, Extension, extend
from workshop.insights.gate.questions import Question
from workshop.insights.gate.releases import Release, as_json, content_hash, publish
from workshop.insights.models import ClosedWave, ReleaseRow
from workshop.insights.releases import as_release, wave_release
from workshop.worksheets.catalogue import ACTION


def waves_to_close(session: Session, *, now: datetime) -> list[tuple[Event, int]]:
    """Each event with a wave that the calendar has closed and that was not added up: whoever was asked, or nobody."""
    found: list[tuple[Event, int]] = []
    for wave in SERIES:
        is_done = exists().where(ClosedWave.event_id == Event.id, ClosedWave.wave == wave)
        writes = exists().where(Step.event_id == Event.id, Step.worksheet_key == ACTION)
        over = select(Event).where(Event.closed_at <= now - over_after(wave), Event.rehearsal_of_id.is_(None))
        found += [(event, wave) for event in session.scalars(over.where(writes, ~is_done).order_by(Event.id))]
    return found


def close_wave(session: Session, event: Event, wave: int, *, now: datetime) -> Release | None:
    """Add up the wave, and freeze its figures beside those of earlier waves; safe to repeat. None without an action."""
    action = select(Step).where(Step.event_id == event.id, Step.worksheet_key == ACTION)
    step = session.scalar(action.with_for_update())
    if step is None:
        return None
    if session.get(ClosedWave, (event.id, wave)) is not None:
        return wave_release(session, event)
    closed = session.scalars(select(ClosedWave.wave).where(ClosedWave.event_id == event.id)).all()
    whole = follow_up(is_led_by_one_manager=event.is_led_by_one_manager)
    known = [question for one in sorted(closed) for question in _questions(whole, one)]
    mine = _questions(whole, wave)
    made = _added_up(session, step, known, mine, wave)
    return _frozen(session, step, {question: one.blocks for question, one in made.items()}, now=now)


def _questions(whole: FollowUp, wave: int) -> list[Question]:
    return [question_of(whole, figure) for figure in whole.figures_of(wave)]


def _added_up(
    session: Session, step: Step, known: Sequence[Question], mine: Sequence[Question], wave: int
) -> dict[Question, Extension]:
    said, event = said_in(session, step, wave), step.event
    before = blocks_of(session, event, [*known, *mine])
    counted = counted_in(session, step, {question: before[question] for question in mine})
    made = {question: Extension(tuple(before[question]), {}) for question in known}
    for question in mine:
        people = waiting(question, said, counted[question.key])
        made[question] = extend(question, before[question], people, floor=event.floor)
    store(session, step, before, made)
    asked = n_asked(session, step, wave)
    session.add(ClosedWave(event_id=event.id, wave=wave, asked=max(asked, len(said)), answered=len(said)))
    return made


def _frozen(session: Session, step: Step, blocks: dict[Question, tuple[Block, ...]], *, now: datetime) -> Release:
    last = wave_release(session, step.event)
    today = now.astimezone(ZoneInfo(step.event.zone)).date()
    rows = publish(blocks, (), before=last.rows if last else (), today=today)
    newest = session.scalar(select(func.max(ReleaseRow.number)).where(ReleaseRow.step_id == step.id)) or 0
    figures, made = as_json(rows), content_hash(rows)
    frozen = ReleaseRow(step=step, number=newest + 1, cause="wave", made_at=now, hash=made, figures=figures)
    session.add(frozen)
    session.flush()
    tell_hosts(session, step.event)
    return as_release(frozen)
