"""What the facilitator is asked before adding up: in steps of five, for asking twice would tell who saved in between."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workshop.events.models import Step
from workshop.insights.progress import progress
from workshop.insights.turnout import printed


@dataclass(frozen=True)
class Saved:
    """What adding up asks about: "At least 15 of 24 have saved". `at_least` is 5 or more, in steps of five."""

    at_least: int
    joined: int


def confirmation(session: Session, step: Step) -> Saved | None:
    """How many have saved in this step, and how many have joined; None below the event's smallest figure."""
    now = progress(session, step.event)
    n, _ = now.of(step.id)
    told = printed(n, is_over=False) if n >= step.event.floor else None
    return Saved(told, now.joined) if isinstance(told, int) else None
