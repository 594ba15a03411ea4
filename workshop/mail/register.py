"""What begins and what became of it, written down for several connections in one commit.

A connection asks before it hands over a letter's words, and goes on when that is on the disk. Whoever asks first writes for
all who stand in line by then. What became of a connection's letter goes into the commit with which its next one begins, so
that a crash leaves at most one letter in doubt for each connection.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workshop.mail import queue
from workshop.mail.settling import settle_all
from workshop.mail.transport import Outcome
from workshop.mail.watching import MOST_BROKEN, hold_runs

GATHER = 0.005  # seconds; a commit takes longer, and the fewer there are the faster it goes


class _Asked:
    """One connection's question whether its letter may begin: `answer` is None until it is on the disk."""

    def __init__(self, letter_id: int) -> None:
        self.letter_id = letter_id
        self.answer: bool | None = None


class Register:
    """Writes down, for every connection of one worker, which letters begin and what became of others."""

    def __init__(self, engine: Engine, owner: str, *, clock: Callable[[], datetime], lease: timedelta) -> None:
        self._engine, self._owner, self._clock, self._lease = engine, owner, clock, lease
        self._waiting: list[_Asked] = []
        self._tried: list[tuple[int, Outcome]] = []
        self._begun: set[int] = set()
        self._streaks: Counter[int] = Counter()  # letters in a row, of each run, at which the connection broke
        self._n_at_work = 0
        self._list = threading.Condition()
        self._pen = threading.Lock()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While a connection is inside, a commit waits a moment for its question."""
        with self._list:
            self._n_at_work += 1
        try:
            yield
        finally:
            with self._list:
                self._n_at_work -= 1
                self._list.notify_all()

    def begin(self, letter_id: int) -> bool:
        """May this letter's words be handed over? True means: it stands on the disk that they are."""
        asked = _Asked(letter_id)
        with self._list:
            self._waiting.append(asked)
            self._list.notify_all()
        with self._pen:
            try:
                if asked.answer is None:
                    self._write()
            finally:
                # Before anybody else writes: a letter that its connection has given up must not be marked as begun.
                with self._list:
                    self._waiting = [other for other in self._waiting if other is not asked]
        return bool(asked.answer)

    def tried(self, letter_id: int, outcome: Outcome, *, run: int | None = None) -> None:
        """What became of a letter: goes to the disk with whatever begins next, or when `write_down` is called."""
        with self._list:
            self._tried.append((letter_id, outcome))
            if run is not None:
                self._streaks[run] = self._streaks[run] + 1 if outcome.ends_connection else 0

    def in_hand(self) -> set[int]:
        """The letters that have begun, and of which it is not on the disk yet what became of them."""
        with self._list:
            return set(self._begun)

    def write_down(self) -> None:
        """Put on the disk what has been tried."""
        with self._pen:
            if self._tried:
                self._write()

    def _write(self) -> None:
        with self._list:
            self._list.wait_for(lambda: len(self._waiting) >= self._n_at_work, GATHER)
            waiting, tried = list(self._waiting), list(self._tried)
            broken = [run for run, n in self._streaks.items() if n >= MOST_BROKEN]
        with Session(self._engine, expire_on_commit=False) as session:
            now = self._clock()
            settle_all(session, tried, now=now)
            hold_runs(session, broken, "broken", now=now)
            ids = [asked.letter_id for asked in waiting]
            begun = queue.begin_sending(session, ids, self._owner, now=now, lease=self._lease) if ids else set()
            session.commit()
        # Only now: what a failed commit was to say is said by the next one.
        with self._list:
            del self._tried[: len(tried)]
            for run in broken:
                self._streaks[run] = 0
            self._begun = (self._begun | begun) - {letter_id for letter_id, _outcome in tried}
            self._waiting = [asked for asked in self._waiting if asked not in waiting]
        for asked in waiting:
            asked.answer = asked.letter_id in begun
