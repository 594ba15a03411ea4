"""Clients as an administrator looks after them, with what events make of their teams."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.admin.paging import Page, page_of
from workshop.clients.models import Client, Reader, Team
from workshop.clients.organising import remove_team
from workshop.events.models import Event, EventTeamPart


class TeamInUse(RuntimeError):
    """An event is made of this team; the message is its name."""


@dataclass(frozen=True)
class ClientLine:
    """A client and how many teams, readers and events it has."""

    client: Client
    n_teams: int
    n_readers: int
    n_events: int


def client_lines(session: Session, number: int) -> tuple[list[ClientLine], Page]:
    """One page of the clients by name; two statements, however many there are."""
    counts = (select(func.count()).where(table.client_id == Client.id).scalar_subquery() for table in (Team, Reader, Event))
    page = page_of(session, select(Client, *counts).order_by(func.lower(Client.name), Client.id), number)
    return [ClientLine(*row) for row in page.rows], page


def used_teams(session: Session, client: Client) -> set[str]:
    """Names of the client's teams that events are made of."""
    used = select(Team.name).join(EventTeamPart, EventTeamPart.team_id == Team.id).where(Team.client_id == client.id)
    return set(session.scalars(used.distinct()))


def remove_unused_team(session: Session, client: Client, team: Team) -> None:
    """Take a team away that no event was planned with. Raises `TeamInUse`."""
    if team.name in used_teams(session, client):
        raise TeamInUse(team.name)
    remove_team(session, client, team)
