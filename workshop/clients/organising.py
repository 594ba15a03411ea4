"""Client organisations and their teams: adding, naming, taking away."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.accounts.names import BadName, clean_name
from workshop.clients.models import Client, Team
from workshop.database import stand_in_line


class NameTaken(ValueError):
    """Another client, or another team of the client, has this name; the message is the name."""


class NoSuchTeam(LookupError):
    """The client has no team of this name."""


def add_client(session: Session, name: str, *, now: datetime) -> Client:
    """A new client without teams and readers. Raises `BadName`, `NameTaken`."""
    client = Client(name=_free_client_name(session, name, besides=None), created_at=now)
    session.add(client)
    session.flush()
    return client


def rename_client(session: Session, client: Client, name: str) -> None:
    """Another name, on every page and report from now on. Raises `BadName`, `NameTaken`."""
    client.name = _free_client_name(session, name, besides=client)


def add_team(session: Session, client: Client, name: str) -> Team:
    """A new team of the client. Raises `BadName`, `NameTaken`."""
    stand_in_line(session, f"teams of client {client.id}")
    session.refresh(client, ["teams"])
    team = Team(client=client, name=_free_team_name(client, name, besides=None))
    session.add(team)
    session.flush()
    return team


def rename_team(client: Client, team: Team, name: str) -> None:
    """Another name for planning from now on; events keep the one they were planned with. Raises `BadName`, `NameTaken`."""
    team.name = _free_team_name(client, name, besides=team)


def remove_team(session: Session, client: Client, team: Team) -> None:
    """Take the team away; whoever calls makes sure that no event needs it."""
    session.delete(team)
    session.flush()
    session.refresh(client, ["teams"])


def team_named(client: Client, name: str) -> Team:
    """The client's team with exactly this name. Raises `NoSuchTeam`."""
    for team in client.teams:
        if team.name == name:
            return team
    raise NoSuchTeam(name)


def _free_client_name(session: Session, typed: str, *, besides: Client | None) -> str:
    name = _clean(typed)
    stand_in_line(session, "names of clients")
    same = select(Client.id).where(func.lower(Client.name) == func.lower(name))
    if session.scalar(same.where(Client.id != (besides.id if besides else 0)).limit(1)) is not None:
        raise NameTaken(name)
    return name


def _free_team_name(client: Client, typed: str, *, besides: Team | None) -> str:
    name = _clean(typed)
    if "+" in name:
        raise BadName(typed)  # planning writes pooled teams as "Claims + Service"
    if any(team is not besides and team.name.casefold() == name.casefold() for team in client.teams):
        raise NameTaken(name)
    return name


def _clean(typed: str) -> str:
    name = clean_name(" ".join(typed.split()))
    if not name:
        raise BadName(typed)
    return name
