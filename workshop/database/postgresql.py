"""Transactions on PostgreSQL: none for what only reads, and read-only sessions for it.

In READ COMMITTED each statement sees a moment of its own, with a transaction or without one. Without BEGIN there is no
ROLLBACK, with which the driver would forget all statements that it has prepared.
"""

import time
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from workshop.database.intent import looks_first, may_write

PROBED_AFTER = 5.0  # seconds without use, after which a connection may have lost its server


def prepare(raw: Any, record: ConnectionPoolEntry) -> None:
    """Make a new connection one of ours: whatever opens it to read can only read with it."""
    raw.autocommit = True
    record.info["writes"] = may_write()
    if not may_write():
        raw.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")


def begin(connection: Connection) -> None:
    """Begin a transaction for what writes; what reads, or looks first, has each statement by itself."""
    info, raw = connection.info, connection.connection.dbapi_connection
    info["looks_first"] = info["has_looked"] = looks_first()
    if info["writes"] == may_write():
        _set(raw, autocommit=looks_first() or not may_write(), read_only=None)
    else:  # a connection that its holder keeps, and uses for both
        _set(raw, autocommit=False, read_only=not may_write())


def begin_writing(connection: Connection) -> None:
    """From here on the statements of this connection are one transaction; what it read before may have changed."""
    _set(connection.connection.dbapi_connection, autocommit=False, read_only=None)


def refuse_while_looking(connection: Connection, statement: Any, *_given: Any) -> None:
    """Nothing is changed before `begin_writing`: it would be stored at once, whatever comes after. Raises RuntimeError."""
    if getattr(statement, "is_dml", False) and connection.info.get("looks_first"):
        raise RuntimeError("nothing is changed before one begins to write")


def note_use(_raw: Any, record: ConnectionPoolEntry) -> None:
    """Note when a connection was used last."""
    record.info["used_at"] = time.monotonic()


def probe(raw: Any, record: ConnectionPoolEntry, _fairy: Any) -> None:
    """Try a connection that was not used for a while. Raises DisconnectionError, and another one is opened in its place."""
    if time.monotonic() - record.info.get("used_at", time.monotonic()) < PROBED_AFTER:
        return
    try:
        raw.autocommit = True
        raw.execute("SELECT 1")
    except raw.Error as trouble:
        raise DisconnectionError from trouble


def _set(raw: Any, *, autocommit: bool, read_only: bool | None) -> None:
    if raw.autocommit != autocommit:
        raw.autocommit = autocommit
    if raw.read_only != read_only:
        raw.read_only = read_only
