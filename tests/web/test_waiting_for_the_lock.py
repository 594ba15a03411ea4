"""Two writers at once: why the lock is taken before the first read, and what happens when it is not to be had."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.test_turns import until
from workshop.database import DatabaseBusy, begin_writing, looking_first, open_engine, sqlite
from workshop.turns import Turn, Turns

N_WRITERS = 8


@pytest.fixture
def engine(tmp_path):
    made = open_engine(f"sqlite:///{tmp_path / 'lock.db'}")
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))
    yield made
    made.dispose()


def test_many_writers_that_read_first_all_get_their_turn(engine):
    start = threading.Barrier(N_WRITERS)

    def add_one(_number):
        start.wait()
        for _turn in range(10):
            with engine.begin() as connection:
                n = connection.scalar(text("SELECT n FROM counter"))
                connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    with ThreadPoolExecutor(N_WRITERS) as people:
        list(people.map(add_one, range(N_WRITERS)))

    with engine.begin() as connection:
        assert connection.scalar(text("SELECT n FROM counter")) == N_WRITERS * 10


def test_without_the_policy_a_writer_that_read_first_fails_at_once(engine):
    path = Path(make_url(str(engine.url)).database)
    ours = sqlite3.connect(path, isolation_level=None, timeout=5)
    theirs = sqlite3.connect(path, isolation_level=None, timeout=5)
    ours.execute("BEGIN DEFERRED")
    ours.execute("SELECT n FROM counter").fetchall()
    theirs.execute("UPDATE counter SET n = n + 1")

    with pytest.raises(sqlite3.OperationalError, match="database is locked"):
        ours.execute("UPDATE counter SET n = n + 1")

    ours.close()
    theirs.close()


def test_a_lock_held_too_long_is_given_up_in_words(engine, monkeypatch):
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.2)

    with engine.begin(), pytest.raises(DatabaseBusy), engine.begin():
        pass


def test_whoever_waits_long_for_the_lock_holds_up_no_page(engine, monkeypatch):
    monkeypatch.setattr(sqlite, "LONG", 0.05)
    turns, went_on = Turns(1), threading.Event()

    def save() -> None:
        with Turn(turns, longest=10), engine.begin():
            assert went_on.is_set()

    savers = [threading.Thread(target=save) for _each in range(2)]
    with engine.begin():
        for saver in savers:
            saver.start()
        until(lambda: turns.n_taken + turns.n_waiting > 0)
        for _page in range(3):
            with Turn(turns, longest=10):
                until(lambda: turns.n_waiting > 0)
        went_on.set()
    for saver in savers:
        saver.join(10)

    assert (turns.n_taken, turns.n_waiting) == (0, 0)


def test_a_power_cut_loses_nothing_that_was_acknowledged(engine):
    with engine.connect() as connection:
        settings = [connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")]

    assert settings == ["wal", 2, 1]


def test_who_only_looks_first_keeps_nobody_from_writing_and_then_writes(engine):
    with Session(engine) as ours:
        with looking_first():
            seen = ours.scalar(text("SELECT n FROM counter"))
        with engine.begin() as theirs:
            theirs.execute(text("UPDATE counter SET n = 7"))

        may_have_changed = begin_writing(ours)
        ours.execute(text("UPDATE counter SET n = n + 1"))
        ours.commit()

    assert (seen, may_have_changed) == (0, True)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT n FROM counter")) == 8


def test_who_looks_first_cannot_write_before_it_has_the_lock(engine):
    with Session(engine) as ours, looking_first():
        ours.execute(text("SELECT n FROM counter"))

        with pytest.raises(OperationalError):
            ours.execute(text("UPDATE counter SET n = 1"))


def test_who_does_not_get_the_lock_after_looking_is_told_and_leaves_nothing_behind(engine, monkeypatch):
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.2)
    with Session(engine) as ours:
        with looking_first():
            ours.execute(text("SELECT n FROM counter"))
        with engine.begin(), pytest.raises(DatabaseBusy):
            begin_writing(ours)
        ours.rollback()

    with engine.begin() as connection:
        connection.execute(text("UPDATE counter SET n = 1"))


def test_who_has_the_lock_already_is_told_that_nothing_can_have_changed(engine):
    with Session(engine) as ours:
        ours.execute(text("SELECT n FROM counter"))

        assert begin_writing(ours) is False
