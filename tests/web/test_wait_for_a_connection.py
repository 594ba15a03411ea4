"""Neither pages nor joins keep saves from their connections to a server."""

import threading
from contextvars import Context

import pytest
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from tests.test_turns import until
from workshop.database import engines, looking_first, open_engine, reading
from workshop.turns import Turn, Turns


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


def test_whoever_waits_for_a_connection_holds_up_nobody(engine):
    turns, went_on = Turns(1), threading.Event()

    def save() -> None:
        with Turn(turns, longest=10):
            went_on.set()

    saver = threading.Thread(target=save)
    with reading(), engine.connect(), Turn(turns, longest=10):
        saver.start()
        until(lambda: turns.n_waiting == 1)
        with pytest.raises(NoConnectionFree):
            engine.connect()
        assert went_on.is_set()
    saver.join(10)

    assert turns.n_taken == 0


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
