"""Putting something before the room that is no step: what puts it there says so here, and the big screen hears it."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from workshop.events.models import Event

Shown = Callable[..., None]
_heard: list[Shown] = []


def on_shown(heard: Shown) -> Shown:
    """Register who hears: called as heard(session, event, what, is_there=…), `what` being "question" or "poll"."""
    _heard.append(heard)
    return heard


def tell_shown(session: Session, event: Event, what: str, *, is_there: bool) -> None:
    """This stands before the room from now on, or no longer."""
    for heard in _heard:
        heard(session, event, what, is_there=is_there)
