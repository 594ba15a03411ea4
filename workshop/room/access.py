"""Loaders of what a facilitator acts on; each returns it, or stops with 404."""

from flask import abort
from sqlalchemy import select

from workshop.events.access import hosted_event
from workshop.events.models import Step
from workshop.extensions import db
from workshop.insights.releases import step_of_release

# The largest number a column of integers holds, in either database.
LARGEST = 2**31 - 1
WITH_FIGURES = frozenset({"worksheet", "closing"})


def hosted_step(code: str, number: int) -> Step:
    """The step with this number of an event that the person who asks hosts, or 404."""
    event = hosted_event(code)
    found = select(Step).where(Step.event_id == event.id, Step.number == number)
    step = db.session.scalar(found) if number <= LARGEST else None
    if step is None:
        abort(404)
    return step


def hosted_worksheet(code: str, number: int) -> Step:
    """The same for a step that has a worksheet to add up, or 404."""
    step = hosted_step(code, number)
    if step.kind not in WITH_FIGURES:
        abort(404)
    return step


def released_step(code: str, public_id: str) -> Step:
    """The step that the release with this id was made of, in an event that the person who asks hosts, or 404."""
    step = step_of_release(db.session, hosted_event(code), public_id)
    if step is None:
        abort(404)
    return step
