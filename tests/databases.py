"""A migrated database for each test process, and a way to make it empty again in milliseconds."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, make_url, text

from workshop import create_app
from workshop.config import Settings
from workshop.extensions import Base

SERVER_URL = os.environ.get("TEST_DATABASE_URL", "")
TRIES = 5  # to empty a database under a running server


def new_database(folder: Path, worker: str) -> str:
    """The address of a fresh, migrated database: a SQLite file in `folder`, or one of the PostgreSQL server."""
    if not SERVER_URL:
        url = f"sqlite:///{folder / 'site.db'}"
        _migrate(url)
        with sqlite3.connect(folder / "site.db") as site, sqlite3.connect(folder / "empty.db") as empty:
            site.backup(empty)
        return url
    name = f"workshop_{worker}_{os.getpid()}"
    engine = create_engine(SERVER_URL, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    url = make_url(SERVER_URL).set(database=name).render_as_string(hide_password=False)
    _migrate(url)
    return url


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """A folder for a SQLite file whose commits wait for no disk: what is tested is the site, not the disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(prefix="workshop-", dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


def make_empty(url: str) -> None:
    """Empty every table, whatever the rules against changing rows, also under a running server."""
    if url.startswith("sqlite"):
        path = Path(make_url(url).database or "")
        source = sqlite3.connect(path.with_name("empty.db"))
        target = sqlite3.connect(path, timeout=10)
        source.backup(target)
        source.close()
        target.close()
        return
    with psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)) as connection:
        for _ in range(TRIES):
            try:
                _empty_tables(connection)
                return
            except psycopg.errors.DeadlockDetected:  # with what the page of the test before has sent on leaving
                connection.rollback()
    raise RuntimeError("the running server does not let go of the tables")


def _empty_tables(connection: psycopg.Connection) -> None:
    # Deleting few rows takes a hundredth of the time of truncating many tables. A replica obeys no trigger and no key.
    connection.execute("SET LOCAL session_replication_role = replica")
    connection.execute(";".join(f'DELETE FROM "{table.name}"' for table in Base.metadata.sorted_tables))
    connection.execute("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")  # ids from 1
    connection.commit()


def _migrate(url: str) -> None:
    app = create_app(Settings(demo=True, secret_key="migrating for the tests: " + "0123456789", database_url=url))
    with app.app_context():
        upgrade()
    let_go(app)


def let_go(app: Flask) -> None:
    """Close what this site has open: it asks for the practice's look as it is made, and keeps the connection."""
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


def skip_or_fail(reason: str) -> None:
    """Skip with the reason, or fail where everything has to be there: under CI."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
