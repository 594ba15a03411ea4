"""From the fields of a planning form to a plan, and from an event back to them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from workshop.accounts.models import User
from workshop.clients.models import Client
from workshop.events.agenda import TEMPLATES
from workshop.events.models import Event, Facilitator
from workshop.events.planning import LOWEST_FLOOR, Plan, as_planned_steps
from workshop.events.teams import PlannedTeam, RepeatedTeam, read_teams
from workshop.room.agenda_rows import planned, rows_begun, rows_of
from workshop.room.planning_forms import PUBLIC

Fields = Mapping[str, Any]
YES_OR_NO = {"yes": True, "no": False}


def plan_of(fields: Fields, *, starts_at: datetime, client: Client | None) -> Plan:
    """The plan that a whole, valid form describes."""
    return Plan(
        title=fields["title"],
        starts_at=starts_at,
        minutes=minutes_of(fields),
        zone=fields["zone"],
        client=client,
        kind=fields["kind"],
        language=fields["language"],
        admission=fields["admission"] if client else "code",
        floor=fields["floor"],
        is_led_by_one_manager=fields["led"] == "yes",
        has_managers=fields["managers"] == "yes",
        is_self_paced=fields["pace"] == "own",
        needs=tuple(fields["needs"]),
        teams=read_teams(fields["teams"] or ""),
        steps=planned(fields["agenda"]),
        tipsheet=fields["tipsheet"] or None,
    )


def minutes_of(fields: Fields) -> int:
    """The length that was written, or the sum of the steps."""
    return fields["minutes"] or sum(step.minutes for step in planned(fields["agenda"]))


def minutes_of_template(name: str) -> int | None:
    """How long the agenda of this name takes, with what is left spare; None for a name that there is not."""
    return TEMPLATES[name].minutes if name in TEMPLATES else None


def teams_of(fields: Fields) -> tuple[PlannedTeam, ...]:
    """The teams written so far, as far as they can be read."""
    try:
        return read_teams(fields.get("teams") or "")
    except RepeatedTeam:
        return ()


def promised(fields: Fields, *, client: Client | None, hosts: Sequence[User]) -> Event:
    """An event that is never stored, with the settings of a form as far as it is filled in: to show what it will promise.

    `has_managers` is None until that question is answered.
    """
    return Event(
        kind=fields.get("kind") or "workshop",
        client=client,
        floor=max(fields.get("floor") or LOWEST_FLOOR, LOWEST_FLOOR),
        is_led_by_one_manager=fields.get("led") == "yes",
        has_managers=YES_OR_NO.get(fields.get("managers") or ""),
        facilitators=[Facilitator(user=user) for user in hosts],
    )


def blank(*, zone: str, today: date, tipsheet: str) -> dict[str, Any]:
    """What a new plan begins with. Whether managers lead or take part is never assumed."""
    return {
        "day": today,
        "zone": zone,
        "minutes": TEMPLATES["90"].minutes,
        "agenda": rows_begun(TEMPLATES["90"].steps),
        "needs": ("speed", "right", "clarity", "ease", "value"),
        "tipsheet": tipsheet,
    }


def fields_of(event: Event, teams: Sequence[PlannedTeam]) -> dict[str, Any]:
    """The fields of a form that shows this event's plan."""
    local = event.starts_at.astimezone(ZoneInfo(event.zone))
    minutes = int((event.ends_at - event.starts_at).total_seconds() // 60)
    return {
        "title": event.title,
        "day": local.date(),
        "hour": local.time(),
        "zone": event.zone,
        "minutes": minutes,
        "kind": event.kind,
        "client": event.client.public_id if event.client else PUBLIC,
        "language": event.language,
        "admission": event.admission,
        "teams": "\n".join(team.line for team in teams),
        "agenda": rows_of(as_planned_steps(event.steps)),
        "tipsheet": next((step.tipsheet_slug for step in event.steps if step.tipsheet_slug), ""),
        "needs": event.chosen_needs,
        "led": "yes" if event.is_led_by_one_manager else "no",
        "managers": "yes" if event.has_managers else "no",
        "pace": "own" if event.is_self_paced else "room",
        "floor": event.floor,
        "meeting": event.meeting_link,
        "recording": event.recording_link,
    }


def copied(fields: Fields, *, today: date) -> dict[str, Any]:
    """The fields of a plan for another event like it: on another day, its steps not begun."""
    return {**fields, "day": today, "recording": "", "agenda": [replace(row, number=None) for row in fields["agenda"]]}
