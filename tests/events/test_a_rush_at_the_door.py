"""In a rush newcomers wait at the door, one behind the other, until whoever is inside is served in time."""

import threading
import time

import pytest

from tests import factories
from tests.cast import BEN, DORA
from workshop.events import join_views, rush
from workshop.extensions import db

LATE, IN_TIME = 0.2, 0.0


class Clock:
    """A time in which the loop is late by these seconds, one sleep after the other, and then as at the last."""

    def __init__(self, *late: float):
        self.now = 0.0
        self.late = list(late)
        self.n_looks = 0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds + (self.late.pop(0) if len(self.late) > 1 else self.late[0])
        self.n_looks += 1


@pytest.fixture
def loop(monkeypatch):
    """`loop(0.2, 0)` sets how late the loop is."""

    def set_to(*late: float) -> Clock:
        clock = Clock(*late)
        monkeypatch.setattr(rush, "time", clock)
        return clock

    return set_to


def test_whoever_comes_while_nobody_is_busy_goes_in_at_once(loop):
    clock = loop(IN_TIME)

    rush.wait_for_those_inside()

    assert clock.n_looks == 1


def test_whoever_comes_in_a_rush_waits_until_the_loop_is_in_time_again(loop):
    clock = loop(LATE, LATE, LATE, IN_TIME)

    rush.wait_for_those_inside()

    assert clock.n_looks == 4


def test_nobody_waits_for_ever(loop):
    clock = loop(LATE)

    rush.wait_for_those_inside()

    assert rush.LONGEST <= clock.now < rush.LONGEST + 1


def test_newcomers_go_in_one_behind_the_other(monkeypatch):
    inside, may_go_on = threading.Event(), threading.Event()

    class Held(Clock):
        def sleep(self, seconds: float) -> None:
            inside.set()
            assert may_go_on.wait(10)
            super().sleep(seconds)

    clock = Held(IN_TIME)
    monkeypatch.setattr(rush, "time", clock)
    both = [threading.Thread(target=rush.wait_for_those_inside) for _each in range(2)]
    both[0].start()
    assert inside.wait(10)
    both[1].start()
    try:
        patiently = time.monotonic() + 10
        while not rush._line.n_waiting and time.monotonic() < patiently:
            time.sleep(0.01)
        assert (rush._line.n_waiting, clock.n_looks) == (1, 0)
    finally:
        may_go_on.set()
    for one in both:
        one.join(10)

    assert (clock.n_looks, rush._line.n_taken) == (2, 0)


@pytest.fixture
def held(monkeypatch) -> list[int]:
    """For each who had to wait at the door, how many connections to the database were in use meanwhile."""
    seen: list[int] = []
    monkeypatch.setattr(join_views, "wait_for_those_inside", lambda: seen.append(db.engine.pool.checkedout()))
    return seen


def test_only_the_page_of_the_door_waits(event, browse, held):
    newcomer = browse()
    assert newcomer.get("/join/HERON-42").status_code == 200
    assert len(held) == 1

    joined = newcomer.post("/join/HERON-42", data={"address": "nia@private.example", "team": event.teams[0].id})
    assert joined.status_code == 303
    browse(as_=BEN).get("/join/HERON-42")
    browse().get("/join/HERON-42", headers={"Sec-Fetch-Dest": "image"})

    assert len(held) == 1


def test_whoever_waits_holds_no_connection(event, browse, held):
    factories.user(DORA)
    visitor = browse(as_=DORA)
    db.session.remove()
    before = db.engine.pool.checkedout()

    assert visitor.get("/join/HERON-42").status_code == 200

    assert held == [before]
