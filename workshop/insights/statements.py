"""Shared statements: the one place where texts of people leave their sheets, and only so (privacy.md, rule 8).

For one question once, as a frozen batch: if ten people answered and six shared, in an order that tells nothing, without
name, team, time, or an id that links two. Otherwise nothing is made, and nothing tells how many were missing.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, contains_eager

from workshop.events.models import Event, Step
from workshop.events.pacing import tell_room
from workshop.insights.asked import is_about_one_manager
from workshop.insights.models import StatementBatch
from workshop.worksheets.catalogue import worksheet
from workshop.worksheets.definition import Question

FEWEST_SHARED = 6


class TooFewRemain(ValueError):
    """With so many left out, fewer than six people would stand behind the others."""


@dataclass(frozen=True)
class Batch:
    """The statements that were gathered for one question; `left_out` are places in `everything`, from 0."""

    id: str
    question: str
    made_on: date
    everything: tuple[str, ...]
    left_out: frozenset[int]
    is_shown: bool
    is_for_room: bool

    @property
    def statements(self) -> tuple[str, ...]:
        """Those that stay, in their order."""
        return tuple(words for _place, words in self.numbered)

    @property
    def numbered(self) -> tuple[tuple[int, str], ...]:
        """The same, each with its place in `everything`."""
        return tuple((place, words) for place, words in enumerate(self.everything) if place not in self.left_out)


def shareable(step: Step) -> tuple[Question, ...]:
    """The questions of this step's worksheet whose answers their author may share.

    None of a sheet about the manager where one manager leads most of these people: few could speak freely, and all of one.
    """
    if step.worksheet_key is None or (is_about_one_manager(step) and step.event.is_led_by_one_manager):
        return ()
    return tuple(one for one in worksheet(step.worksheet_key, step.worksheet_version).questions if one.shared_with)


def leave_out(session: Session, step: Step, batch_id: str, places: Collection[int]) -> Batch:
    """Leave these statements out as well, before anybody was shown the batch. Raises TooFewRemain and LookupError."""
    row = _row(session, step, batch_id)
    batch = as_batch(row)
    wanted = batch.left_out | {place for place in places if 0 <= place < len(batch.everything)}
    if row.shown_at is None:
        if len(batch.everything) - len(wanted) < fewest_of(step):
            raise TooFewRemain(batch_id)
        row.left_out = json.dumps(sorted(wanted))
        session.flush()
    return as_batch(row)


def show_statements(session: Session, step: Step, batch_id: str, *, now: datetime) -> Batch:
    """Put the batch before the room, and into the client's report; safe to repeat. Raises LookupError.

    What only the facilitator was to read is never put before anybody.
    """
    row = _row(session, step, batch_id)
    if not as_batch(row).is_for_room:
        raise LookupError(batch_id)
    row.shown_at = row.shown_at or now
    session.flush()
    tell_room(session, step.event)
    return as_batch(row)


def batches_of(session: Session, event: Event) -> dict[str, tuple[Batch, ...]]:
    """Every batch of the event, for its facilitators' own screens, by worksheet key."""
    return _by_worksheet(_rows_of(session, event))


def batches_for_client(
    session: Session,
    event: Event,
    *,
    until: datetime | None = None,
    left_out: Mapping[str, Collection[int]] = MappingProxyType({}),
) -> dict[str, tuple[Batch, ...]]:
    """The batches a report for the client holds: those the room was shown, by the time `until` if given, by worksheet key.

    If one manager leads most of these people, those of the manager's sheet are not among them. `left_out` are further
    places, or -1 for all, by the id of a batch: where fewer than six people would remain, none of it is there.
    """
    shown = [row for row in _rows_of(session, event) if row.shown_at and (until is None or row.shown_at <= until)]
    kept = [row for row in shown if not (event.is_led_by_one_manager and is_about_one_manager(row.step))]
    return _by_worksheet((row for row in kept if _remains(row, left_out.get(row.public_id, ()))), left_out)


def shown_batches(session: Session, step: Step) -> tuple[Batch, ...]:
    """The batches of this step that the room was shown."""
    rows = select(StatementBatch).where(StatementBatch.step_id == step.id, StatementBatch.shown_at.is_not(None))
    return tuple(as_batch(row) for row in session.scalars(rows.order_by(StatementBatch.id)))


def statements_shown(step_id: ColumnElement[int]) -> ColumnElement[bool]:
    """A column for another statement: whether the room was shown statements of the step with this id."""
    return exists().where(StatementBatch.step_id == step_id, StatementBatch.shown_at.is_not(None))


def fewest_of(step: Step) -> int:
    """How many people stand behind a batch at least: six, or the larger number that the event asks for."""
    return max(FEWEST_SHARED, step.event.floor)


def is_gathered(session: Session, step: Step, question: str) -> bool:
    """Whether what was shared of this question is frozen, so that nothing can be added or taken back."""
    rows = select(StatementBatch.id).where(StatementBatch.step_id == step.id, StatementBatch.question == question)
    return session.scalar(rows) is not None


def _rows_of(session: Session, event: Event) -> Sequence[StatementBatch]:
    rows = select(StatementBatch).join(StatementBatch.step).options(contains_eager(StatementBatch.step))
    return session.scalars(rows.where(Step.event_id == event.id).order_by(Step.rank, StatementBatch.id)).all()


def remaining(batch: Batch, places: Collection[int]) -> int:
    """How many statements stay where these places are left out as well; none for -1."""
    return 0 if -1 in places else len(set(range(len(batch.everything))) - batch.left_out - set(places))


def _remains(row: StatementBatch, places: Collection[int]) -> bool:
    return not places or remaining(as_batch(row), places) >= fewest_of(row.step)


def _by_worksheet(
    rows: Iterable[StatementBatch], left_out: Mapping[str, Collection[int]] = MappingProxyType({})
) -> dict[str, tuple[Batch, ...]]:
    found: dict[str, list[Batch]] = {}
    for row in rows:
        batch = as_batch(row)
        kept = replace(batch, left_out=batch.left_out | set(left_out.get(batch.id, ())))
        found.setdefault(row.step.worksheet_key or "", []).append(kept)
    return {key: tuple(batches) for key, batches in found.items()}


def _row(session: Session, step: Step, batch_id: str) -> StatementBatch:
    rows = select(StatementBatch).where(StatementBatch.step_id == step.id, StatementBatch.public_id == batch_id)
    found = session.scalar(rows.with_for_update())
    if found is None:
        raise LookupError(batch_id)
    return found


def as_batch(row: StatementBatch) -> Batch:
    """A stored batch as it may be read."""
    step = row.step
    question = worksheet(step.worksheet_key or "", step.worksheet_version).question(row.question)
    return Batch(
        id=row.public_id,
        question=row.question,
        made_on=row.made_at.astimezone(ZoneInfo(step.event.zone)).date(),
        everything=tuple(json.loads(row.statements)),
        left_out=frozenset(json.loads(row.left_out or "[]")),
        is_shown=row.shown_at is not None,
        is_for_room=question is not None and question.shared_with == "room",
    )
