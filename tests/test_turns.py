"""Turns are had by whoever can wait least, and lent while one does nothing."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextvars import Context

import pytest

from workshop.accounts import hashing, waiting
from workshop.pdf.compiling import compile_png
from workshop.turns import Turn, Turns, others_go_on


@pytest.fixture
def turns() -> Turns:
    """One at a time."""
    return Turns(1)


class Somebody(threading.Thread):
    """Waits for a turn, notes its name when it has come, and gives it back."""

    def __init__(self, turns: Turns, name: str, came: list[str], *, patience: float = 0.0, seconds: float = 10.0):
        super().__init__(name=name, daemon=True)
        self.turns, self.came, self.patience, self.seconds = turns, came, patience, seconds

    def start(self) -> None:
        before = self.turns.n_waiting
        super().start()
        until(lambda: self.turns.n_waiting > before)

    def run(self) -> None:
        if self.turns.take(self.seconds, patience=self.patience):
            self.came.append(self.name)
            self.turns.give_back()


def until(happens: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait until it does; fail when it does not."""
    ends = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.001)


def test_who_waited_comes_before_who_asks_again(turns):
    came: list[str] = []
    assert turns.take(0)
    somebody = Somebody(turns, "somebody", came)
    somebody.start()

    turns.give_back()

    assert not turns.take(0) or came == ["somebody"], "the one who had it took it again, past the one who waits"
    somebody.join()
    assert came == ["somebody"]


def test_who_can_wait_least_comes_first_and_equals_in_the_order_in_which_they_came(turns):
    came: list[str] = []
    assert turns.take(0)
    crowd = [
        Somebody(turns, "at the door", came, patience=30),
        Somebody(turns, "reads", came, patience=15),
        Somebody(turns, "saves", came),
        Somebody(turns, "saves too", came),
    ]
    for one in crowd:
        one.start()

    turns.give_back()

    for one in crowd:
        one.join()
    assert came == ["saves", "saves too", "reads", "at the door"]


def test_who_waited_long_enough_is_not_overtaken_any_more(turns):
    came: list[str] = []
    assert turns.take(0)
    patient = Somebody(turns, "patient", came, patience=0.05)
    patient.start()
    time.sleep(0.1)
    late = Somebody(turns, "late", came)
    late.start()

    turns.give_back()

    patient.join()
    late.join()
    assert came == ["patient", "late"]


def test_who_gave_up_waiting_is_not_waited_for(turns):
    assert turns.take(0)
    assert not turns.take(0.01)

    turns.give_back()

    assert (turns.n_taken, turns.n_waiting) == (0, 0)
    assert turns.take(0)


def test_whoever_had_begun_comes_before_all_who_wait_however_long_they_have(turns):
    came: list[str] = []
    lent, comes_back = threading.Event(), threading.Event()

    def begin() -> None:
        with Turn(turns, longest=10):
            with others_go_on():
                lent.set()
                comes_back.wait(10)
            came.append("had begun")

    beginner = threading.Thread(target=begin, daemon=True)
    beginner.start()
    assert lent.wait(10)
    assert turns.take(0)
    waits = Somebody(turns, "waits for an hour", came, patience=-3600)
    waits.start()
    comes_back.set()
    until(lambda: turns.n_waiting == 2)

    turns.give_back()

    beginner.join(10)
    waits.join(10)
    assert came == ["had begun", "waits for an hour"]


def test_whoever_is_to_end_while_others_have_the_turn_does_not_wait_for_it(turns):
    def end() -> None:
        with Turn(turns, longest=10), others_go_on():
            assert turns.take(0), "somebody else has it now"
            raise SystemExit

    with pytest.raises(SystemExit):
        end()

    assert turns.n_taken == 1
    turns.give_back()
    assert turns.take(0)


def test_whoever_waits_for_a_turn_of_another_kind_lends_this_one(turns):
    others = Turns(1)
    assert others.take(0)
    seen: list[int] = []
    with Turn(turns, longest=10):
        threading.Timer(0.05, lambda: (seen.append(turns.n_taken), others.give_back())).start()
        assert others.take(10)
        assert turns.n_taken == 1

    assert seen == [0]


def test_nobody_waits_for_ever_and_who_went_without_gives_nothing_back(turns):
    assert turns.take(0)

    with Turn(turns, longest=0.01):
        assert turns.n_taken == 1

    assert turns.n_taken == 1


def test_a_turn_is_given_back_whatever_happens(turns):
    with pytest.raises(RuntimeError), Turn(turns, longest=1):
        raise RuntimeError

    assert turns.n_taken == 0


def test_a_turn_is_lent_once_and_taken_again(turns):
    with Turn(turns, longest=1):
        with others_go_on(), others_go_on():
            assert turns.n_taken == 0
        assert turns.n_taken == 1

    assert turns.n_taken == 0


def test_without_a_turn_there_is_none_to_lend(turns):
    with others_go_on():
        assert turns.n_taken == 0

    assert turns.n_taken == 0


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@pytest.mark.parametrize(
    "what",
    [
        lambda: waiting.wait(0.05),
        lambda: hashing.is_password("a guess", None),
        lambda: hashing.hash_password("a new one of mine"),
        lambda: compile_png(PICTURE, width=1, height=1, pixels_wide=1),
    ],
    ids=["a delayed try", "looking at a password", "hashing one", "drawing a picture"],
)
def test_what_takes_long_holds_up_nobody(turns, what):
    went_on = threading.Event()

    def other() -> None:
        with Turn(turns, longest=10):
            went_on.set()

    somebody_else = threading.Thread(target=lambda: Context().run(other), daemon=True)
    with Turn(turns, longest=10):
        somebody_else.start()
        until(lambda: turns.n_waiting == 1)
        what()
        assert went_on.is_set()

    somebody_else.join()
    assert turns.n_taken == 0


A_FULL_LOOP = """
from gevent import monkey
monkey.patch_all()
import os, time
import gevent
import gevent.os
from workshop.turns import Turn, Turns
turns, done = Turns(1), []
ours, theirs = os.pipe()

def page(number):
    with Turn(turns, longest=10):
        until = time.perf_counter() + 0.01
        while time.perf_counter() < until:
            pass
    done.append(number)

def somebody_new():
    gevent.os.nb_read(ours, 1)
    done.append("new")

os.set_blocking(ours, False)
with Turn(turns, longest=10):
    waiting = [gevent.spawn(page, number) for number in range(40)]
    waiting.append(gevent.spawn(somebody_new))
    gevent.sleep(0.01)
    os.write(theirs, b"!")
gevent.joinall(waiting)
print(done.index("new"))
"""


def test_while_turns_are_handed_on_the_loop_hears_who_comes():
    done = subprocess.run([sys.executable, "-c", A_FULL_LOOP], text=True, capture_output=True, timeout=60, check=False)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 3
