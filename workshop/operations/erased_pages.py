"""Erased words leave SQLite's files, too: `secure_delete` overwrites their pages, and this empties the log of older ones."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workshop import due
from workshop.config import Settings

log = logging.getLogger("workshop.operations")


def empty_write_ahead_log(engine: Engine) -> bool:
    """Write the log into the database and cut it to nothing; False while somebody reads, or where there is none."""
    if engine.dialect.name != "sqlite":
        return False
    connection = engine.raw_connection()
    try:
        is_busy, _pages, _written = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    return not is_busy


@due.every(timedelta(hours=1))
def leave_nothing_in_the_log(session: Session, *, settings: Settings, now: datetime) -> None:
    """Try each hour; a busy hour is followed by a quiet one."""
    engine = session.get_bind()
    if isinstance(engine, Engine) and not empty_write_ahead_log(engine) and engine.dialect.name == "sqlite":
        log.info("the write-ahead log is in use and was not emptied")
