"""Who was expected and who sat down: names, and nothing about what anybody did there, or when."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workshop.events.models import Event, Participant, RosterLine


@dataclass(frozen=True)
class Attendant:
    """One person. `has_joined` says whether they took a seat; `is_proven` whether their address is known to be theirs."""

    name: str
    address: str
    team: str
    is_expected: bool
    has_joined: bool
    is_proven: bool


def attendance(session: Session, event: Event) -> list[Attendant]:
    """Everybody on the roster and everybody in a seat, by team and name; the practice's own are left out."""
    seats = session.scalars(
        select(Participant)
        .where(Participant.event_id == event.id, Participant.removed_at.is_(None), Participant.is_staff.is_(False))
        .options(joinedload(Participant.user), joinedload(Participant.team))
    ).all()
    lines = session.scalars(
        select(RosterLine).where(RosterLine.event_id == event.id).options(joinedload(RosterLine.team))
    ).all()
    expected = {line.address_key: line for line in lines}
    seated = {seat.user.address_key for seat in seats}
    found = [_seated(seat, expected.get(seat.user.address_key)) for seat in seats]
    found += [
        Attendant(line.name, line.address, line.team.name, True, False, False)
        for line in lines
        if line.address_key not in seated
    ]
    return sorted(found, key=lambda one: (one.team, (one.name or one.address).casefold(), one.address))


def _seated(seat: Participant, line: RosterLine | None) -> Attendant:
    user = seat.user
    name = (line.name if line is not None else "") or user.name
    return Attendant(name, user.address, seat.team.name, line is not None, True, user.is_proven)
