"""When the database does not serve, people read a sentence and lose nothing."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.cast import BEN
from workshop.database import sqlite


@pytest.fixture
def locked_database(app, settings, monkeypatch):
    """SQLite whose write lock somebody holds for longer than anyone waits."""
    if not settings.database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL locks rows, not the database")
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.2)
    holder = sqlite3.connect(Path(make_url(settings.database_url).database), isolation_level=None)
    yield holder
    holder.close()


def test_a_locked_database_is_a_503_that_says_when_to_try_again(browse, event, locked_database):
    ben = browse(as_=BEN)
    locked_database.execute("BEGIN IMMEDIATE")

    page = ben.post("/sign-out")

    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")


def test_reading_goes_on_while_the_database_is_locked(browse, event, locked_database):
    ben = browse(as_=BEN)
    locked_database.execute("BEGIN IMMEDIATE")

    assert ben.get("/workbook").status_code == 200
