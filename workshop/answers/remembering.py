"""What a page's last save left, remembered for a minute: while all that still holds, its next save need not read it again.

Nothing is believed that is remembered: the statement that stores the next save looks whether it is still so.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from workshop.answers.sheets import StoredSheet
from workshop.answers.standing import Seen
from workshop.worksheets.worksheet import Worksheet

REMEMBERED_FOR = timedelta(minutes=1)
MOST_REMEMBERED = 2_000  # saves, in each process


@dataclass(frozen=True)
class LastSave:
    """What a page's last save rested on, and the sheet as it left it, up to the moment `until`."""

    token_hash: str  # of the sign-in that it came with
    seen: Seen
    sheet: StoredSheet
    name: str  # the sheet's, as pages know it
    worksheet: Worksheet
    zone: str  # the event's
    until: datetime


class LastSaves:
    """The last saves of this process: none that is older than a minute once another one comes."""

    def __init__(self, most: int = MOST_REMEMBERED):
        self._most = most
        self.are_tidied = False  # somebody comes back to let go of what is old
        self._kept: OrderedDict[Hashable, tuple[datetime, LastSave]] = OrderedDict()

    def keep(self, key: Hashable, last: LastSave, *, now: datetime) -> None:
        """Remember the save under this key, in the place of the one before, for a minute."""
        self._kept[key] = now, last
        self._kept.move_to_end(key)
        self.forget_old(now=now)

    def forget_old(self, *, now: datetime) -> None:
        """Let go of what is older than a minute, and of the oldest where there are too many."""
        while self._kept and (len(self._kept) > self._most or self._oldest(now)):
            self._kept.popitem(last=False)

    def take(self, key: Hashable, *, now: datetime) -> LastSave | None:
        """What is remembered under this key, or None; from here on it is not any more."""
        kept_at, last = self._kept.pop(key, (now, None))
        return last if last is not None and now < min(last.until, kept_at + REMEMBERED_FOR) else None

    def __len__(self) -> int:
        return len(self._kept)

    def _oldest(self, now: datetime) -> bool:
        kept_at, _last = next(iter(self._kept.values()))
        return now - kept_at >= REMEMBERED_FOR
