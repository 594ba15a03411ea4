"""What people belong to through events: told to `accounts`, which knows no events."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from workshop.accounts import belonging, own_data
from workshop.accounts.models import User
from workshop.clients.models import Reader
from workshop.events.finding_seats import held_by
from workshop.events.models import Event, Facilitator, Participant, Planner, RosterLine


@belonging.staff
def is_staff(session: Session, user_id: int) -> bool:
    """Whoever plans or leads events, and whoever reads a client's reports."""
    roles = (Planner.user_id, Facilitator.user_id, Reader.user_id)
    return any(session.scalar(select(role).where(role == user_id).limit(1)) is not None for role in roles)


@belonging.landing
def landing_path(session: Session, user: User) -> str | None:
    """After signing in: facilitators see their events, readers their reports, people with one seat its workbook."""
    if session.scalar(select(Planner.user_id).where(Planner.user_id == user.id)) is not None:
        return "/events"
    if session.scalar(select(Facilitator.user_id).where(Facilitator.user_id == user.id).limit(1)) is not None:
        return "/events"
    if session.scalar(select(Reader.user_id).where(Reader.user_id == user.id).limit(1)) is not None:
        return "/reports"
    seats = _seats(session, user)
    return f"/workbook/{seats[0].event.code}" if len(seats) == 1 else "/workbook" if seats else None


@own_data.duty
def leads_alone(session: Session, user: User) -> bool:
    """Is there an event, not closed, that nobody else leads?"""
    led = select(Facilitator.event_id).join(Event).where(Facilitator.user_id == user.id, Event.closed_at.is_(None))
    counts = select(func.count()).where(Facilitator.event_id.in_(led)).group_by(Facilitator.event_id)
    return any(n == 1 for n in session.scalars(counts))


@own_data.eraser
def off_every_roster(session: Session, user: User, *, now: datetime) -> None:
    """Who has proven an address takes it off the lists of who is expected, too."""
    if user.is_proven:
        session.execute(delete(RosterLine).where(RosterLine.address_key == user.address_key))


@own_data.exporter("seats")
def own_seats(session: Session, user: User) -> list[dict[str, str]]:
    """The events that the user takes part in."""
    return [
        {
            "event": seat.event.code,
            "title": seat.event.title,
            "team": seat.team.name,
            "joined_at": seat.joined_at.isoformat(),
        }
        for seat in _seats(session, user)
    ]


def _seats(session: Session, user: User) -> list[Participant]:
    found = select(Participant).where(held_by(user.id), Participant.removed_at.is_(None)).order_by(Participant.id)
    return list(session.scalars(found.options(joinedload(Participant.event), joinedload(Participant.team))))
