"""What one save brings: form fields, read into values without asking the database."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from uuid import UUID

from workshop.answers.naming import once_entry, rendered_at
from workshop.answers.values import NOTHING, digest
from workshop.worksheets.definition import Kind, Question
from workshop.worksheets.kinds import Problem, Value, clean
from workshop.worksheets.worksheet import Worksheet

MAX_FIELDS = 400
MAX_ENTRIES = 40
OTHER = "other"

_ENTRY = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ID = re.compile(_ENTRY)
_FIELD = re.compile(rf"(a|was)-({_ENTRY})-([a-z_.]+?)(-other)?")
_SEQ = re.compile(r"[0-9]{1,9}")
_WRITER = re.compile(r"[A-Za-z0-9_-]{1,64}")

Fields = Mapping[str, Sequence[str]]
Typed = str | tuple[str, ...]


class BadSave(ValueError):
    """A save that none of our pages sends; nothing of it is stored."""


class BrokenSave(BadSave):
    """A field that every save needs is missing or cannot be read."""


class UnknownField(BadSave):
    """An answer to a question that the worksheet does not ask there."""


class TooManyFields(BadSave):
    """More fields or entries than any of our pages has."""


class Action(StrEnum):
    """What the pressed button asks for beside saving."""

    SAVE = "save"
    ADD = "add"
    REMOVE = "remove"
    RESTORE = "restore"
    UP = "up"
    DOWN = "down"
    KEEP_BOTH = "keep-both"
    KEEP_MINE = "keep-mine"
    KEEP_THEIRS = "keep-theirs"


_ON_ENTRY = (Action.REMOVE, Action.RESTORE, Action.UP, Action.DOWN)


@dataclass(frozen=True)
class Field:
    """One answer that the page sent: its value or what is wrong with it, and the digest of what it was."""

    entry: str
    question: Question
    value: Value | Problem | None
    was: str
    typed: Typed

    @cached_property
    def digest(self) -> str:
        """The digest of the value; "" for one that cannot be stored."""
        return "" if isinstance(self.value, Problem) else digest(self.value)

    @property
    def is_touched(self) -> bool:
        """True if the page shows something else than it was rendered with."""
        return self.digest != self.was


@dataclass(frozen=True)
class Save:
    """Everything one save brings. `finished` is None where the page leaves that question alone."""

    writer: str
    seq: int
    sheet: str
    rendered_at: datetime | None
    entries: tuple[str, ...]
    was_order: str | None
    fields: tuple[Field, ...]
    action: Action
    target: str | None
    finished: bool | None

    @cached_property
    def once(self) -> str:
        """The id of the entry that holds what its sheet asks once."""
        return once_entry(self.sheet)

    @cached_property
    def digest(self) -> str:
        """The digest of the whole payload, by which a repeated one is known."""
        fields = sorted((f.entry, f.question.key, f.was, f.typed) for f in self.fields)
        whole = [self.sheet, self.entries, self.was_order, self.action, self.target, self.finished, fields]
        return sha256(json.dumps(whole).encode()).hexdigest()[:32]

    def typed(self, entry: str, question: str) -> Typed | None:
        """What stood in the field, exactly as sent, to be shown again; None if the page did not send it."""
        found = (f.typed for f in self.fields if f.entry == entry and f.question.key == question)
        return next(found, None)


def read_save(fields: Fields, worksheet: Worksheet) -> Save:
    """The save in these form fields. Raises BrokenSave, UnknownField or TooManyFields."""
    entries = tuple(dict.fromkeys(_entry_id(one) for one in fields.get("entry", ())))
    if len(fields) > 2 * MAX_FIELDS or len(entries) > MAX_ENTRIES:
        raise TooManyFields
    action, target = _action(_first(fields, "action") or Action.SAVE)
    return Save(
        writer=_matching(_WRITER, _first(fields, "writer")),
        seq=int(_matching(_SEQ, _first(fields, "seq"))),
        sheet=_first(fields, "sheet"),
        rendered_at=rendered_at(_first(fields, "rendered")),
        entries=entries,
        was_order=_first(fields, "was-order") or None,
        fields=tuple(_answers(fields, worksheet)),
        action=action,
        target=target,
        finished=_finished(fields),
    )


def _answers(fields: Fields, worksheet: Worksheet) -> list[Field]:
    places: dict[tuple[str, str], None] = {}
    for name in fields:
        if found := _FIELD.fullmatch(name):
            places[found[2], found[3]] = None
        elif name.startswith(("a-", "was-")) and name not in ("was-order", "was-finished"):
            raise UnknownField(name)
    if len(places) > MAX_FIELDS or len({entry for entry, _ in places}) > MAX_ENTRIES:
        raise TooManyFields
    return [_answer(fields, worksheet, entry, key) for entry, key in places]


def _answer(fields: Fields, worksheet: Worksheet, entry: str, key: str) -> Field:
    question = worksheet.question(key)
    if question is None:
        raise UnknownField(key)
    name, was = f"{entry}-{key}", _first(fields, f"was-{entry}-{key}") or NOTHING
    if question.kind == Kind.CHIPS:
        raw: Typed = tuple(fields.get(f"a-{name}", ()))
    else:
        raw = _first(fields, f"a-{name}")
    if question.kind == Kind.REFERENCE:
        assert isinstance(raw, str)
        raw = _reference(raw, _first(fields, f"a-{name}-other"), was)
    return Field(entry, question, clean(question, raw), was, raw)


def _reference(chosen: str, other: str, was: str) -> str:
    """Words for someone else count if that was chosen, or if they were typed and the choice left alone."""
    if chosen == OTHER or not chosen:
        return other
    if other and _ID.fullmatch(chosen) and digest(UUID(chosen)) == was:
        return other
    return chosen


def _action(given: str) -> tuple[Action, str | None]:
    if given in (Action.SAVE, Action.ADD, Action.KEEP_BOTH, Action.KEEP_MINE, Action.KEEP_THEIRS):
        return Action(given), None
    verb, _, target = given.partition("-")
    if verb in _ON_ENTRY:
        return Action(verb), _entry_id(target)
    raise BrokenSave("action")


def _finished(fields: Fields) -> bool | None:
    given = _first(fields, "finished")
    if given not in ("yes", "no") or given == _first(fields, "was-finished"):
        return None
    return given == "yes"


def _first(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _entry_id(given: str) -> str:
    return _matching(_ID, given.lower())


def _matching(pattern: re.Pattern[str], given: str) -> str:
    if not pattern.fullmatch(given):
        raise BrokenSave(given[:80])
    return given
