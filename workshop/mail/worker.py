"""Emptying the outbox. It knows no feature and holds no transaction while it talks to the mail server.

What somebody may be waiting for has a connection of its own; runs go beside it, over several.
"""

import logging
import secrets
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workshop.config import Settings
from workshop.mail import pausing, queue
from workshop.mail.door import Door
from workshop.mail.lane import Lane
from workshop.mail.queue import Share
from workshop.mail.register import Register
from workshop.mail.transport import TransportFailure, TransportRefusal
from workshop.mail.tray import Tray
from workshop.mail.watching import hold_bad_runs
from workshop.mail.writing import Writing

log = logging.getLogger("workshop.mail")

POLL = 1.0  # seconds between looks into an empty outbox
PAUSE = 30.0  # seconds to leave a failing mail server alone
SWEEP = 5.0  # seconds between looks for what dead workers left behind


class Worker:
    """Sends what is due until told to stop. `clock` gives aware times; `lease` is how long a dead worker's letters wait."""

    def __init__(
        self,
        engine: Engine,
        settings: Settings,
        *,
        clock: Callable[[], datetime],
        lease: timedelta = queue.LEASE,
        poll: float = POLL,
        pause: float = PAUSE,
    ) -> None:
        self.owner = secrets.token_hex(8)
        self._engine, self._settings, self._clock = engine, settings, clock
        self._lease, self._poll, self._pause = lease, poll, pause
        self._stopped = threading.Event()
        self._register = Register(engine, self.owner, clock=clock, lease=lease)
        trays = {share: Tray(engine, self.owner, share, settings=settings, clock=clock, lease=lease) for share in Share}
        self._writing = Writing(engine, settings)
        self._door = Door(settings)
        n_lanes = {Share.AWAITED: 1, Share.RUNS: settings.smtp_connections}
        self._lanes = {
            share: [Lane(self._door.open, tray, self._register, self._writing) for _ in range(n_lanes[share])]
            for share, tray in trays.items()
        }

    def stop(self) -> None:
        """End after the letters in hand."""
        self._stopped.set()

    def run(self) -> None:
        """Send until stopped. Without a mail server the letters stay queued, untouched."""
        if not self._settings.smtp_host:
            level = logging.INFO if self._settings.demo else logging.WARNING
            log.log(level, "SMTP_HOST is empty: mail stays in the outbox%s", self._where_read())
            self._stopped.wait()
            return
        # Whoever starts the worker may have put right what the mail server refused.
        self._in_transaction(lambda session: pausing.go_on(session, only=("refused",)))
        threads = [
            threading.Thread(target=self._keep_sending, args=(lane,)) for lanes in self._lanes.values() for lane in lanes
        ]
        for thread in threads:
            thread.start()
        while not self._stopped.wait(SWEEP):
            self._try(self._look_after)
        for thread in threads:
            thread.join()

    def drain(self) -> int:
        """Send what is due now, what is waited for first, and return how many were tried. Raises `TransportFailure`."""
        self._look_after()
        try:
            return sum(self._send(lanes[0]) for lanes in self._lanes.values())
        finally:
            self._look_after()

    def _keep_sending(self, lane: Lane) -> None:
        while not self._stopped.is_set():
            self._stopped.wait(self._try(lambda: self._send(lane)))

    def _send(self, lane: Lane) -> int:
        try:
            return lane.work(self._stopped.is_set)
        except TransportRefusal as refusal:
            lane.tray.give_back()
            self._pause_all(str(refusal))
            raise
        except BaseException:
            lane.tray.give_back()
            raise
        finally:
            if self._stopped.is_set():
                lane.tray.give_back()

    def _try(self, act: Callable[[], int]) -> float:
        """One round of something; how long to wait before the next."""
        try:
            return 0.0 if act() else self._poll
        except TransportFailure as failure:
            log.warning("the mail server cannot be used now: %s", failure)
        except Exception:
            log.exception("the outbox could not be worked on")
        return self._pause

    def _look_after(self) -> int:
        """Take back what dead workers left behind, and hold runs that do harm."""
        now = self._clock()
        self._in_transaction(
            lambda session: queue.sweep(session, now=now, in_hand=self._register.in_hand(), lease=self._lease)
        )
        self._in_transaction(lambda session: hold_bad_runs(session, self._writing.runs(), now=now))
        self._in_transaction(lambda session: pausing.end_refusal(session, now=now))
        return 0

    def _pause_all(self, said: str) -> None:
        log.error("the mail server refuses us, and no mail goes: %s", said)
        now = self._clock()
        self._in_transaction(
            lambda session: pausing.pause(session, "refused", said=said, now=now, until=now + pausing.REFUSED_FOR)
        )

    def _in_transaction(self, act: Callable[[Session], object]) -> None:
        with Session(self._engine, expire_on_commit=False) as session:
            act(session)
            session.commit()

    def _where_read(self) -> str:
        return "; in demo mode it is read at /demo/mail" if self._settings.demo else ""
