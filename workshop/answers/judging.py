"""Every answer of one save, set against what is stored: what will be written, what stands against what."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workshop.answers.keeping import Words
from workshop.answers.merging import Mark, Verdict, decide
from workshop.answers.naming import added_entry
from workshop.answers.payload import Action, Field, Save
from workshop.answers.sheets import StoredAnswer, StoredSheet
from workshop.answers.values import NOTHING, digest
from workshop.worksheets.definition import Question
from workshop.worksheets.kinds import Problem, Value
from workshop.worksheets.worksheet import Worksheet


@dataclass(frozen=True)
class Write:
    """One answer to store."""

    entry: str
    question: Question
    value: Value | None


@dataclass
class Judged:
    """What is to be done with the answers of one save, gathered answer by answer."""

    writes: list[Write] = field(default_factory=list)
    conflicts: list[Field] = field(default_factory=list)
    losing: list[Words] = field(default_factory=list)  # to be kept
    settled: list[Words] = field(default_factory=list)  # lost once, stored now: no copy needed any more
    as_sent: list[Field] = field(default_factory=list)  # stored exactly as the page has it
    beside: dict[str, str] = field(default_factory=dict)  # new entries that keep both versions, and the old ones

    @property
    def edited(self) -> set[str]:
        """Entries in which the writer changed something."""
        return {one.entry for one in self.writes} | {one.entry for one in self.conflicts}


def stored_answer(sheet: StoredSheet, one: Field) -> StoredAnswer | None:
    """What the sheet holds where this field stands."""
    entry = sheet.entry(one.entry)
    return entry.answers.get(one.question.key) if entry else None


def stored_value(sheet: StoredSheet, one: Field) -> Value | None:
    """The value the sheet holds where this field stands."""
    answer = stored_answer(sheet, one)
    return answer.value if answer else None


def judge(
    sheet: StoredSheet, save: Save, fields: Iterable[Field], worksheet: Worksheet, *, room: int, is_late: bool
) -> Judged:
    """What becomes of these fields of the save, all storable. `room` is the number of entries that may be added; `is_late`
    says that the same page has saved since.
    """
    judged = Judged()
    match save.action:
        case Action.KEEP_THEIRS:
            _keep_theirs(sheet, fields, judged)
        case Action.KEEP_BOTH:
            _keep_both(sheet, save, fields, worksheet, judged, room=room)
        case _:
            for one in fields:
                _merge(sheet, save, one, judged, is_late=is_late)
    return judged


def _merge(sheet: StoredSheet, save: Save, one: Field, judged: Judged, *, is_late: bool) -> None:
    answer = stored_answer(sheet, one)
    there = answer.value if answer else None
    verdict = decide(
        stored=digest(there) if answer else NOTHING,
        by=answer.by if answer else None,
        sent=one.digest,
        was=one.was,
        mark=Mark(save.writer, save.seq),
        is_late=is_late,
    )
    match verdict:
        case Verdict.NOTHING:
            if one.digest == digest(there):
                judged.as_sent.append(one)
        case Verdict.WRITE | Verdict.REPLACE:
            judged.writes.append(Write(one.entry, one.question, _value(one)))
            judged.as_sent.append(one)
            if verdict == Verdict.REPLACE or save.action == Action.KEEP_MINE:
                judged.losing.append(Words(one.entry, one.question.key, there))
            if save.action == Action.KEEP_MINE:
                judged.settled.append(mine(one))
        case Verdict.CONFLICT:
            judged.conflicts.append(one)
            judged.losing.append(mine(one))
        case Verdict.KEEP:
            judged.losing.append(mine(one))
        case Verdict.IGNORE:
            pass


def _keep_theirs(sheet: StoredSheet, fields: Iterable[Field], judged: Judged) -> None:
    judged.losing += [mine(one) for one in _differing(sheet, fields)]


def _keep_both(
    sheet: StoredSheet, save: Save, fields: Iterable[Field], worksheet: Worksheet, judged: Judged, *, room: int
) -> None:
    by_entry: dict[str, list[Field]] = {}
    for one in _differing(sheet, fields):
        by_entry.setdefault(one.entry, []).append(one)
    for entry_id, mine_here in by_entry.items():
        old, new = sheet.entry(entry_id), added_entry(save.sheet, save.writer, save.seq, entry_id)
        there = sheet.entry(new)
        if there is not None:  # it was made by a page that went back since, and may say something else now
            judged.losing += [mine(one) for one in mine_here if one.digest != digest(there.values.get(one.question.key))]
            continue
        if old is None or old.part == "once" or len(judged.beside) >= room:
            judged.losing += [mine(one) for one in mine_here]
            continue
        judged.beside[new] = entry_id
        values: dict[str, Value | None] = {**old.values, **{one.question.key: _value(one) for one in mine_here}}
        judged.writes += [Write(new, one, values[one.key]) for one in worksheet.questions if one.key in values]
        judged.settled += [mine(one) for one in mine_here]


def _differing(sheet: StoredSheet, fields: Iterable[Field]) -> list[Field]:
    return [one for one in fields if one.is_touched and one.digest != digest(stored_value(sheet, one))]


def mine(one: Field) -> Words:
    """The words the page sent in this field, which must be storable."""
    return Words(one.entry, one.question.key, _value(one))


def _value(one: Field) -> Value | None:
    assert not isinstance(one.value, Problem)
    return one.value
