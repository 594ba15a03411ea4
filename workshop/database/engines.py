"""Engines under the site's transaction policy, and what a session may ask of it."""

from typing import Any

from sqlalchemy import Engine, String, bindparam, create_engine, event, func, select
from sqlalchemy.orm import Session

from workshop.database import postgresql, sqlite, waiting
from workshop.database.pool import Lines
from workshop.prepared import Prepared

# Asked by everybody who joins.
_STAND_IN_LINE = Prepared(select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("what", type_=String), 0))))


def engine_options(url: str) -> dict[str, Any]:
    """Engine options for this database. Who waits for a connection gives up at last: a 503, and not a page that hangs.

    On a server few connections read, few write other things, and many save or join: where the
    processors are the limit, whatever has a connection takes their time, and saves come first.
    """
    if url.startswith("sqlite"):
        return {"pool_timeout": 2, "pool_use_lifo": True, "pool_size": 20, "max_overflow": 180}
    return {
        "poolclass": Lines,
        "sizes": {"read": 4, "save": 20, "write": 6},
        "pool_timeout": sqlite.WAIT_SECONDS,  # as long as for the lock of the other
        # What is asked once is asked again: it is prepared the first time.
        "connect_args": {"connect_timeout": 2, "prepare_threshold": 0},
    }


def open_engine(url: str) -> Engine:
    """An engine of its own under the same policy, for what must not join the page's transaction."""
    engine = create_engine(url, **engine_options(url))
    apply_policy(engine)
    return engine


def apply_policy(engine: Engine) -> None:
    """Make every connection and transaction of the engine follow the policy."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", sqlite.prepare)
        event.listen(engine, "begin", sqlite.begin)
        event.listen(engine, "commit", sqlite.commit)
    else:
        event.listen(engine, "do_connect", waiting.connect)
        event.listen(engine, "connect", postgresql.prepare)
        event.listen(engine, "begin", postgresql.begin)
        event.listen(engine, "before_execute", postgresql.refuse_while_looking)
        event.listen(engine, "checkin", postgresql.note_use)
        event.listen(engine, "checkout", postgresql.probe)


def begin_writing(session: Session) -> bool:
    """From here on the session's transaction writes; True if what it looked at first may have changed by now.

    May be said again, and is answered alike. Raises DatabaseBusy.
    """
    connection = session.connection()
    info = connection.info
    if info["looks_first"]:
        info["looks_first"] = False
        (postgresql if connection.dialect.name == "postgresql" else sqlite).begin_writing(connection)
    return info["has_looked"]


def is_looking(session: Session) -> bool:
    """True until `begin_writing` of what looks first: on a server each statement is a transaction of its own till then."""
    return session.connection().info.get("looks_first", False)


def stand_in_line(session: Session, what: str) -> None:
    """Transactions that ask for the same `what` come one after the other, as all do on SQLite; until this one ends.

    Raises RuntimeError while one only looks: there is no transaction yet.
    """
    if is_looking(session):
        raise RuntimeError(f"nobody stands in line before they write: {what}")
    if session.get_bind().dialect.name == "postgresql":
        _STAND_IN_LINE.rows(session, {"what": what})
