"""The catalogue of worksheets as an administrator looks it over: versions, languages, and where each is in use."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.events.models import Event, Step
from workshop.worksheets.catalogue import all_versions, worksheet
from workshop.worksheets.languages import Written, languages_of
from workshop.worksheets.worksheet import Worksheet


@dataclass(frozen=True)
class Listed:
    """One worksheet in one version. `n_events` ask it, `n_going_on` of which are not over; rehearsals are not counted."""

    worksheet: Worksheet
    is_newest: bool
    languages: tuple[Written, ...]
    n_events: int
    n_going_on: int


def catalogue(session: Session) -> list[Listed]:
    """Every worksheet in every version, by number, the newest version first; one statement."""
    counts = _uses(session)
    ordered = sorted(all_versions(), key=lambda one: (one.number, one.key, -one.version))
    return [_listed(one, *counts.get((one.key, one.version), (0, 0))) for one in ordered]


def _listed(one: Worksheet, n_events: int, n_going_on: int) -> Listed:
    return Listed(one, worksheet(one.key).version == one.version, languages_of(one), n_events, n_going_on)


def _uses(session: Session) -> dict[tuple[str, int], tuple[int, int]]:
    going_on = func.count().filter(Event.closed_at.is_(None))
    asked = select(Step.worksheet_key, Step.worksheet_version, func.count(), going_on).join(Event, Event.id == Step.event_id)
    asked = asked.where(Step.worksheet_key.is_not(None), Event.rehearsal_of_id.is_(None))
    rows = session.execute(asked.group_by(Step.worksheet_key, Step.worksheet_version))
    return {(key or "", version or 0): (n_events, n_going_on) for key, version, n_events, n_going_on in rows}
