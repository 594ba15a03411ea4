"""The roster: who is expected at an event and in which team. Being on it makes no user, and subscribes nobody."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, joinedload

from workshop.accounts.addresses import BadAddress, address_key, clean_address
from workshop.accounts.models import User
from workshop.accounts.names import BadName, clean_name
from workshop.accounts.own_data import address_hmac, erased_hmacs
from workshop.events.holding import hold
from workshop.events.models import Event, EventTeam, Participant, RosterLine
from workshop.events.striking import tell_struck

MOST_LINES = 5000
LARGEST = 2**31 - 1  # that a column of integers holds, in either database
COLUMNS: tuple[str, ...] = ("address", "name", "team")  # in the order wanted where no line says another
_ADDRESS = dict.fromkeys(("address", "e-mail", "email", "mail", "e-mail address", "email address"), "address")
_TITLES = _ADDRESS | {"name": "name", "full name": "name", "team": "team", "group": "team"}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line: `cause` is address, name, team, twice, locked, erased or many; `what` it is about."""

    line: int
    cause: str
    what: str = ""


class RosterClosed(Exception):
    """The event is closed: its roster stays, or whoever leads it could choose afterwards whose answers are added up."""


class RosterLocked(Exception):
    """People have begun to write: nobody comes off the roster, or whoever leads could choose who of those to come counts."""


