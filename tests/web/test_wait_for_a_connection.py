"""Connections to a server are had in the order they were asked for, and neither pages nor joins keep saves from theirs."""

import threading
import time
from contextvars import Context

import pytest
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from workshop.database import engines, looking_first, open_engine, reading
from workshop.database.pool import Turns


def waiting_for(turns: Turns, *, seconds: float = 5) -> tuple[threading.Thread, list[bool]]:
    """Somebody else who stands in line; what becomes of it is put into the list."""
    came: list[bool] = []
    somebody = threading.Thread(target=lambda: came.append(turns.take(seconds)))
    somebody.start()
    deadline = time.monotonic() + 5
    while not turns.n_waiting and time.monotonic() < deadline:
        time.sleep(0.001)
    assert turns.n_waiting == 1
    return somebody, came


def test_who_waited_comes_before_who_asks_again():
    turns = Turns(1)
    assert turns.take(0)
    somebody, came = waiting_for(turns)

    turns.give_back()

    assert not turns.take(0), "the one who had it took it again, past the one who waits"
    somebody.join()
    assert came == [True]
    turns.give_back()
    assert turns.take(0)


def test_who_gave_up_waiting_is_not_waited_for():
    turns = Turns(1)
    assert turns.take(0)
    somebody, came = waiting_for(turns, seconds=0.01)
    somebody.join()

    turns.give_back()

    assert came == [False]
    assert (turns.n_taken, turns.n_waiting) == (0, 0)


@pytest.fixture
def engine(app, settings, monkeypatch):
    """A server's engine for one who reads, one who saves and one who writes, who wait for a moment."""
    if settings.database_url.startswith("sqlite"):
        pytest.skip("SQLite has no server, and a lock that all wait for")
    few = {"sizes": {"read": 1, "save": 1, "write": 1}, "pool_timeout": 0.05}
    options = engines.engine_options(settings.database_url)
    monkeypatch.setattr(engines, "engine_options", lambda _url: options | few)
    engine = open_engine(settings.database_url)
    yield engine
    engine.dispose()


def save(engine) -> None:
    with looking_first(), engine.connect():
        assert engine.pool.checkedout() == 2


def test_pages_do_not_keep_a_save_from_its_connection(engine):
    with reading(), engine.connect():
        with pytest.raises(NoConnectionFree):
            engine.connect()
        Context().run(save, engine)  # as somebody else

    with reading(), engine.connect():
        assert engine.pool.checkedout() == 1


def test_people_who_join_do_not_keep_a_save_from_its_connection(engine):
    with engine.connect():
        with pytest.raises(NoConnectionFree):
            engine.connect()
        with looking_first(), engine.connect():
            assert engine.pool.checkedout() == 2


def test_a_connection_that_could_not_be_opened_is_not_counted(engine, monkeypatch):
    monkeypatch.setattr(engine.dialect, "connect", lambda *_given, **_named: 1 / 0)
    for _again in range(3):
        with pytest.raises(ZeroDivisionError):
            engine.connect()

    assert engine.pool.checkedout() == 0


def test_another_pool_begins_anew(engine):
    with engine.connect():
        assert engine.pool.checkedout() == 1
    engine.dispose()
    assert engine.pool.status() == "idle: 0 of 1 to read, 0 of 1 to save, 0 of 1 to write"

    with engine.connect():
        assert engine.pool.checkedout() == 1
    assert engine.pool.status() == "idle: 0 of 1 to read, 0 of 1 to save, 1 of 1 to write"
