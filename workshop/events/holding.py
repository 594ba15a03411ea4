"""One at a time: what decides by an event's state first makes sure that nobody else is changing it."""

from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from workshop.events.models import Event
from workshop.extensions import Base


class Gone(LookupError):
    """What is to be changed was deleted a moment ago."""


def hold(session: Session, event: Event) -> None:
    """Keep the event to this transaction until it ends, and read it anew: whoever had it before has finished."""
    hold_row(session, event)


def hold_row(session: Session, row: Base, *, shared: bool = False) -> None:
    """Keep this row to this transaction until it ends, `shared` with others who only need it to stay; read it anew.

    What belongs to an event is held after the event, by whoever holds both. Raises Gone.
    """
    session.flush()
    try:
        session.refresh(row, with_for_update={"read": shared})
    except InvalidRequestError as missing:
        raise Gone(type(row).__name__) from missing
