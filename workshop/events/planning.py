"""Planning an event: its settings, teams and agenda, until the first saved answer locks what people were promised."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.clients.models import Client, Team
from workshop.events.agenda import TEMPLATES, PlannedStep
from workshop.events.codes import new_code
from workshop.events.holding import hold
from workshop.events.models import Event, EventTeam, EventTeamPart, Facilitator, Participant, RosterLine, Step
from workshop.events.teams import PlannedTeam
from workshop.worksheets.catalogue import worksheet

LOWEST_FLOOR = 6
N_NEEDS = 5
EVERYONE = PlannedTeam(("Everyone",))


class SettingsLocked(RuntimeError):
    """People have begun to write: who reads what, the floor, the teams and the worksheets stay as they were promised."""


class PromisesGiven(RuntimeError):
    """People have sat down, and read who sees what: it may become tighter, and not looser or different."""


class TeamInUse(RuntimeError):
    """A team that people sit in cannot be taken away; the message is its name."""


class FloorTooLow(ValueError):
    """A figure always counts six people or more; an event may only ask for more."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything that planning decides. Times are aware; `minutes` is the length; `tipsheet` is a slug of the library.

    `code` is only given where it is known before, as in the demo; otherwise it is made up.
    """

    title: str
    starts_at: datetime
    minutes: int
    zone: str
    client: Client | None = None
    kind: str = "workshop"
    language: str = "en"
    admission: str = "roster"
    floor: int = LOWEST_FLOOR
    is_led_by_one_manager: bool = False
    has_managers: bool = False
    is_self_paced: bool = False
    needs: tuple[str, ...] = ("speed", "right", "clarity", "ease", "value")
    teams: tuple[PlannedTeam, ...] = ()
    steps: tuple[PlannedStep, ...] = field(default=TEMPLATES["90"].steps)
    tipsheet: str | None = None
    code: str | None = None
    rehearses: Event | None = None  # the event that made-up people try out


def plan_event(session: Session, facilitator: User, plan: Plan, *, now: datetime) -> Event:
    """A new event, a draft until it is opened, hosted by this facilitator. Raises `FloorTooLow` and `NoCodeLeft`."""
    event = Event(code=plan.code or new_code(session), created_at=now)
    event.rehearsal_of_id = plan.rehearses.id if plan.rehearses else None
    _settle(event, plan)
    session.add(event)
    session.flush()
    session.add(Facilitator(event=event, user=facilitator, is_owner=True))
    _set_teams(session, event, plan)
    _set_steps(session, event, plan)
    session.flush()
    session.refresh(event, ["teams", "steps", "facilitators"])
    return event


def change_plan(session: Session, event: Event, plan: Plan) -> None:
    """Plan the event anew. Title and time can be changed at any time, with `change_time`.

    Raises `SettingsLocked` if people have begun to write, `PromisesGiven` if they sit there and were told otherwise,
    `TeamInUse` and `FloorTooLow`.
    """
    hold(session, event)
    if event.locked_at is not None:
        raise SettingsLocked(event.code)
    if not _keeps_promises(event, plan) and _is_anybody_there(session, event):
        raise PromisesGiven(event.code)
    _settle(event, plan)
    session.flush()
    _set_teams(session, event, plan)
    _set_steps(session, event, plan)
    session.flush()
    session.refresh(event, ["teams", "steps"])


def change_time(event: Event, *, title: str, starts_at: datetime, minutes: int, zone: str) -> None:
    """What may change at any time: what the event is called, and when it is."""
    event.title, event.zone = title, zone
    event.starts_at, event.ends_at = starts_at, starts_at + timedelta(minutes=minutes)


def _settle(event: Event, plan: Plan) -> None:
    if plan.floor < LOWEST_FLOOR:
        raise FloorTooLow(plan.floor)
    if len(set(plan.needs)) != N_NEEDS:
        raise ValueError("an event rates five shared needs")
    change_time(event, title=plan.title, starts_at=plan.starts_at, minutes=plan.minutes, zone=plan.zone)
    event.client, event.client_id = plan.client, plan.client.id if plan.client else None
    event.kind, event.language, event.admission = plan.kind, plan.language, plan.admission
    event.floor, event.needs = plan.floor, ",".join(plan.needs)
    event.is_led_by_one_manager, event.has_managers = plan.is_led_by_one_manager, plan.has_managers
    event.is_self_paced = plan.is_self_paced


def _keeps_promises(event: Event, plan: Plan) -> bool:
    """True if nobody would read more of people's figures than they were told at the door."""
    stands = event.client_id, event.kind, event.admission, event.has_managers
    wanted = plan.client.id if plan.client else None, plan.kind, plan.admission, plan.has_managers
    return stands == wanted and plan.floor >= event.floor and plan.is_led_by_one_manager >= event.is_led_by_one_manager


