"""What one answer may be: how each kind of question reads it, and what is still missing."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from workshop.worksheets.definition import Kind, Question
from workshop.worksheets.worksheet import Worksheet

SHORT_LIMIT = 200
LONG_LIMIT = 2_000
DONT_KNOW = "dont_know"
# Unicode's Cc, but the tab and, in several lines, the line feed; and Cs: half of a surrogate pair, which JSON can carry and
# no database can store.
_NOT_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NOT_IN_A_LINE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff]")
REFUSED_WORDS = frozenset({"too_long", "control_characters"})  # problems of words that somebody may still want to have

Value: TypeAlias = str | int | date | UUID | tuple[str, ...]
Answers: TypeAlias = Mapping[str, Value | None]


@dataclass(frozen=True)
class Problem:
    """Why an answer was not taken: a message id, and the numbers or words its sentence needs."""

    message: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Missing:
    """A core question without an answer. `entry` counts from 1; None for a question asked once."""

    entry: int | None
    question: Question
    problem: Problem


def clean(question: Question, raw: str | Sequence[str] | None) -> Value | None | Problem:
    """The value of what was typed or chosen, None if that is nothing, or what is wrong with it.

    `raw` is as a browser sends it: a string, or for chips a list of option keys. A scale gives
    1…5 or `DONT_KNOW`; a reference the UUID of an entry, or the words for someone else; chips a
    tuple in the order of the question's options. Texts come back in NFC, otherwise exact.
    """
    if question.kind != Kind.CHIPS and not isinstance(raw, str | None):
        raw = raw[0] if raw else None
    if raw is None or raw == "":
        return None
    match question.kind:
        case Kind.SHORT:
            return _text(str(raw), limit=SHORT_LIMIT, lines=False)
        case Kind.LONG:
            return _text(str(raw), limit=LONG_LIMIT, lines=True)
        case Kind.CHIP | Kind.CHOICE:
            return _option(question, str(raw))
        case Kind.CHIPS:
            return _options(question, [raw] if isinstance(raw, str) else raw)
        case Kind.SCALE:
            return _step(question, str(raw))
        case Kind.DAY:
            return _day(str(raw))
        case Kind.REFERENCE:
            return _reference(question, str(raw))
        case _:
            assert_never(question.kind)


def is_answered(value: Value | None) -> bool:
    """Whether there is anything in this value; spaces and invisible characters are nothing."""
    if isinstance(value, str):
        return has_visible(value)
    return value is not None and value != ()


def has_visible(words: str) -> bool:
    """Whether a reader would see anything: not only spaces, controls or zero-width characters."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in words)


def is_blank(answers: Answers) -> bool:
    """Whether nothing at all has been answered here."""
    return not any(is_answered(value) for value in answers.values())


def missing_core(worksheet: Worksheet, entries: Sequence[Answers], once: Answers) -> list[Missing]:
    """What still keeps a sheet from being done, in page order; empty when it may be finished.

    Entries nobody has begun are passed over, unless all are: then the first is what is missing.
    """
    begun = [number for number, entry in enumerate(entries, 1) if not is_blank(entry)] or [1]
    found = []
    for number in begun:
        entry = entries[number - 1] if entries else {}
        found += [_missing(number, one) for one in _unanswered(worksheet.questions, entry)]
    return found + [_missing(None, one) for one in _unanswered(worksheet.once, once)]


def _unanswered(questions: Sequence[Question], answers: Answers) -> list[Question]:
    return [
        question
        for question in questions
        if question.core and question.is_asked(answers) and not is_answered(answers.get(question.key))
    ]


def _missing(entry: int | None, question: Question) -> Missing:
    match question.kind:
        case Kind.SHORT | Kind.LONG:
            message = "write"
        case Kind.CHIP | Kind.CHOICE:
            message = "choose_one"
        case Kind.CHIPS:
            message = "choose_some"
        case Kind.SCALE:
            message = "choose_rating"
        case Kind.DAY:
            message = "choose_day"
        case Kind.REFERENCE:
            message = "choose_who"
        case _:
            assert_never(question.kind)
    return Missing(entry, question, Problem(message))


def _text(raw: str, *, limit: int, lines: bool) -> str | None | Problem:
    # Browsers send line ends as CR LF; kept that way, every save would look like a change.
    words = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    if (_NOT_IN_LINES if lines else _NOT_IN_A_LINE).search(words):
        return Problem("control_characters")
    if len(words) > limit:
        return Problem("too_long", {"length": len(words), "limit": limit})
    if has_visible(words):
        return words
    # Spaces alone are nothing typed; what cannot be seen at all would be acknowledged and read back empty.
    return None if not words.strip() else Problem("control_characters")


def _option(question: Question, raw: str) -> str | Problem:
    return raw if raw in question.option_keys else Problem("unknown_option")


def _options(question: Question, raw: Sequence[str]) -> tuple[str, ...] | None | Problem:
    chosen = {key for key in raw if key}
    if not chosen <= set(question.option_keys):
        return Problem("unknown_option")
    return tuple(key for key in question.option_keys if key in chosen) or None


def _step(question: Question, raw: str) -> int | str | Problem:
    if raw == DONT_KNOW and question.dont_know is not None:
        return DONT_KNOW
    return int(raw) if raw in ("1", "2", "3", "4", "5") else Problem("unknown_step")


def _day(raw: str) -> date | Problem:
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        return Problem("unknown_day")
    return day if 2000 <= day.year <= 2099 else Problem("unknown_day")


def _reference(question: Question, raw: str) -> UUID | str | None | Problem:
    try:
        return UUID(raw)
    except ValueError:
        if question.someone_else is None:
            return Problem("unknown_entry")
        return _text(raw, limit=SHORT_LIMIT, lines=False)
