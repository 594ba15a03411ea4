"""Who plans and who hosts: facilitators of the practice, and a second one beside the first."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.events.holding import hold
from workshop.events.models import Event, Facilitator, Planner


class NotAFacilitator(LookupError):
    """Nobody who may plan events has this address."""


class ReadersLocked(RuntimeError):
    """People have begun to write: who reads their figures stays as they were promised."""


def appoint_planner(session: Session, user: User) -> None:
    """Let this user plan events; safe to repeat."""
    if session.get(Planner, user.id) is None:
        session.add(Planner(user_id=user.id))
        session.flush()


def dismiss_planner(session: Session, user: User) -> None:
    """Take it back; the events that the user hosts stay with them. Safe to repeat."""
    planner = session.get(Planner, user.id)
    if planner is not None:
        session.delete(planner)
        session.flush()


def share_hosting(session: Session, event: Event, address_key: str) -> User:
    """Let another facilitator of the practice host this event too; safe to repeat.

    Raises `NotAFacilitator`, and `ReadersLocked` once people have begun to write. Only planners are found, so that the
    answer never tells whether a participant's address is known.
    """
    found = select(User).join(Planner, Planner.user_id == User.id)
    user = session.scalar(
        found.where(User.address_key == address_key, User.proven_at.is_not(None), User.disabled_at.is_(None))
    )
    if user is None:
        raise NotAFacilitator(address_key)
    hold(session, event)
    if session.get(Facilitator, (event.id, user.id)) is None:
        if event.locked_at is not None:
            raise ReadersLocked(event.code)
        session.add(Facilitator(event_id=event.id, user_id=user.id, is_owner=False))
        session.flush()
        session.refresh(event, ["facilitators"])
    return user


def stop_sharing(session: Session, event: Event, user_public_id: str) -> None:
    """Take the event away from a second facilitator; never from its owner. Safe to repeat."""
    for facilitator in list(event.facilitators):
        if facilitator.user.public_id == user_public_id and not facilitator.is_owner:
            session.delete(facilitator)
    session.flush()
    session.refresh(event, ["facilitators"])