def _is_anybody_there(session: Session, event: Event) -> bool:
    seats = select(Participant.id).where(Participant.event_id == event.id, Participant.is_staff.is_(False))
    return session.scalar(seats.limit(1)) is not None


def _set_teams(session: Session, event: Event, plan: Plan) -> None:
    """Keep the teams that are still planned, add new ones, and take the others away while nobody sits in them."""
    wanted = {team.name: team for team in plan.teams or (EVERYONE,)}
    standing = {team.name: team for team in session.scalars(select(EventTeam).where(EventTeam.event_id == event.id))}
    for name, unwanted in standing.items():
        if name not in wanted:
            _take_away(session, unwanted)
    for name, planned in wanted.items():
        team = standing.get(name)
        if team is None:
            team = EventTeam(event_id=event.id, name=name)
            session.add(team)
            session.flush()
        _set_parts(session, event, team, planned)


def _take_away(session: Session, team: EventTeam) -> None:
    is_used = session.scalar(select(Participant.id).where(Participant.event_team_id == team.id).limit(1))
    is_expected = session.scalar(select(RosterLine.id).where(RosterLine.event_team_id == team.id).limit(1))
    if is_used or is_expected:
        raise TeamInUse(team.name)
    session.delete(team)
    session.flush()


def _set_parts(session: Session, event: Event, team: EventTeam, planned: PlannedTeam) -> None:
    """Tie the event's team to the client's teams that it is made of; the client learns those it does not have yet."""
    session.execute(delete(EventTeamPart).where(EventTeamPart.event_team_id == team.id))
    if event.client_id is None:
        return
    for name in planned.parts:
        part = session.scalar(select(Team).where(Team.client_id == event.client_id, Team.name == name))
        if part is None:
            part = Team(client_id=event.client_id, name=name)
            session.add(part)
            session.flush()
        session.add(EventTeamPart(event_team_id=team.id, team_id=part.id))


def _set_steps(session: Session, event: Event, plan: Plan) -> None:
    """The agenda anew. A step that stays keeps its number and whether it is open; a number is never used again."""
    standing = list(session.scalars(select(Step).where(Step.event_id == event.id)))
    event.highest_step = max([event.highest_step or 0, *(step.number for step in standing)])
    pairs = [(planned, _standing(planned, standing)) for planned in plan.steps]
    kept = {step.id for _, step in pairs if step is not None}
    for old in standing:
        if old.id not in kept:
            session.delete(old)
    session.flush()
    for rank, (planned, step) in enumerate(pairs, start=1):
        if step is None:
            event.highest_step += 1
            step = Step(event_id=event.id, number=event.highest_step)
            session.add(step)
        _fill_step(step, planned, rank=rank, tipsheet=plan.tipsheet)


def _standing(planned: PlannedStep, standing: Iterable[Step]) -> Step | None:
    """The step that is planned further: the one with that worksheet, or of that number and kind."""
    if planned.worksheet is not None:
        return next((step for step in standing if step.worksheet_key == planned.worksheet), None)
    return next((step for step in standing if (step.number, step.kind) == (planned.number, planned.kind)), None)


def _fill_step(step: Step, planned: PlannedStep, *, rank: int, tipsheet: str | None) -> None:
    step.rank, step.kind, step.minutes, step.prompt = rank, planned.kind, planned.minutes, planned.prompt
    step.groups_of = planned.groups_of
    step.tipsheet_slug = tipsheet if planned.kind == "tipsheet" else None
    step.worksheet_key = planned.worksheet
    step.worksheet_version = worksheet(planned.worksheet).version if planned.worksheet else None


def as_planned(teams: Iterable[EventTeam], sizes: dict[int, int]) -> tuple[PlannedTeam, ...]:
    """Stored teams as planning shows them, with the number of people on the roster where there is one."""
    return tuple(PlannedTeam(tuple(team.name.split(" + ")), sizes.get(team.id)) for team in teams)


def as_planned_steps(steps: Iterable[Step]) -> tuple[PlannedStep, ...]:
    """Stored steps as planning shows them."""
    return tuple(
        PlannedStep(step.kind, step.minutes, step.worksheet_key, step.prompt, step.number, step.groups_of) for step in steps
    )
