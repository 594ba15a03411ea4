"""What wakes the hub when a transaction has committed, on a connection of its own.

SQLite: `PRAGMA data_version` moves with every commit of anybody else's, so the table has to be read then.
PostgreSQL: LISTEN and NOTIFY.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Engine, make_url

from workshop.live.signals import CHANNEL

LOOK_EVERY = 0.1  # seconds


class Doorbell(AbstractContextManager, Protocol):
    """Rings when signals may have moved."""

    def wait(self, seconds: float) -> bool:
        """Wait until it rings, for so long at most; whether it rang."""

    def revisions(self, topics: Iterable[str]) -> dict[str, int]:
        """The revision of each of these topics now; 0 of one that was never bumped."""


def doorbell(engine: Engine) -> Doorbell:
    """The bell of this database."""
    if engine.dialect.name == "sqlite":
        return SqliteDoorbell(make_url(str(engine.url)).database or "")
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return PostgresqlDoorbell(engine.dialect.loaded_dbapi.connect, address)


class SqliteDoorbell(AbstractContextManager):
    """Looks every tenth of a second: a look takes three microseconds."""

    def __init__(self, path: str):
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
        self._connection.execute("PRAGMA query_only=1")
        self._version = self._look()

    def wait(self, seconds: float) -> bool:
        ends = time.monotonic() + seconds
        while self._look() == self._version:
            left = ends - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(LOOK_EVERY, left))
        self._version = self._look()
        return True

    def revisions(self, topics: Iterable[str]) -> dict[str, int]:
        wanted = list(topics)
        marks = ", ".join("?" * len(wanted))
        # Only question marks are put into the statement.
        found = self._connection.execute(f"SELECT topic, revision FROM signals WHERE topic IN ({marks})", wanted)  # nosec B608
        return dict.fromkeys(wanted, 0) | dict(found.fetchall())

    def __exit__(self, *_trouble: object) -> None:
        self._connection.close()

    def _look(self) -> int:
        return self._connection.execute("PRAGMA data_version").fetchone()[0]


class PostgresqlDoorbell(AbstractContextManager):
    """Listens."""

    def __init__(self, connect: Callable, address: str):
        self._connection = connect(address, autocommit=True, connect_timeout=2)
        self._connection.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float) -> bool:
        rang = False
        for _notice in self._connection.notifies(timeout=seconds, stop_after=1):
            rang = True
        return rang

    def revisions(self, topics: Iterable[str]) -> dict[str, int]:
        wanted = list(topics)
        found = self._connection.execute("SELECT topic, revision FROM signals WHERE topic = ANY(%s)", [wanted])
        return dict.fromkeys(wanted, 0) | dict(found.fetchall())

    def __exit__(self, *_trouble: object) -> None:
        self._connection.close()
