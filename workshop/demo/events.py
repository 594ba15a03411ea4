"""The events of the demo, planned as a facilitator plans them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from workshop.clients.models import Client
from workshop.demo.people import HARBOUR_TEAMS, NORTHGATE_TEAMS
from workshop.events.agenda import TEMPLATES
from workshop.events.planning import Plan
from workshop.events.teams import PlannedTeam

ZONE = "America/Toronto"
TIPSHEET = "be-the-name-that-comes-up"


def heron(client: Client, *, now: datetime) -> Plan:
    """Northgate's workshop that is going on: worksheets 1 and 2 are being filled in."""
    return _plan(client, "Who are your customers?", "HERON-42", NORTHGATE_TEAMS, starts_at=_going_on(now))


def otter(client: Client, *, now: datetime) -> Plan:
    """Northgate's workshop of five weeks ago: closed, its report released, its people asked after a week and a month."""
    starts_at = _ten(now - timedelta(days=35))
    return _plan(client, "What your manager needs from you", "OTTER-17", NORTHGATE_TEAMS, starts_at=starts_at)


def wren(client: Client, *, now: datetime) -> Plan:
    """Harbour's workshop: another client's walls."""
    return _plan(client, "Who waits for us?", "WREN-63", HARBOUR_TEAMS, starts_at=_going_on(now))


def robin(*, now: datetime) -> Plan:
    """A webinar of next week, open to the public: without a client, joined by anyone with the code."""
    return Plan(
        title="The name that comes up",
        kind="webinar",
        admission="code",
        code="ROBIN-28",
        starts_at=_ten(now + timedelta(days=7)),
        minutes=60,
        zone=ZONE,
        steps=TEMPLATES["60"].steps,
        tipsheet=TIPSHEET,
    )


def _plan(client: Client, title: str, code: str, teams: tuple[str, ...], *, starts_at: datetime) -> Plan:
    return Plan(
        title=title,
        client=client,
        code=code,
        starts_at=starts_at,
        minutes=180,
        zone=ZONE,
        teams=tuple(PlannedTeam((team,)) for team in teams),
        steps=TEMPLATES["180"].steps,
        tipsheet=TIPSHEET,
    )


def _going_on(now: datetime) -> datetime:
    """Ten in the morning where the workshop is, if it is later there; otherwise an hour ago, so that people are writing."""
    an_hour_ago = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    return min(_ten(now), an_hour_ago) if _ten(now) <= now else an_hour_ago


def _ten(now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(ZONE)).replace(hour=10, minute=0, second=0, microsecond=0).astimezone(UTC)
