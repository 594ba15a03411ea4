"""Turns: at most so many at once do something; the others wait, and whoever can wait least comes first."""

import heapq
import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from itertools import count
from typing import NamedTuple

A_MOMENT = 0.000_001  # seconds; as short as one can wait, and yet the loop looks what has come meanwhile
COMES_BACK = 1.0  # seconds; whoever has begun may hold what others wait for


class _Place(NamedTuple):
    """Where somebody stands: when they are due, as which they came, and what wakes them."""

    due: float
    number: int
    called: threading.Event


class Turns:
    """At most `n` at a time; the others wait in the order in which they are due."""

    def __init__(self, n: int):
        self._n, self._n_free = n, n
        self._waiting: list[_Place] = []  # a heap
        self._numbers = count()
        self._lock = threading.Lock()

    def take(self, seconds: float, *, patience: float = 0.0) -> bool:
        """Wait for a turn, at most so long; whether it came. Whoever took one gives it back.

        `patience`: by how many seconds those who come later may come first. Whoever has a turn of another kind lends that
        one while waiting for this.
        """
        with self._lock:
            if self._n_free > 0:
                self._n_free -= 1
                return True
            mine = _Place(time.monotonic() + patience, next(self._numbers), threading.Event())
            heapq.heappush(self._waiting, mine)
        try:
            with others_go_on():
                mine.called.wait(seconds)
            # Handed on from one to the next within the loop, turns would go to those who wait while others are not heard.
            time.sleep(A_MOMENT)
        except BaseException:
            if self._stop_waiting(mine):
                self.give_back()
            raise
        return self._stop_waiting(mine)

    @property
    def n_taken(self) -> int:
        """How many are taken just now."""
        return self._n - self._n_free

    @property
    def n_waiting(self) -> int:
        """How many wait for one."""
        return len(self._waiting)

    def give_back(self) -> None:
        """It goes straight to whoever can wait least."""
        with self._lock:
            if self._waiting:
                heapq.heappop(self._waiting).called.set()
            else:
                self._n_free += 1

    def _stop_waiting(self, mine: _Place) -> bool:
        """Leave the line; whether the turn had come."""
        with self._lock:
            if not mine.called.is_set():
                self._waiting.remove(mine)
                heapq.heapify(self._waiting)
            return mine.called.is_set()


class Turn:
    """What runs inside has its turn, or goes on without one after `longest` seconds: nobody waits for ever."""

    def __init__(self, turns: Turns, *, longest: float, patience: float = 0.0):
        self._turns, self._longest, self._patience = turns, longest, patience
        self._is_mine = False
        self._before: Token[Turn | None]

    def __enter__(self) -> None:
        self._is_mine = self._turns.take(self._longest, patience=self._patience)
        self._before = _turn.set(self)

    def __exit__(self, *_trouble: object) -> None:
        _turn.reset(self._before)
        self._give_back()

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Others have the turn meanwhile; afterwards one waits for it again, as the first, unless one is to end."""
        was_mine = self._is_mine
        self._give_back()
        try:
            yield
        except Exception:
            self._come_back(was_mine)
            raise
        else:
            self._come_back(was_mine)

    def _come_back(self, was_mine: bool) -> None:
        self._is_mine = was_mine and self._turns.take(COMES_BACK, patience=-math.inf)

    def _give_back(self) -> None:
        if self._is_mine:
            self._is_mine = False
            self._turns.give_back()


_turn: ContextVar[Turn | None] = ContextVar("turn", default=None)


@contextmanager
def others_go_on() -> Iterator[None]:
    """What is done inside holds up nobody who waits for a turn: it waits by itself, or is worked on elsewhere."""
    turn = _turn.get()
    if turn is None:
        yield
    else:
        with turn.lent():
            yield
