"""In a rush newcomers wait at the door, one behind the other, until whoever is inside is served in time."""

import threading

import pytest

from workshop.events import rush

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
    while not rush._line.n_waiting:
        pass
    assert clock.n_looks == 0

    may_go_on.set()
    for one in both:
        one.join(10)

    assert (clock.n_looks, rush._line.n_taken) == (2, 0)
