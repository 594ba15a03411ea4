"""One at a time: what decides by an event's state first makes sure that nobody else is changing it."""

from sqlalchemy.orm import Session

from workshop.events.models import Event


def hold(session: Session, event: Event) -> None:
    """Keep the event to this transaction until it ends, and read it anew: whoever had it before has finished."""
    session.flush()
    session.refresh(event, with_for_update=True)
