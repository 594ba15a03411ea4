"""Counting what goes wrong, in the database, so that every process of the site counts together.

A key (an address, a room code, where a request came from) is stored as a keyed hash: the table names nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from ipaddress import ip_address, ip_network
from random import randrange
from typing import Any

from sqlalchemy import Insert, and_, bindparam, delete, func, or_, select
from sqlalchemy.orm import Session

from workshop.accounts.models import Attempt
from workshop.database import insert_for
from workshop.prepared import Prepared
from workshop.tokens import keyed

FREE_TRIES = 4
LONGEST_DELAY = 8.0

_KEY = ("purpose", "key_hash", "window")
_UNIQUE = (*_KEY, "part")
CROWD = 32


@dataclass(frozen=True)
class Counter:
    """What is counted, over how many seconds, and in how many rows: a transaction holds the one it counts in until it ends,
    so what a crowd counts at once has many.
    """

    purpose: str
    seconds: int
    n_rows: int = 1

    def window(self, now: datetime) -> int:
        """The number of the window that `now` lies in, since 1970."""
        return int(now.timestamp()) // self.seconds


PASSWORDS = Counter("password", 15 * 60)
LETTERS = Counter("letter", 60 * 60)
WRONG_ROOM_CODES = Counter("room code", 10 * 60)
JOINS = Counter("join", 10 * 60, CROWD)
ROOM_OF_PLACE = Counter("room of place", 24 * 60 * 60, CROWD)
SECOND_FACTORS = Counter("second factor", 15 * 60)
SCREENS = Counter("screen", 10 * 60)
WRONG_SCREEN_CODES = Counter("screen code", 10 * 60)
_ALL = (PASSWORDS, SECOND_FACTORS, LETTERS, WRONG_ROOM_CODES, JOINS, ROOM_OF_PLACE, SCREENS, WRONG_SCREEN_CODES)


def place_of(remote: str | None) -> str:
    """Where a request comes from, as far as it is counted: an IPv4 address, or the /64 that one household gets of IPv6."""
    try:
        address = ip_address(remote or "")
    except ValueError:
        return remote or ""
    return str(address) if address.version == 4 else str(ip_network((address, 64), strict=False).network_address)


def key_hash(key: str, pepper: str) -> str:
    """What is stored of a key."""
    return keyed("attempt", key, pepper)


def count(session: Session, counter: Counter, hashed: str, *, now: datetime) -> int:
    """Count one more and return how many there are in this window; exact however many count at once.

    Raises ValueError for a counter of many rows, each of which knows only its own.
    """
    if counter.n_rows > 1:
        raise ValueError(f"{counter.purpose} is counted in many rows")
    counting = _counting(session.get_bind().dialect.name, 1).returning(Attempt.n)
    return session.execute(counting, _given([_row(counter, hashed, now)])).scalar_one()


def count_each(session: Session, keys: Sequence[tuple[Counter, str]], *, now: datetime) -> None:
    """Count one more under each of these keys, which differ."""
    rows = [_row(counter, hashed, now) for counter, hashed in keys]
    counting = _counting_in_passing(session.get_bind().dialect.name, len(rows))
    counting.change(session, _given(rows))


def counted(session: Session, keys: Sequence[tuple[Counter, str]], *, now: datetime) -> list[int]:
    """How many were counted under each of these keys in its window, in one statement."""
    wanted = [(counter.purpose, hashed, counter.window(now)) for counter, hashed in keys]
    asked = {f"{name}_{at}": value for at, one in enumerate(wanted) for name, value in zip(_KEY, one, strict=True)}
    found = {(purpose, hashed, window): n for purpose, hashed, window, n in _counted(len(wanted)).rows(session, asked)}
    return [found.get(one, 0) for one in wanted]


def _row(counter: Counter, hashed: str, now: datetime) -> dict[str, str | int]:
    part = randrange(counter.n_rows)  # nosec B311: which row it is tells nothing
    return {"purpose": counter.purpose, "key_hash": hashed, "window": counter.window(now), "part": part, "n": 1}


def _given(rows: Sequence[dict[str, str | int]]) -> dict[str, str | int]:
    """What `_counting` is given for these rows."""
    return {f"given_{name}_{at}": value for at, row in enumerate(rows) for name, value in row.items()}


@lru_cache
def _counting(dialect: str, n_keys: int) -> Insert:
    """Counting one more under this many keys, in the words of this database; built once for each number of them."""
    rows: list[dict[str, Any]] = [
        {name: bindparam(f"given_{name}_{at}") for name in (*_UNIQUE, "n")} for at in range(n_keys)
    ]
    adding = insert_for(dialect, Attempt.__table__).values(rows)
    return adding.on_conflict_do_update(index_elements=_UNIQUE, set_={"n": Attempt.n + 1})


@lru_cache
def _counting_in_passing(dialect: str, n_keys: int) -> Prepared:
    """The same, which does not say how many there are then."""
    return Prepared(_counting(dialect, n_keys))


@lru_cache
def _counted(n_keys: int) -> Prepared:
    """How many were counted under this many keys; built once for each number of them."""
    columns = [Attempt.__table__.c[name] for name in _KEY]
    keys = (and_(*(column == bindparam(f"{column.name}_{at}") for column in columns)) for at in range(n_keys))
    n = func.sum(Attempt.__table__.c.n).label("n")
    return Prepared(select(*columns, n).where(or_(*keys)).group_by(*columns))


def forget(session: Session, counter: Counter, hashed: str) -> None:
    """Begin again at nothing: the right password was given."""
    session.execute(delete(Attempt).where(Attempt.purpose == counter.purpose, Attempt.key_hash == hashed))


def forget_old(session: Session, *, now: datetime, counters: Sequence[Counter] = _ALL) -> None:
    """Delete what no window of these counters reaches any more."""
    for counter in counters:
        session.execute(delete(Attempt).where(Attempt.purpose == counter.purpose, Attempt.window < counter.window(now) - 1))


def delay(n: int) -> float:
    """Seconds to wait before the n-th try in a window is looked at: none for the first four, 8 at most. Never a lock."""
    return 0.0 if n <= FREE_TRIES else min(0.25 * 2 ** (n - FREE_TRIES - 1), LONGEST_DELAY)