class RosterProblems(ValueError):
    """Some lines cannot be taken, so none was; `problems` tells which."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} lines")
        self.problems = problems


@dataclass(frozen=True)
class Expected:
    """One person as a line of the roster names them."""

    line: int
    address: str
    name: str
    team_id: int

    @property
    def key(self) -> str:
        """What the address is compared by."""
        return address_key(self.address)


@dataclass(frozen=True)
class Imported:
    """What an import did: how many people are new, how many were known with another name or team."""

    n_new: int
    n_changed: int


def import_roster(session: Session, event: Event, text: str, *, pepper: str, now: datetime) -> Imported:
    """Take "address, name, team" lines, all or none; commas, semicolons or tabs between. Known addresses are updated.

    The team may be left out where there is only one. Once people have begun to write nobody on the roster changes team.
    Whoever had themself erased is not taken. Raises `RosterProblems`, and `RosterClosed` once the event is closed.
    """
    hold(session, event)
    _refuse_when_closed(event)
    expected = read_roster(text, event.teams)
    known = {line.address_key: line for line in session.scalars(select(RosterLine).where(RosterLine.event_id == event.id))}
    erased = erased_hmacs(session)
    problems = [
        Problem(person.line, cause, person.address)
        for person in expected
        for cause, applies in (
            ("locked", event.locked_at is not None and _is_moved(person, known.get(person.key))),
            ("erased", bool(erased) and address_hmac(person.address, pepper) in erased),
        )
        if applies
    ]
    if problems:
        raise RosterProblems(problems)
    new = [person for person in expected if person.key not in known]
    n_changed = sum(_update(known[person.key], person) for person in expected if person.key in known)
    if new:
        session.execute(insert(RosterLine), [_row(event, person) for person in new])
    session.flush()
    _mark_seats(session, event, now=now)
    return Imported(len(new), n_changed)


def read_roster(text: str, teams: Iterable[EventTeam]) -> list[Expected]:
    """The people on these lines. Raises `RosterProblems` with everything that is wrong with any of them."""
    lines = [one for one in enumerate(text.replace("\ufeff", "").splitlines(), start=1) if one[1].strip()]
    if len(lines) > MOST_LINES:
        raise RosterProblems([Problem(MOST_LINES + 1, "many", str(MOST_LINES))])
    by_name = {team.name.casefold(): team.id for team in teams}
    expected, problems, seen, columns = [], [], set(), COLUMNS
    for number, line in lines:
        if titles := _titles(cells := _cells(line)):
            columns = titles
            continue
        person = _read(number, dict(zip(columns, cells, strict=False)), by_name)
        if isinstance(person, Problem):
            problems.append(person)
        elif person.key in seen:
            problems.append(Problem(number, "twice", person.address))
        else:
            seen.add(person.key)
            expected.append(person)
    if problems:
        raise RosterProblems(problems)
    return expected


def roster_lines(session: Session, event: Event) -> list[RosterLine]:
    """Everybody who is expected, by team and address."""
    found = select(RosterLine).where(RosterLine.event_id == event.id).options(joinedload(RosterLine.team))
    return sorted(session.scalars(found), key=lambda line: (line.team.name, line.address_key))


def strike(session: Session, event: Event, line_id: int, *, now: datetime) -> None:
    """Take a line off the roster; a seat that was joined stays, and counts as before. Safe to repeat.

    Raises `RosterLocked` once people have begun to write, and `RosterClosed` once the event is closed.
    """
    hold(session, event)
    _refuse_when_closed(event)
    if event.locked_at is not None:
        raise RosterLocked(event.code)
    line = session.get(RosterLine, line_id) if 0 < line_id <= LARGEST else None
    if line is not None and line.event_id == event.id:
        session.delete(line)
        session.flush()
        tell_struck(session, event, line.address_key, now=now)


def _refuse_when_closed(event: Event) -> None:
    if event.closed_at is not None:
        raise RosterClosed(event.code)


def _cells(line: str) -> list[str]:
    try:
        cells = next(csv.reader([line], delimiter=_delimiter(line), skipinitialspace=True))
    except csv.Error:
        # More in one cell than the reader takes: no address is that long.
        cells = [line[:80]]
    return [re.sub(r"\s+", " ", cell).strip() for cell in cells]


def _titles(cells: list[str]) -> tuple[str, ...]:
    """Which column each cell is the head of, "" for one that is not taken; none where this line is no head of a table."""
    titles = tuple(_TITLES.get(cell.casefold(), "") for cell in cells)
    return titles if "address" in titles else ()


def _delimiter(line: str) -> str:
    return next((mark for mark in ("\t", ";") if mark in line), ",")


def _read(number: int, cells: Mapping[str, str], teams: dict[str, int]) -> Expected | Problem:
    address, name, team = (cells.get(column, "") for column in COLUMNS)
    try:
        address, name = clean_address(address), clean_name(name)
    except BadAddress:
        return Problem(number, "address", address)
    except BadName:
        return Problem(number, "name", name)
    if not team and len(teams) == 1:
        team = next(iter(teams))
    if team.casefold() not in teams:
        return Problem(number, "team", team)
    return Expected(number, address, name, teams[team.casefold()])


def _is_moved(person: Expected, known: RosterLine | None) -> bool:
    return known is not None and known.event_team_id != person.team_id


def _row(event: Event, person: Expected) -> dict[str, str | int]:
    return {
        "event_id": event.id,
        "event_team_id": person.team_id,
        "address": person.address,
        "address_key": person.key,
        "name": person.name,
    }


def _update(line: RosterLine, person: Expected) -> bool:
    before = (line.name, line.event_team_id)
    line.name, line.event_team_id = person.name or line.name, person.team_id
    return before != (line.name, line.event_team_id)


def _mark_seats(session: Session, event: Event, *, now: datetime) -> None:
    """Seats that were joined under an address before it came onto the roster say since when it names them.

    Nothing takes that back: whoever strikes people and pastes them again could choose of whom a figure is made.
    """
    expected = select(RosterLine.address_key).where(RosterLine.event_id == event.id)
    people = select(User.id).where(User.address_key.in_(expected))
    seats = update(Participant).where(Participant.event_id == event.id, Participant.rostered_at.is_(None))
    named = seats.where(Participant.user_id.in_(people)).values(rostered_at=now)
    session.execute(named, execution_options={"synchronize_session": False})
    session.expire_all()
