"""Letters that a worker has claimed, handed to its connections one by one."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Row
from sqlalchemy.orm import Session

from workshop.config import Settings
from workshop.database import reading, stand_in_line
from workshop.mail import limits, queue
from workshop.mail.headers import wire_domain
from workshop.mail.limits import Pace
from workshop.mail.queue import BATCH, Share

AT_HAND = 5  # letters that somebody may wait for: one that is more urgent waits for no more than these
FRESH = 20.0  # seconds after which what is left is claimed anew: leases end


class Tray:
    """Claims one share of the outbox for a worker; runs within the limits that are set."""

    def __init__(
        self,
        engine: Engine,
        owner: str,
        share: Share,
        *,
        settings: Settings,
        clock: Callable[[], datetime],
        lease: timedelta,
    ) -> None:
        self._engine, self._owner, self._share, self._settings = engine, owner, share, settings
        self._clock, self._lease = clock, lease
        self._is_limited = share is Share.RUNS
        self._per_domain = settings.mail_per_domain if self._is_limited else 0
        self._pace = Pace(settings.mail_per_second if self._is_limited else 0)
        self._letters: list[Row[Any]] = []
        self._left: list[int] = []
        self._out: Counter[str] = Counter()
        self._filled_at = 0.0
        self._lock = threading.Lock()

    def take(self) -> Row[Any] | None:
        """The next letter that may be sent now, or None. Hand it back with `done` or `leave`."""
        letter = self._next()
        if letter is not None:
            self._pace.wait()
        return letter

    def _next(self) -> Row[Any] | None:
        with self._lock:
            if not self._letters or time.monotonic() - self._filled_at > FRESH:
                self._fill()
            for place, letter in enumerate(self._letters):
                domain = wire_domain(letter.to_address)
                if not self._per_domain or self._out[domain] < self._per_domain:
                    self._out[domain] += 1
                    return self._letters.pop(place)
            return None

    def done(self, letter: Row[Any]) -> None:
        """The letter was tried."""
        with self._lock:
            self._out[wire_domain(letter.to_address)] -= 1

    def leave(self, letter: Row[Any]) -> None:
        """The letter was not begun: whoever comes next may have it."""
        self.done(letter)
        with self._lock:
            self._left.append(letter.id)

    def give_back(self) -> None:
        """End the leases on everything that is not out."""
        with self._lock:
            self._end_leases()

    def _fill(self) -> None:
        self._end_leases()
        self._filled_at = time.monotonic()
        if not self._is_any_due():
            return
        with Session(self._engine) as session:
            now = self._clock()
            most = self._most(session, now=now)
            claimed = queue.claim(session, self._owner, now=now, lease=self._lease, share=self._share, most=most)
            session.commit()
        self._letters = list(claimed)

    def _most(self, session: Session, *, now: datetime) -> int:
        """How many to claim at once. Nobody else claims letters of runs while their windows are counted."""
        if not self._is_limited:
            return AT_HAND
        if limits.has_windows(self._settings):
            stand_in_line(session, "mail windows")
        return limits.room(session, self._settings, now=now).of(BATCH)

    def _is_any_due(self) -> bool:
        """Asked without the lock for writing: most of the time there is nothing."""
        with reading(), Session(self._engine) as session:
            return queue.is_any_due(session, self._share, now=self._clock(), lease=self._lease)

    def _end_leases(self) -> None:
        ids = [letter.id for letter in self._letters] + self._left
        if ids:
            with Session(self._engine) as session:
                queue.give_back(session, self._owner, ids)
                session.commit()
        self._letters, self._left = [], []
