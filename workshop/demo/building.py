"""Building the demo: people, events, what was written there, and one released report."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from workshop.accounts.hashing import hash_password
from workshop.accounts.models import Administrator, User
from workshop.accounts.users import make_user
from workshop.clients.models import Client, Team
from workshop.clients.readers import add_reader
from workshop.demo import events, people
from workshop.demo.follow_up import follow_up_actions
from workshop.demo.people import Person
from workshop.demo.questions import ask_the_room, poll_the_room
from workshop.demo.report import COMPOSED
from workshop.events.hosts import appoint_planner
from workshop.events.joining import join
from workshop.events.links import set_links
from workshop.events.models import Event, Participant, Step
from workshop.events.planning import Plan, plan_event
from workshop.events.roster import import_roster
from workshop.insights.adding_up import add_up, add_up_all
from workshop.insights.releases import show
from workshop.insights.turnout import freeze_turnout
from workshop.rehearsal.sheets import KEEPING, fill_in, share_firsts
from workshop.rehearsal.writing import fill
from workshop.reports.composing import write
from workshop.reports.releasing import release_report

SEED = "Workshop Companion"
SHEETS_IN_HERON = ("objectives", "needs")
MOSTLY = 0.86  # the share of sheets in HERON-42 that are written when the demo begins


def build_demo(session: Session, *, now: datetime, tell: Callable[[str], object] = str, pepper: str = "") -> None:
    """Put the demo into an empty database; the caller commits. The same people write the same words every time.

    What comes next is handed to `tell`, sentence by sentence. `pepper` is the site's key, for the links in letters to come.
    """
    tell("Made-up people, two clients and their teams …")
    everyone = (*people.STAFF, *people.NORTHGATE, *people.HARBOUR)
    password_hash = hash_password(people.PASSWORD)
    users = {person: _user(session, person, password_hash, now=now) for person in everyone}
    session.add(Administrator(user_id=users[people.OMAR].id))
    for host in (people.ADA, people.EVE):
        appoint_planner(session, users[host])
    northgate = _client(session, "Northgate", people.NORTHGATE_TEAMS, users[people.CLEO], users[people.ADA], now=now)
    harbour = _client(session, "Harbour", people.HARBOUR_TEAMS, users[people.DORA], users[people.EVE], now=now)
    northgate_people = {person: users[person] for person in people.NORTHGATE}
    harbour_people = {person: users[person] for person in people.HARBOUR}
    tell("OTTER-17: a workshop that is over, its worksheets, figures and report …")
    _build_otter(session, users[people.ADA], northgate, northgate_people, pepper=pepper, now=now)
    tell("HERON-42: the workshop that is going on …")
    _build_going_on(session, users[people.ADA], events.heron(northgate, now=now), northgate_people, now=now)
    tell("A webinar open to anyone, and WREN-63 at the other client …")
    webinar = plan_event(session, users[people.ADA], events.robin(now=now), now=now - timedelta(days=3))
    set_links(webinar, meeting="https://meet.example/the-name-that-comes-up", recording="")
    _build_going_on(session, users[people.EVE], events.wren(harbour, now=now), harbour_people, now=now)


def _user(session: Session, person: Person, password_hash: str, *, now: datetime) -> User:
    return make_user(
        session,
        address=person.address,
        name=person.name,
        now=now - timedelta(days=60),
        password_hash=password_hash,
        zone=events.ZONE,
    )


def _client(session: Session, name: str, teams: Iterable[str], reader: User, host: User, *, now: datetime) -> Client:
    client = Client(name=name, created_at=now - timedelta(days=60), teams=[Team(name=team) for team in teams])
    session.add(client)
    session.flush()
    add_reader(session, client, reader, by=host, now=client.created_at)
    return client


def _build_going_on(session: Session, host: User, plan: Plan, joining: Mapping[Person, User], *, now: datetime) -> None:
    """An event in which people are writing on the first two worksheets, nothing has been added up, and the room asks."""
    event, seats = _begin(session, host, plan, joining)
    source = Random(f"{SEED} {plan.code}")
    for step in event.steps:
        if step.kind in ("words", "tipsheet") or step.worksheet_key in SHEETS_IN_HERON:
            step.open(now=plan.starts_at + timedelta(minutes=step.rank))
        if step.worksheet_key in SHEETS_IN_HERON:
            writers = [seat for seat in seats if source.random() < MOSTLY]
            _write(session, event, step, writers, source, now=now)
            for seat in (seat for number, seat in enumerate(writers, 1) if number % KEEPING):
                share_firsts(session, seat, step, now=now)
    ask_the_room(session, seats, Random(f"{SEED} questions {plan.code}"))
    poll_the_room(session, event, seats, Random(f"{SEED} poll {plan.code}"), now=now)


def _build_otter(
    session: Session, host: User, client: Client, joining: Mapping[Person, User], *, pepper: str, now: datetime
) -> None:
    """An event that is over: everything written, added up and shown, its report released, and its people asked since."""
    plan = events.otter(client, now=now)
    event, seats = _begin(session, host, plan, joining)
    source = Random(f"{SEED} {plan.code}")
    present = [seat for seat in seats if source.random() < 0.92]
    for step in event.steps:
        at = plan.starts_at + timedelta(minutes=10 * step.rank)
        step.open(now=at)
        if step.worksheet_key is None:
            continue
        _write(session, event, step, [seat for seat in present if source.random() < 0.96], source, now=at)
        add_up(session, step, now=at + timedelta(minutes=8))
        show(session, step, now=at + timedelta(minutes=9))
    event.close(now=event.ends_at)
    freeze_turnout(session, event)
    add_up_all(session, event, now=event.ends_at)
    the_day_after = event.ends_at + timedelta(days=1)
    write(session, event, COMPOSED, now=the_day_after)
    release_report(session, event, now=the_day_after)
    follow_up_actions(session, event, present, Random(f"{SEED} follow-up"), pepper=pepper)


def _begin(session: Session, host: User, plan: Plan, joining: Mapping[Person, User]) -> tuple[Event, list[Participant]]:
    """The event planned, its roster in place, opened, and everyone joined."""
    planned_at = plan.starts_at - timedelta(days=14)
    event = plan_event(session, host, plan, now=planned_at)
    roster = "\n".join(f"{person.address}, {person.name}, {person.team}" for person in joining)
    import_roster(session, event, roster, pepper="", now=planned_at)  # nobody has been erased from an empty database
    event.open(now=plan.starts_at - timedelta(minutes=15))
    seats = [
        join(session, event, address=person.address, user=user, now=plan.starts_at + timedelta(seconds=9 * number)).seat
        for number, (person, user) in enumerate(joining.items())
    ]
    return event, seats


def _write(
    session: Session, event: Event, step: Step, writers: Iterable[Participant], source: Random, *, now: datetime
) -> None:
    for seat in writers:
        filled = fill(step.worksheet_key or "", source, needs=event.chosen_needs, today=now.date())
        fill_in(session, seat, step, filled, now=now)
