"""How sheets that were filled in on paper may be typed up after an event has closed."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Mapped, mapped_column

from workshop.database import UtcDateTime

TYPING_UP = timedelta(days=2)


class TypedUp:
    """Until when paper may be typed up, if the facilitator left that open. What is typed then is counted nowhere."""

    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    typing_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def may_leave_typing_open(self, *, now: datetime) -> bool:
        """True for two days after closing, unless that has been done."""
        return self.closed_at is not None and self.typing_until is None and now < self.closed_at + TYPING_UP

    def leave_typing_open(self, *, now: datetime) -> None:
        """Let people type up their paper sheets until two days after closing; nothing changes once those are over."""
        if self.closed_at is not None and self.may_leave_typing_open(now=now):
            self.typing_until = self.closed_at + TYPING_UP

    def takes_typing(self, *, now: datetime) -> bool:
        """True while sheets filled in on paper may be typed up, though the figures are made."""
        return self.typing_until is not None and now < self.typing_until
