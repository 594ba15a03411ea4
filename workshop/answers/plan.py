"""What one save makes of a sheet: worked out from what is stored and what was sent, before anything is stored."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from workshop.answers.arranging import Arrangement, arrange, room_left, rows_to_store
from workshop.answers.countable import countable
from workshop.answers.finishing import Finish, finish, values_after
from workshop.answers.judging import Judged, judge, mine, stored_value
from workshop.answers.naming import added_entry, was_name
from workshop.answers.outcome import Conflict, Outcome, Refused
from workshop.answers.payload import Action, Field, Save
from workshop.answers.sheets import Receipt, StoredSheet
from workshop.answers.values import digest
from workshop.worksheets.kinds import Problem, is_answered
from workshop.worksheets.worksheet import Worksheet


@dataclass(frozen=True)
class Plan:
    """What is to be stored, and what its writer will be told then."""

    sheet: StoredSheet
    brought: Save
    judged: Judged
    arrangement: Arrangement
    finished: Finish
    worksheet: Worksheet
    refused: tuple[Refused, ...]
    is_late: bool  # the same page has saved since
    now: datetime

    @property
    def is_whole(self) -> bool:
        """True if nothing of the save was refused or stands in conflict."""
        return not self.refused and not self.judged.conflicts

    @cached_property
    def is_news(self) -> bool:
        """True if the sheet will differ from what it was."""
        return bool(self.judged.writes) or self.arrangement.is_news or self.finished.done_at != self.sheet.done_at

    @property
    def revision(self) -> int:
        """The sheet's revision after it."""
        return self.sheet.revision + self.is_news

    @cached_property
    def entries(self) -> list[dict]:
        """The rows of `entries` to be stored."""
        return rows_to_store(self.sheet, self.arrangement, self.judged.edited, self.brought, self.now)

    @property
    def countable(self) -> str:
        """What figures are made of once it is stored."""
        values = values_after(self.sheet, self.judged)
        live = (*self.arrangement.live, self.brought.once)
        return countable(self.worksheet, [values[one] for one in live if one in values])

    @property
    def has_first_words(self) -> bool:
        """True if something is written, and not only cleared: what the event promised its writers is fixed from then on."""
        return any(is_answered(one.value) for one in self.judged.writes)

    @cached_property
    def receipt(self) -> Receipt:
        """What the writer has once it is stored."""
        brought = self.brought
        return Receipt(brought.sheet, brought.writer, brought.seq, brought.digest, self.revision, self.now)

    def outcome(self, stored: StoredSheet | None = None) -> Outcome:
        """What its writer is told once it is stored, with the sheet as it is then where that is known."""
        return Outcome(
            receipt=self.receipt,
            conflicts=tuple(_conflict(self.sheet, one) for one in self.judged.conflicts),
            refused=self.refused,
            missing=self.finished.missing,
            kept=tuple(one for one in self.judged.losing if is_answered(one.value)),
            was={was_name(one.entry, one.question.key): one.digest for one in self.judged.as_sent},
            added=_added(self.brought, self.arrangement),
            removed=self.arrangement.removed,
            restored=self.arrangement.restored,
            is_full=self.arrangement.is_full,
            done_at=self.finished.done_at,
            sheet=stored,
        )


def plan(sheet: StoredSheet, brought: Save, worksheet: Worksheet, *, refused: list[Refused], now: datetime) -> Plan:
    """What the save makes of the sheet; `refused` are answers of it that cannot be stored."""
    places = {(one.entry, one.question.key) for one in refused}
    storable = [one for one in brought.fields if (one.entry, one.question.key) not in places]
    is_late = sheet.last is not None and brought.seq < sheet.last.seq
    room = 0 if is_late or _is_settled(sheet, brought) else room_left(sheet, worksheet)
    judged = judge(sheet, brought, storable, worksheet, room=room, is_late=is_late)
    arrangement = arrange(sheet, brought, worksheet, edited=judged.edited, beside=judged.beside, is_late=is_late, now=now)
    homeless = _one_too_many(judged, brought, arrangement, worksheet)
    is_whole = not refused and not homeless and not judged.conflicts
    finished = finish(sheet, brought, worksheet, arrangement, judged, is_whole=is_whole, is_late=is_late, now=now)
    return Plan(sheet, brought, judged, arrangement, finished, worksheet, (*refused, *homeless), is_late, now)


def _is_settled(sheet: StoredSheet, brought: Save) -> bool:
    """The page has saved something else under this number, whole: by another of its buttons."""
    last = sheet.last
    return last is not None and last.seq == brought.seq and last.digest not in ("", brought.digest)


def _one_too_many(judged: Judged, brought: Save, arrangement: Arrangement, worksheet: Worksheet) -> list[Refused]:
    """Takes the answers of entries for which there is no room out of what will be stored, and says so of each."""
    homeless = {(one.entry, one.question.key) for one in judged.writes if one.entry in arrangement.refused}
    judged.writes = [one for one in judged.writes if (one.entry, one.question.key) not in homeless]
    judged.as_sent = [one for one in judged.as_sent if (one.entry, one.question.key) not in homeless]
    problem = Problem("too_many_entries", {"limit": worksheet.max_entries})
    fields = [one for one in brought.fields if (one.entry, one.question.key) in homeless]
    return [Refused(one.entry, one.question, problem, one.typed) for one in fields]


def _conflict(sheet: StoredSheet, one: Field) -> Conflict:
    theirs = stored_value(sheet, one)
    return Conflict(one.entry, one.question, mine(one).value, theirs, sheet.saved_at, digest(theirs))


def _added(brought: Save, arrangement: Arrangement) -> str | None:
    if brought.action != Action.ADD:
        return None
    new = added_entry(brought.sheet, brought.writer, brought.seq)
    return new if new in arrangement.live else None
