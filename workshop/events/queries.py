"""Selects about events that several callers share."""

from collections.abc import Iterable

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from workshop.accounts.models import User
from workshop.clients.models import Client
from workshop.events.models import Event, EventTeam, Facilitator, Participant, RosterLine
from workshop.prepared import Prepared
from workshop.records import Plain, records

# Asked by a whole room in the same minute: built once.
_PARTS = _EVENT, _CLIENT, _TEAM, _LEADING, _LEADER = (
    Plain(Event),
    Plain(Client),
    Plain(EventTeam),
    Plain(Facilitator),
    Plain(User, "id", "name"),
)
_AT_THE_DOOR = Prepared(
    select(*(column for part in _PARTS for column in part.columns))
    .select_from(
        _EVENT.table.outerjoin(_CLIENT.table)
        .outerjoin(_TEAM.table, _TEAM.table.c.event_id == _EVENT.table.c.id)
        .outerjoin(_LEADING.table, _LEADING.table.c.event_id == _EVENT.table.c.id)
        .outerjoin(_LEADER.table, _LEADER.table.c.id == _LEADING.table.c.user_id)
    )
    .where(_EVENT.table.c.code == bindparam("code"))
    .order_by(_TEAM.table.c.id, _LEADING.table.c.user_id)
)


def event_at_the_door(session: Session, code: str) -> Event | None:
    """The event with this code, its client, teams and facilitators loaded, or None. One statement."""
    event: Event | None = None
    teams: dict[EventTeam, None] = {}
    leading: dict[Facilitator, None] = {}
    for row in _AT_THE_DOOR.rows(session, {"code": code}):
        event, client, team, one, leader = records(session, row, *_PARTS)
        set_committed_value(event, "client", client)
        if team is not None:
            teams[team] = None
        if one is not None:
            leading[one] = None
            set_committed_value(one, "user", leader)
    if event is not None:
        set_committed_value(event, "teams", list(teams))
        set_committed_value(event, "facilitators", list(leading))
    return event


def hosted_by(user: User) -> Select[Event]:
    """The events that this user hosts, newest first, with their clients."""
    return (
        select(Event)
        .join(Facilitator, Facilitator.event_id == Event.id)
        .where(Facilitator.user_id == user.id)
        .options(joinedload(Event.client))
        .order_by(Event.starts_at.desc(), Event.id.desc())
    )


def joined_counts(session: Session, events: Iterable[Event]) -> dict[int, int]:
    """How many people have a seat in each of these events, by the event's id; in one query."""
    seats = select(Participant.event_id, func.count()).where(
        Participant.event_id.in_([event.id for event in events]), Participant.removed_at.is_(None)
    )
    return dict(session.execute(seats.group_by(Participant.event_id)).all())


def roster_sizes(session: Session, event: Event) -> dict[int, int]:
    """How many people the roster expects in each team of the event, by the team's id."""
    lines = select(RosterLine.event_team_id, func.count()).where(RosterLine.event_id == event.id)
    return dict(session.execute(lines.group_by(RosterLine.event_team_id)).all())
