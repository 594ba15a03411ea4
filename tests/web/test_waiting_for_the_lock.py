"""Two writers at once: why the lock is taken before the first read, and what happens when it is not to be had."""

import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from types import SimpleNamespace

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.test_turns import until
from workshop.database import NOT_SERVED, DatabaseBusy, begin_writing, looking_first, open_engine, reading, sqlite
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


def test_the_log_is_kept_in_order(engine):
    with engine.connect() as connection:
        settings = [connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")]

    assert settings == ["wal", 1, 1]


@pytest.fixture
def on_the_disk(monkeypatch, tmp_path) -> list[Path]:
    """Copies of the database, each as it was when the disk had been waited for; they are read from memory, not the disk."""
    copies: list[Path] = []
    reach = sqlite._reach_the_disk

    def noted(log: str) -> None:
        reach(log)
        copies.append(tmp_path / f"after-{len(copies)}.db")
        for part in ("", "-wal"):
            copyfile(log.removesuffix("-wal") + part, f"{copies[-1]}{part}")

    monkeypatch.setattr(sqlite, "_reach_the_disk", noted)
    return copies


def read(copy: Path) -> int:
    with closing(sqlite3.connect(copy)) as found:
        return found.execute("SELECT n FROM counter").fetchone()[0]


def test_whatever_is_committed_is_on_the_disk_by_then(engine, on_the_disk):
    for n in range(1, 4):
        with engine.begin() as connection:
            connection.execute(text("UPDATE counter SET n = :n"), {"n": n})
        assert [read(copy) for copy in on_the_disk] == list(range(1, n + 1))


def test_who_looks_first_and_writes_then_waits_for_the_disk_too(engine, on_the_disk):
    with Session(engine) as ours:
        with looking_first():
            ours.execute(text("SELECT n FROM counter"))
        begin_writing(ours)
        ours.execute(text("UPDATE counter SET n = 7"))
        ours.commit()

    assert [read(copy) for copy in on_the_disk] == [7]


def test_who_only_reads_or_takes_it_back_waits_for_no_disk(engine, on_the_disk):
    with engine.connect() as connection, connection.begin() as change:
        connection.execute(text("UPDATE counter SET n = 7"))
        change.rollback()
    with reading(), engine.begin() as connection:
        connection.execute(text("SELECT n FROM counter"))

    assert on_the_disk == []


def test_nobody_waits_for_the_lock_while_somebody_waits_for_the_disk(engine, monkeypatch):
    others = []

    def slow_disk(log: str) -> None:
        with closing(sqlite3.connect(log.removesuffix("-wal"), isolation_level=None, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
            others.append(other.execute("SELECT n FROM counter").fetchone()[0])

    monkeypatch.setattr(sqlite, "_reach_the_disk", slow_disk)
    with engine.begin() as connection:
        connection.execute(text("UPDATE counter SET n = 7"))

    assert others == [7]


def test_a_disk_that_fails_is_no_success(engine, monkeypatch):
    def broken(_file: int) -> None:
        raise OSError("input/output error")

    monkeypatch.setattr(sqlite, "_failed", set())
    with monkeypatch.context() as disk:
        disk.setattr(sqlite, "_sync", broken)
        with pytest.raises(NOT_SERVED, match="input/output"), engine.begin() as connection:
            connection.execute(text("UPDATE counter SET n = 7"))

    # What is built on what was lost is lost too: nothing is promised any more.
    with pytest.raises(NOT_SERVED, match="failed before"), engine.begin() as connection:
        connection.execute(text("UPDATE counter SET n = 8"))


def test_it_is_the_log_itself_that_reaches_the_disk_also_behind_a_link(tmp_path, monkeypatch):
    real, link = tmp_path / "real.db", tmp_path / "link.db"
    sqlite3.connect(real).close()
    link.symlink_to(real)
    reached: list[int] = []
    monkeypatch.setattr(sqlite, "_sync", lambda file: reached.append(os.fstat(file).st_ino))
    made = open_engine(f"sqlite:///{link}")

    with made.begin() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
        log = Path(f"{real}-wal").stat().st_ino
    made.dispose()

    assert reached == [log]


def test_sqlite_without_a_log_is_refused(tmp_path, monkeypatch):
    class WithoutLog(sqlite3.Connection):
        def execute(self, words, *given):
            return super().execute(words.replace("journal_mode=WAL", "journal_mode=DELETE"), *given)

    with closing(sqlite3.connect(tmp_path / "a.db", factory=WithoutLog)) as raw, pytest.raises(RuntimeError, match="no log"):
        sqlite.prepare(raw, SimpleNamespace(info={}))


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
