"""What the facilitator is asked before adding up: in steps of five, for asking twice would tell who saved in between."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workshop.events.models import Step
from workshop.insights.progress import n_joined, progress
from workshop.insights.turnout import printed


@dataclass(frozen=True)
class Saved:
    """What adding up asks about: "At least 15 of 24 have saved". `at_least` is 5 or more, in steps of five."""

    at_least: int
    joined: int


def confirmation(session: Session, step: Step) -> Saved | None:
    """How many have saved in this step, and how many have joined; None below the event's smallest figure."""
    counts = {one: started for one, started, _ in session.execute(progress(step.event))}
    n = counts.get(step.id, 0)
    told = printed(n, is_over=False) if n >= step.event.floor else None
    return Saved(told, n_joined(session, step.event)) if isinstance(told, int) else None
