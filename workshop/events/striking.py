"""What else happens when somebody is taken off a roster: later features say so here, for `events` knows none of them."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from workshop.events.models import Event

Struck = Callable[..., None]
_struck: list[Struck] = []


def on_struck(heard: Struck) -> Struck:
    """Register what else happens: called as heard(session, event, address_key, now=…)."""
    _struck.append(heard)
    return heard


def tell_struck(session: Session, event: Event, address_key: str, *, now: datetime) -> None:
    """This address is expected no longer."""
    for heard in _struck:
        heard(session, event, address_key, now=now)
