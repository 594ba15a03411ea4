"""The people of the site as an administrator looks after them: finding, adding, appointing, disabling."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from workshop.accounts.addresses import clean_address
from workshop.accounts.models import Administrator, User
from workshop.accounts.sign_ins import end_all
from workshop.accounts.users import make_user, settled_user
from workshop.admin.paging import Page, page_of
from workshop.clients.models import Client, Reader
from workshop.events.models import Participant, Planner

GROUPS = {"administrators": Administrator.user_id, "facilitators": Planner.user_id, "readers": Reader.user_id}


class AddressKnown(ValueError):
    """There is a proven user with this address already; `user` is who."""

    def __init__(self, user: User):
        super().__init__(user.address)
        self.user = user


class NobodyLeft(RuntimeError):
    """The site would be left without an administrator who can sign in."""


@dataclass(frozen=True)
class Person:
    """A user and what they belong to. `reads` names the clients whose reports they read."""

    user: User
    administers: bool
    plans: bool
    takes_part: bool
    reads: tuple[str, ...]


def find_people(session: Session, wanted: str, group: str, number: int) -> tuple[list[Person], Page]:
    """One page of the people whose name or address holds `wanted`, by address; `group` is a key of `GROUPS` or empty.

    Three statements, however many there are.
    """
    found = _with_belongings().order_by(User.address_key, User.id)
    if wanted:
        typed, folded = wanted.strip(), wanted.strip().casefold()
        found = found.where(
            or_(
                User.address_key.contains(folded, autoescape=True),
                func.lower(User.name).contains(folded, autoescape=True),
                User.name.contains(typed, autoescape=True),
            )
        )
    if group in GROUPS:
        found = found.where(User.id.in_(select(GROUPS[group])))
    page = page_of(session, found, number)
    return _people(session, page.rows), page


def person(session: Session, user: User) -> Person:
    """What one user belongs to."""
    return _people(session, session.execute(_with_belongings().where(User.id == user.id)).all())[0]


def add_person(session: Session, *, address: str, name: str, now: datetime) -> User:
    """A new user who can only sign in by mail, which proves the address. Raises `BadAddress`, `BadName`, `AddressKnown`."""
    address = clean_address(address)
    known = settled_user(session, address)
    if known is not None:
        raise AddressKnown(known)
    return make_user(session, address=address, name=name, now=now)


def appoint_administrator(session: Session, user: User) -> None:
    """Let this user look after the site; safe to repeat."""
    if session.get(Administrator, user.id) is None:
        session.add(Administrator(user_id=user.id))
        session.flush()


def dismiss_administrator(session: Session, user: User) -> None:
    """Take it back; safe to repeat. Raises `NobodyLeft`."""
    _leave_somebody(session, user)
    administrator = session.get(Administrator, user.id)
    if administrator is not None:
        session.delete(administrator)
        session.flush()


def disable(session: Session, user: User, *, now: datetime) -> None:
    """Sign the user out everywhere from the next request on, and let them in no more; repeatable. Raises `NobodyLeft`."""
    _leave_somebody(session, user)
    user.disabled_at = user.disabled_at or now
    end_all(session, user, now=now)


def enable(user: User) -> None:
    """Let the user in again; they sign in anew. Safe to repeat."""
    user.disabled_at = None


def _leave_somebody(session: Session, user: User) -> None:
    # Locked, so that two administrators cannot dismiss each other at the same moment.
    active = select(User.id).join(Administrator, Administrator.user_id == User.id).where(User.disabled_at.is_(None))
    if set(session.scalars(active.with_for_update())) == {user.id}:
        raise NobodyLeft(user.public_id)


def _with_belongings() -> Select:
    return select(
        User,
        exists().where(Administrator.user_id == User.id),
        exists().where(Planner.user_id == User.id),
        exists().where(Participant.user_id == User.id, Participant.removed_at.is_(None)),
    )


def _people(session: Session, rows: Iterable[Row]) -> list[Person]:
    rows = list(rows)
    reads: dict[int, list[str]] = {user.id: [] for user, *_ in rows}
    named = select(Reader.user_id, Client.name).join(Client, Client.id == Reader.client_id).where(Reader.user_id.in_(reads))
    for user_id, name in session.execute(named.order_by(Client.name)):
        reads[user_id].append(name)
    return [
        Person(user, administers=administers, plans=plans, takes_part=takes_part, reads=tuple(reads[user.id]))
        for user, administers, plans, takes_part in rows
    ]
