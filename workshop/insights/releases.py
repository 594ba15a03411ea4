"""What the rest of the site may read: frozen releases, and nothing that could be added up again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Select, bindparam, exists, select
from sqlalchemy.orm import Session, contains_eager

from workshop.events.models import Event, Participant, Step
from workshop.events.pacing import tell_room
from workshop.insights.asked import is_about_one_manager
from workshop.insights.gate.releases import PublishedRow, Release
from workshop.insights.models import ReleaseRow, StatementBatch

WAVE = "wave"  # the cause of a release of check-ins, which stands beside those of the worksheet
FOLLOW_UP = "follow_up"
ROWS: TypeAdapter[tuple[PublishedRow, ...]] = TypeAdapter(tuple[PublishedRow, ...])

# Asked with every page of a participant: built once.
_SHOWN = (
    select(ReleaseRow)
    .where(ReleaseRow.step_id == bindparam("step_id"), ReleaseRow.shown_at.is_not(None), ReleaseRow.cause != WAVE)
    .order_by(ReleaseRow.number.desc())
    .limit(1)
)


class NothingAddedUp(LookupError):
    """The worksheet has not been added up yet."""


def latest_release(session: Session, step: Step) -> Release | None:
    """The newest release of this step, for its facilitators' own screen; None before adding up."""
    found = session.scalar(_of_step(step).order_by(ReleaseRow.number.desc()).limit(1))
    return None if found is None else as_release(found)


def shown_release(session: Session, step: Step) -> Release | None:
    """The newest release of this step that was put before the room; None before that."""
    found = session.scalar(_SHOWN, {"step_id": step.id})
    return None if found is None else as_release(found)


def figures_shown(step_id: ColumnElement[int]) -> ColumnElement[bool]:
    """A column for another statement: whether the room was shown figures of the step with this id."""
    return exists().where(ReleaseRow.step_id == step_id, ReleaseRow.shown_at.is_not(None))


def show(session: Session, step: Step, *, now: datetime) -> Release:
    """Put the newest release of this step before the room; safe to repeat. Raises NothingAddedUp."""
    found = session.scalar(_of_step(step).order_by(ReleaseRow.number.desc()).limit(1))
    if found is None:
        raise NothingAddedUp(step.worksheet_key)
    found.shown_at = found.shown_at or now
    session.flush()
    tell_room(session, step.event)
    return as_release(found)


def step_of_release(session: Session, event: Event, public_id: str) -> Step | None:
    """The step of this event whose figures the release with this id froze, or None."""
    made = select(Step).join(ReleaseRow, ReleaseRow.step_id == Step.id)
    return session.scalar(made.where(ReleaseRow.public_id == public_id, Step.event_id == event.id))


def events_behind(session: Session, public_ids: Sequence[str]) -> dict[str, int]:
    """The ids of the events that figures or gathered statements with these public ids are of, as far as there are such."""
    found: dict[str, int] = {}
    for kept in (ReleaseRow, StatementBatch):
        rows = select(kept.public_id, Step.event_id).join(Step, Step.id == kept.step_id)
        found |= dict(session.execute(rows.where(kept.public_id.in_(public_ids))).all())
    return found


def releases_of(session: Session, event: Event) -> dict[str, Release]:
    """The newest release of each step of the event, by worksheet key, in the order of the agenda."""
    return {row.step.worksheet_key or "": as_release(row) for row in session.scalars(_of_event(event))}


def shown_releases_of(session: Session, event: Event) -> dict[str, Release]:
    """The newest release of each step that the room was shown, by worksheet key, in the order of the agenda."""
    shown = session.scalars(_of_event(event).where(ReleaseRow.shown_at.is_not(None)))
    return {row.step.worksheet_key or "": as_release(row) for row in shown}


def releases_for_client(session: Session, event: Event) -> dict[int, Release]:
    """What a report for the client may be made of: the newest release of each step, by the number reports keep of it.

    If one manager leads most of these people, the manager's sheet is not among them.
    """
    newest = {row.step_id: row for row in session.scalars(_of_event(event)) if _is_for_client(row)}
    return {row.id: as_release(row) for row in newest.values()}


def reported_releases(session: Session, event: Event, kept: Iterable[int]) -> dict[str, Release]:
    """The releases of this event that a report kept, by worksheet key; those the client may not have are left out."""
    rows = session.scalars(_of_event(event).where(ReleaseRow.id.in_(list(kept))))
    return {row.step.worksheet_key or "": as_release(row) for row in rows if _is_for_client(row)}


def releases_by_number(session: Session, kept: Iterable[int]) -> dict[int, tuple[Step, Release]]:
    """The releases with these numbers of any events, each with its step, in the order of the agendas and in one statement;
    those the client may not have are left out."""
    joined = select(ReleaseRow).join(ReleaseRow.step).join(Step.event)
    loaded = joined.options(contains_eager(ReleaseRow.step).contains_eager(Step.event))
    of_steps = loaded.where(ReleaseRow.id.in_(list(kept)), ReleaseRow.cause != WAVE)
    rows = session.scalars(of_steps.order_by(Step.rank, ReleaseRow.number))
    return {row.id: (row.step, as_release(row)) for row in rows if _is_for_client(row)}


def wave_release(session: Session, event: Event) -> Release | None:
    """The newest figures of the event's check-ins, of all waves that are closed; None before the first."""
    made = select(ReleaseRow).join(Step, Step.id == ReleaseRow.step_id)
    of_waves = made.where(Step.event_id == event.id, ReleaseRow.cause == WAVE).order_by(ReleaseRow.number.desc())
    found = session.scalar(of_waves.limit(1))
    return None if found is None else as_release(found)


def came_too_late(session: Session, step: Step, participant: Participant) -> bool:
    """Whether this step was added up before the participant took their seat, so that they are never counted in it."""
    before = ReleaseRow.step_id == step.id, ReleaseRow.made_at <= participant.joined_at
    return bool(session.scalar(select(exists().where(*before))))


def as_release(row: ReleaseRow) -> Release:
    """The frozen figures of a stored release."""
    return Release(
        id=row.public_id,
        worksheet=FOLLOW_UP if row.cause == WAVE else row.step.worksheet_key or "",
        number=row.number,
        made_on=row.made_at.astimezone(ZoneInfo(row.step.event.zone)).date(),
        hash=row.hash,
        rows=ROWS.validate_json(row.figures),
    )


def _of_step(step: Step) -> Select[ReleaseRow]:
    return select(ReleaseRow).where(ReleaseRow.step_id == step.id, ReleaseRow.cause != WAVE)


def _of_event(event: Event) -> Select[ReleaseRow]:
    """All releases of the event with their steps: of one step the newest comes last."""
    joined = select(ReleaseRow).join(ReleaseRow.step).options(contains_eager(ReleaseRow.step))
    return joined.where(Step.event_id == event.id, ReleaseRow.cause != WAVE).order_by(Step.rank, ReleaseRow.number)


def _is_for_client(row: ReleaseRow) -> bool:
    return not (row.step.event.is_led_by_one_manager and is_about_one_manager(row.step))
