"""Transactions on SQLite, which has one writer at a time.

Who asks for the lock stands still for a moment, which is as long as another process needs for a save, and leaves the loop to
others then: waiting inside SQLite would stop every other greenlet.
"""

import os
import random
import sqlite3
import threading
import time
from contextlib import nullcontext
from typing import cast

from gevent.monkey import get_original
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from workshop.aside import aside
from workshop.database.intent import looks_first, may_write
from workshop.turns import others_go_on

WAIT_SECONDS = 5.0
LONG = 1.0  # seconds; lent for less, turns went to and fro while the other process took the lock again and again
BLOCKED_MS = 50  # the loop stands still: were it to go on, every waiting page would come before the save
BLINK = 0.000_2  # seconds between two looks meanwhile; SQLite's own come after 1, 3, 8, 18 ms, for a lock held for two
_asking = threading.Lock()
_failed: set[str] = set()  # logs of which something was not written
_sync = getattr(os, "fdatasync", os.fsync)
_stand_still = get_original("time", "sleep")


class DatabaseBusy(RuntimeError):
    """The write lock was not had within WAIT_SECONDS; the site answers 503."""


def prepare(raw: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    """Make a new connection one of ours. Raises RuntimeError where SQLite cannot keep a log."""
    raw.isolation_level = None
    # The first read may have to recover the log of a killed process; that once, waiting inside SQLite is right.
    for pragma in (
        f"busy_timeout={int(WAIT_SECONDS * 1000)}",
        "journal_mode=WAL",
        "synchronous=NORMAL",  # of the log: `commit` sees to it that each commit reaches the disk
        "foreign_keys=ON",
        "secure_delete=ON",
        "user_version",
        f"busy_timeout={BLOCKED_MS}",
    ):
        raw.execute(f"PRAGMA {pragma}").close()
    # As SQLite itself calls the file, links followed.
    ((_number, _name, file),) = raw.execute("PRAGMA database_list").fetchall()
    if raw.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        raise RuntimeError("SQLite keeps no log here (a network folder?): no commit could be trusted")
    record.info["log"] = f"{file}-wal"


def begin(connection: Connection) -> None:
    """Begin a transaction that only reads, or one that has the write lock. Raises DatabaseBusy."""
    connection.info["looks_first"] = connection.info["has_looked"] = looks_first()
    connection.info["has_lock"] = False
    if may_write() and not looks_first():
        _take_lock(connection)
        return
    _raw(connection).execute("PRAGMA query_only=1")
    _raw(connection).execute("BEGIN DEFERRED")


def commit(connection: Connection) -> None:
    """Commit, let go of the lock, and only then wait until all of it is on the disk. Raises OperationalError.

    Once the disk has failed this process commits nothing any more: what is built on lost frames of the log is lost too.
    """
    if not connection.info.pop("has_lock", False):
        return
    log = connection.info["log"]
    try:
        if log in _failed:
            raise OSError("the disk has failed before")
        _raw(connection).execute("COMMIT")
        aside(_reach_the_disk, log)
    except (sqlite3.Error, OSError) as fault:  # as the driver's own faults come, for those who answer "later, please"
        raise OperationalError("COMMIT", None, fault) from fault


def _reach_the_disk(path: str) -> None:
    """What SQLite would do under the lock with synchronous=FULL. Raises OSError for a disk that fails."""
    log = os.open(path, os.O_RDONLY)
    try:
        _sync(log)
    except OSError:
        _failed.add(path)
        raise
    finally:
        os.close(log)


def begin_writing(connection: Connection) -> None:
    """From here on the transaction of this connection writes; what it read before may have changed. Raises DatabaseBusy."""
    _raw(connection).execute("COMMIT")
    _take_lock(connection)


def _raw(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)


def _take_lock(connection: Connection) -> None:
    raw = _raw(connection)
    raw.execute("PRAGMA query_only=0")
    # One of each process asks for the lock, and often; the others stand in line here, where waiting costs nothing.
    began = time.monotonic()
    if not _may_ask():
        raise DatabaseBusy("the database is busy")
    try:
        while not _has_begun(raw):
            waited = time.monotonic() - began
            if waited > WAIT_SECONDS:
                raise DatabaseBusy("the database is busy")
            # Only while it sleeps: who has the lock must not wait for a turn.
            with others_go_on() if waited > LONG else nullcontext():
                time.sleep(random.uniform(0.0002, 0.001))
    finally:
        _asking.release()
    connection.info["has_lock"] = True


def _may_ask() -> bool:
    if _asking.acquire(timeout=LONG):
        return True
    with others_go_on():
        return _asking.acquire(timeout=WAIT_SECONDS)


def _has_begun(raw: sqlite3.Connection) -> bool:
    raw.execute("PRAGMA busy_timeout=0")
    stands_until = time.monotonic() + BLOCKED_MS / 1000
    try:
        while not _has_got_it(raw):
            if time.monotonic() > stands_until:
                return False
            _stand_still(BLINK)
    finally:
        raw.execute(f"PRAGMA busy_timeout={BLOCKED_MS}")
    return True


def _has_got_it(raw: sqlite3.Connection) -> bool:
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as refusal:
        if "locked" not in str(refusal) and "busy" not in str(refusal):
            raise
        return False
    return True
