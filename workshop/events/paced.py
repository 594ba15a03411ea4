"""How one step of the agenda is opened, paused, timed and closed. Every verb is safe to repeat."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.orm import Mapped, mapped_column

from workshop.database import UtcDateTime

Open = TypeVar("Open", bound="Paced")


class Paced:
    """What pacing knows of a step. An end time is told to the room, and at that time nothing happens.

    Pausing stops that clock and asks people to look up; it never keeps anybody from writing.
    """

    rank: Mapped[int]  # its place in the agenda
    minutes: Mapped[int] = mapped_column(default=0)  # as planned; 0: it has no end
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def is_open(self) -> bool:
        """True while the room may read or write here, also while it pauses."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_paused(self) -> bool:
        """True while people are asked to look up."""
        return self.is_open and self.paused_at is not None

    def until(self, *, now: datetime) -> datetime | None:
        """The end time to tell the room: none while it pauses, and none once it is over."""
        is_told = self.is_open and not self.is_paused and self.ends_at is not None and self.ends_at > now
        return self.ends_at if is_told else None

    def open(self, *, now: datetime) -> None:
        """Let the room in, again if need be, or let it go on after a pause; the room's place is the step opened last.

        A step that opens ends after its planned minutes; what is left of them before a pause is left after it.
        """
        if self.is_open and self.paused_at is not None:
            self.ends_at = self.ends_at and self.ends_at + (now - self.paused_at)
        elif not self.is_open:
            self.ends_at = now + timedelta(minutes=self.minutes) if self.minutes else None
        self.opened_at, self.paused_at, self.closed_at = now, None, None

    def pause(self, *, now: datetime) -> None:
        """Stop the clock and ask people to look up; `open` lets them go on."""
        if self.is_open:
            self.paused_at = self.paused_at or now

    def end_in(self, minutes: int, *, now: datetime) -> None:
        """End so many minutes from now, or from where it was paused; 0 takes the end time away."""
        self.ends_at = (self.paused_at or now) + timedelta(minutes=minutes) if minutes else None

    def extend(self, minutes: int, *, after: datetime | None, now: datetime) -> None:
        """End so many minutes after `after`, the end that whoever asks has before them; nothing if it has moved since."""
        if self.ends_at == after:
            self.ends_at = max(after or now, self.paused_at or now) + timedelta(minutes=minutes)

    def close(self, *, now: datetime) -> None:
        """Take no more writing here."""
        self.closed_at = self.closed_at or now


def latest_open(steps: Iterable[Open]) -> Open | None:
    """The open step that was opened last; of several opened together, the one that comes last in the agenda."""
    opened = [(step.opened_at, step.rank, step) for step in steps if step.is_open]
    return max(opened, key=lambda found: found[:2], default=(None, None, None))[2]
