"""Invitations and calendar feeds of a person: told to `accounts`, which knows neither."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop.accounts import own_data
from workshop.accounts.models import User
from workshop.events.models import Event
from workshop.invitations.models import CalendarFeed, Invitation


@own_data.exporter("invitations")
def own_invitations(session: Session, user: User) -> list[dict[str, str]]:
    """What was sent to the user's address and what they answered; only to whoever has proven that it is theirs."""
    if not user.is_proven:
        return []
    sent = select(Event.code, Invitation.invited_at, Invitation.answer).join(Event, Event.id == Invitation.event_id)
    rows = session.execute(sent.where(Invitation.address_key == user.address_key).order_by(Invitation.id))
    return [{"event": code, "invited_at": at.isoformat(), "answer": answer} for code, at, answer in rows]


@own_data.exporter("calendar_address")
def own_calendar_address(session: Session, user: User) -> dict[str, str]:
    """Since when the user's calendar program has had an address of its own; the address is stored only as a hash."""
    feed = session.get(CalendarFeed, user.id)
    return {"made_at": feed.made_at.isoformat()} if feed else {}


@own_data.eraser
def erase_invitations(session: Session, user: User, *, now: datetime) -> None:
    """Invitations to the address go with its owner."""
    if user.is_proven:
        session.execute(delete(Invitation).where(Invitation.address_key == user.address_key))
