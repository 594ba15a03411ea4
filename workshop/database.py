"""How the site uses its database: aware times, and one transaction policy for SQLite and PostgreSQL.

A safe method (GET, HEAD) reads in a transaction that the database itself keeps read-only. Anything else takes the write
lock at once: a SQLite transaction that reads first and writes later fails as soon as someone else commits in between,
however long it would be willing to wait. What many do at once looks first, without the lock, and checks under it whether
what it saw still holds (`looking_first`, `begin_writing`). SQLite itself waits for the lock for a moment, which is as long
as another process needs for a save; longer waiting happens here, because there it would stop every other greenlet.
"""

import random
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, cast

from flask import has_request_context, request
from sqlalchemy import DateTime, Engine, create_engine, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

WAIT_SECONDS = 5.0
TRIED_AFTER = 5.0  # seconds that a connection to a server lay idle
BLOCKED_MS = 50  # the loop stands still: were it to go on, every waiting page would come before the save
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_asking = threading.Lock()
_forced_writing: ContextVar[bool] = ContextVar("forced_writing", default=False)
_forced_reading: ContextVar[bool] = ContextVar("forced_reading", default=False)
_looking: ContextVar[bool] = ContextVar("looking", default=False)


class DatabaseBusy(RuntimeError):
    """The write lock was not had within WAIT_SECONDS; the site answers 503."""


class UtcDateTime(TypeDecorator):
    """An aware time, stored and handed back as UTC on every database. Naive times are refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_public_id() -> str:
    """A random name for a record, fit for addresses: 128 bits, 22 characters."""
    return secrets.token_urlsafe(16)


def utcnow() -> datetime:
    """The time now, aware, in UTC; views pass it down."""
    return datetime.now(UTC)


def insert_into(session: Session, table: Any) -> postgresql.Insert | sqlite.Insert:
    """An insert that knows what to do `on_conflict_do_nothing` or `on_conflict_do_update`, in this database's own words."""
    return insert_for(session.get_bind().dialect.name, table)


def insert_for(dialect: str, table: Any) -> postgresql.Insert | sqlite.Insert:
    """The same for the database of this name, for statements that are built once."""
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside may write even during a GET: for notes about the visit itself, such as last seen."""
    token = _forced_writing.set(True)
    try:
        yield
    finally:
        _forced_writing.reset(token)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside only read, also outside a request, and take no lock."""
    token = _forced_reading.set(True)
    try:
        yield
    finally:
        _forced_reading.reset(token)


@contextmanager
def looking_first() -> Iterator[None]:
    """A transaction begun inside takes no lock that everybody waits for, until `begin_writing`."""
    token = _looking.set(True)
    try:
        yield
    finally:
        _looking.reset(token)


def begin_writing(session: Session) -> bool:
    """From here on the session's transaction writes; True if what it looked at first may have changed by now.

    On PostgreSQL it could all the time, but for what it has locked itself. Raises DatabaseBusy.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        return _looking.get()
    if not connection.info.pop("looks_first", False):
        return False
    raw = cast(sqlite3.Connection, connection.connection.dbapi_connection)
    raw.execute("COMMIT")
    _take_lock(raw)
    return True


def may_write() -> bool:
    """True outside a safe request: commands, workers, tests and unsafe methods write."""
    if _forced_reading.get():
        return False
    return _forced_writing.get() or not has_request_context() or request.method not in SAFE_METHODS


def stand_in_line(session: Session, what: str) -> None:
    """Transactions that ask for the same `what` come one after the other, as all do on SQLite; until this one ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(what, 0))))


def engine_options(url: str) -> dict:
    """Engine options for this database: small pools that give up soon, so that trouble is a 503 and not a hanging page.

    Longer waiting was tried with a full house on PostgreSQL: whoever waits keeps others waiting. The connection that was
    used last is used next: it still knows the statements and pages that the next request needs.
    """
    if url.startswith("sqlite"):
        return {"pool_timeout": 2, "pool_use_lifo": True, "pool_size": 20, "max_overflow": 180}
    return {
        "pool_timeout": 2,
        "pool_use_lifo": True,
        "pool_size": 20,
        "max_overflow": 10,
        "connect_args": {"connect_timeout": 2},
    }


def open_engine(url: str) -> Engine:
    """An engine of its own under the same policy, for what must not join the page's transaction."""
    engine = create_engine(url, **engine_options(url))
    apply_policy(engine)
    return engine


def apply_policy(engine: Engine) -> None:
    """Make every connection and transaction of the engine follow the policy above."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_postgresql)
        event.listen(engine, "begin", _begin_postgresql)
        event.listen(engine, "checkin", _note_when)
        event.listen(engine, "checkout", _refuse_dead)


def _prepare_sqlite(connection: sqlite3.Connection, _record) -> None:
    connection.isolation_level = None
    # The first read may have to recover the log of a killed process; that once, waiting inside SQLite is right.
    for pragma in (
        f"busy_timeout={int(WAIT_SECONDS * 1000)}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "user_version",
        f"busy_timeout={BLOCKED_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection) -> None:
    raw = connection.connection.dbapi_connection
    looks_first = connection.info["looks_first"] = may_write() and _looking.get()
    if may_write() and not looks_first:
        _take_lock(raw)
        return
    raw.execute("PRAGMA query_only=1")
    raw.execute("BEGIN DEFERRED")


def _take_lock(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA query_only=0")
    # One of each process asks for the lock, and often; the others stand in line here, where waiting costs nothing.
    deadline = time.monotonic() + WAIT_SECONDS
    if not _asking.acquire(timeout=WAIT_SECONDS):
        raise DatabaseBusy("the database is busy")
    try:
        while not _has_begun_writing(raw):
            if time.monotonic() > deadline:
                raise DatabaseBusy("the database is busy")
            time.sleep(random.uniform(0.0002, 0.001))
    finally:
        _asking.release()


def _has_begun_writing(raw: sqlite3.Connection) -> bool:
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as refusal:
        if "locked" not in str(refusal) and "busy" not in str(refusal):
            raise
        return False
    return True


def _prepare_postgresql(connection, _record) -> None:
    # Each statement is a transaction of its own that only reads, unless `_begin_postgresql` says otherwise.
    connection.autocommit = True
    connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")


def _begin_postgresql(connection) -> None:
    # A page that reads needs no more: in READ COMMITTED each statement sees a moment of its own anyway. Without BEGIN
    # there is no ROLLBACK, with which the driver would forget all statements that it has prepared.
    raw = connection.connection.dbapi_connection
    raw.autocommit = not may_write()
    raw.read_only = False  # said with BEGIN, where there is one


def _note_when(_connection, record) -> None:
    record.info["returned"] = time.monotonic()


def _refuse_dead(connection, record, _fairy) -> None:
    """A connection that lay idle may have lost its server: it is tried, and another is opened in its place."""
    if time.monotonic() - record.info.get("returned", time.monotonic()) < TRIED_AFTER:
        return
    try:
        connection.autocommit = True
        connection.execute("SELECT 1")
    except connection.Error as trouble:
        raise DisconnectionError from trouble
