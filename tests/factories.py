"""People, clients and events for tests, each committed as it is made. Times are relative to now, as in the demo data."""

from datetime import timedelta

from sqlalchemy import select

from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.accounts.models import Administrator, User
from workshop.clients.models import Client, Reader, Team
from workshop.database import utcnow
from workshop.events.finding_seats import known_address
from workshop.events.models import Event, EventTeam, EventTeamPart, Facilitator, Participant, Planner, RosterLine, Step
from workshop.extensions import db

WORKSHEETS = ("objectives", "needs", "strengths", "extra", "action")


def user(address: str, *, name: str = "", is_proven: bool = True) -> User:
    """The proven user with this address, made when missing; or a new provisional one."""
    found = db.session.scalar(select(User).where(User.address_key == address.lower(), User.proven_at.is_not(None)))
    if found is not None and is_proven:
        return found
    now = utcnow()
    made = User(
        address=address,
        address_key=address.lower(),
        name=name or address.split("@")[0].title(),
        proven_at=now if is_proven else None,
        created_at=now,
        zone="America/Toronto",
    )
    return _stored(made)


def administrator(address: str = OMAR) -> User:
    """Omar, who administers the site."""
    omar = user(address)
    if db.session.get(Administrator, omar.id) is None:
        _stored(Administrator(user_id=omar.id))
    return omar


def planner(address: str) -> User:
    """A facilitator of the practice, who may plan events."""
    who = user(address)
    db.session.merge(Planner(user_id=who.id))
    db.session.commit()
    return who


def client(name: str, *, teams: tuple[str, ...], reader: str) -> Client:
    """A client organisation with its teams and one reader."""
    made = _stored(Client(name=name, created_at=utcnow()))
    for team in teams:
        db.session.add(Team(client_id=made.id, name=team))
    _stored(Reader(client_id=made.id, user_id=user(reader).id, invited_at=utcnow()))
    return made


def event(made_for: Client | None, *, code: str, teams: tuple[str, ...], facilitator: str = ADA, **columns) -> Event:
    """An open event with the tipsheet, the five worksheets and the closing question; the first two worksheets are open."""
    now = utcnow()
    public = {} if made_for else {"kind": "webinar", "admission": "code"}
    given = (
        {
            "title": "Who are your customers?",
            "zone": "America/Toronto",
            "starts_at": now - timedelta(hours=1),
            "ends_at": now + timedelta(hours=2),
            "created_at": now - timedelta(days=7),
            "opened_at": now - timedelta(hours=2),
        }
        | public
        | columns
    )
    made = _stored(Event(code=code, client_id=made_for.id if made_for else None, **given))
    parts = {team.name: team.id for team in made_for.teams} if made_for else {}
    for name in teams:
        team = _stored(EventTeam(event_id=made.id, name=name))
        if name in parts:
            db.session.add(EventTeamPart(event_team_id=team.id, team_id=parts[name]))
    db.session.add(Facilitator(event_id=made.id, user_id=user(facilitator).id, is_owner=True))
    planner(facilitator)
    db.session.merge(Planner(user_id=user(facilitator).id))
    _add_steps(made, now=now)
    db.session.commit()
    db.session.refresh(made)
    return made


def _add_steps(made: Event, *, now) -> None:
    db.session.add(
        Step(
            event_id=made.id,
            number=1,
            rank=1,
            kind="tipsheet",
            tipsheet_slug="be-the-name-that-comes-up",
            opened_at=now,
            minutes=7,
        )
    )
    for number, key in enumerate((*WORKSHEETS, "closing"), start=2):
        db.session.add(
            Step(
                event_id=made.id,
                number=number,
                rank=number,
                kind="closing" if key == "closing" else "worksheet",
                worksheet_key=key,
                worksheet_version=1,
                minutes=10,
                opened_at=now if number <= 3 else None,
            )
        )


def step(of: Event, worksheet: str) -> Step:
    """The event's step with this worksheet."""
    return db.session.scalars(select(Step).where(Step.event_id == of.id, Step.worksheet_key == worksheet)).one()


def seat(of: Event, person: str | User, *, team: str | None = None, is_rostered: bool = True) -> Participant:
    """A seat for the person in the event, in the named team or its first; on the roster unless said otherwise."""
    who = person if isinstance(person, User) else user(person)
    name = team or of.teams[0].name
    place = next(t for t in of.teams if t.name == name)
    if is_rostered:
        db.session.add(
            RosterLine(
                event_id=of.id, event_team_id=place.id, address=who.address, address_key=who.address_key, name=who.name
            )
        )
    now = utcnow()
    since = now if is_rostered else None
    is_staff = known_address(db.session, of, who.address_key).is_of_practice
    columns = {"event_team_id": place.id, "rostered_at": since, "joined_at": now, "is_staff": is_staff}
    return _stored(Participant(event_id=of.id, user_id=who.id, **columns))


def seat_of(of: Event, address: str) -> Participant:
    """The seat of the person with this address."""
    seats = select(Participant).join(Participant.user).where(Participant.event_id == of.id, User.address_key == address)
    return db.session.scalars(seats).one()


def heron() -> Event:
    """HERON-42 at Northgate, with Ada, Ben, Cleo and Omar in their places."""
    northgate = client("Northgate", teams=("Claims", "Service", "Underwriting"), reader=CLEO)
    made = event(northgate, code="HERON-42", teams=("Claims", "Service", "Underwriting"))
    seat(made, BEN, team="Claims")
    administrator()
    return made


def wren() -> Event:
    """WREN-63 at Harbour, hosted by someone who is not Ada, and read by Dora."""
    harbour = client("Harbour", teams=("Cranes", "Pilots"), reader=DORA)
    return event(harbour, code="WREN-63", teams=("Cranes", "Pilots"), facilitator="eve@demo.example")


def _stored(record):
    db.session.add(record)
    db.session.commit()
    return record
