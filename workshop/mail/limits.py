"""How much a mail server takes: letters in an hour and in a day, for runs. What somebody waits for is counted, and goes.

The windows move: what counts is how many letters went in the sixty minutes, or twenty-four hours, before now. Runs leave a
tenth of each window to letters that somebody waits for.
"""

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from workshop.config import Settings
from workshop.mail.models import OutgoingMail

RESERVE = 10  # one in ten


@dataclass(frozen=True)
class Room:
    """How many letters of runs may begin now, None without a limit; and when there is room again, if there is none."""

    n: int | None
    goes_on_at: datetime | None = None

    def of(self, most: int) -> int:
        """At most so many, and at most what there is room for."""
        return most if self.n is None else min(most, self.n)


def has_windows(settings: Settings) -> bool:
    """True where the mail server takes so many letters of runs in an hour or a day, and no more."""
    return bool(settings.mail_per_hour or settings.mail_per_day)


def room(session: Session, settings: Settings, *, now: datetime) -> Room:
    """The room that is left in the tighter window; it locks nothing. Whoever claims on the strength of it stands in line."""
    windows = [(settings.mail_per_hour, timedelta(hours=1)), (settings.mail_per_day, timedelta(hours=24))]
    limited = [(limit - limit // RESERVE, window) for limit, window in windows if limit]
    if not limited:
        return Room(None)
    rooms = [_room(session, most, window, now=now) for most, window in limited]
    full = [one for one in rooms if one.n == 0]
    if full:
        return max(full, key=lambda one: one.goes_on_at or now)
    return min(rooms, key=lambda one: one.n or 0)


def _room(session: Session, most: int, window: timedelta, *, now: datetime) -> Room:
    # A time to come was written before the clock was set back; counting it would hold runs up until it has passed.
    went = and_(OutgoingMail.sent_at > now - window, OutgoingMail.sent_at <= now)
    goes = or_(
        OutgoingMail.state == "inflight", and_(OutgoingMail.state.in_(("queued", "retry")), OutgoingMail.lease_until > now)
    )
    n_out = session.scalar(select(func.count()).where(goes)) or 0
    n_went = session.scalar(select(func.count()).where(went)) or 0
    left = max(0, most - n_went - n_out)
    if left:
        return Room(left)
    oldest = select(OutgoingMail.sent_at).where(went).order_by(OutgoingMail.sent_at.desc()).offset(most - 1).limit(1)
    leaves_at = session.scalar(oldest)
    return Room(0, leaves_at + window if leaves_at else now)


class Pace:
    """Keeps the connections of one worker to so many letters a second; 0 is as fast as they go."""

    def __init__(self, per_second: int) -> None:
        self._between = 1 / per_second if per_second else 0.0
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next letter may go."""
        if not self._between:
            return
        with self._lock:
            now = time.monotonic()
            mine = max(now, self._next)
            self._next = mine + self._between
        time.sleep(mine - now)
