"""What a save came to: what its writer has to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workshop.answers.keeping import Words
from workshop.answers.payload import Typed
from workshop.answers.sheets import Receipt, StoredSheet
from workshop.worksheets.definition import Question
from workshop.worksheets.kinds import Missing, Problem, Value


class SheetOfAnotherPerson(LookupError):
    """The page belongs to another person's sheet, or to another sheet, than the one it was sent to."""


class EntryOfAnotherSheet(LookupError):
    """The page names an entry that stands on another sheet."""


class ChangedMeanwhile(RuntimeError):
    """Seat, step or event are not as they were when the save was looked at, before the lock: to be looked at again."""


@dataclass(frozen=True)
class Conflict:
    """Two versions of one answer. `was` is the digest of theirs: the page that settles it sends it back."""

    entry: str
    question: Question
    mine: Value | None
    theirs: Value | None
    theirs_at: datetime
    was: str


@dataclass(frozen=True)
class Refused:
    """An answer that could not be stored; what was typed stays on the page."""

    entry: str
    question: Question
    problem: Problem
    typed: Typed


@dataclass(frozen=True)
class Outcome:
    """What a save came to. Everything that is in neither `conflicts` nor `refused` is stored, unless it came too late.

    `receipt` is None only for a save that came too late; `closed_at` is when its worksheet closed. `was` has the new digest
    of each answer that is now stored as sent, by field name. `kept` are the words that became private copies.
    """

    receipt: Receipt | None
    closed_at: datetime | None = None
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Refused, ...] = ()
    missing: tuple[Missing, ...] = ()
    kept: tuple[Words, ...] = ()
    was: Mapping[str, str] = field(default_factory=dict)
    added: str | None = None
    removed: str | None = None
    restored: tuple[str, ...] = ()
    is_full: bool = False
    done_at: datetime | None = None
    sheet: StoredSheet | None = None  # as an everyday save left it

    @property
    def is_complete(self) -> bool:
        """True if everything that was sent is stored."""
        return self.closed_at is None and not self.conflicts and not self.refused
