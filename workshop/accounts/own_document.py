"""One's own data as a document: what the JSON holds, as headings and labelled lines, without what only programs need."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

FOR_PROGRAMS = {"id", "is_asked_once", "worksheet", "title"}  # a title is the heading
DEEPEST = 4


@dataclass
class Part:
    """A heading, its level from 1 to 4, and lines of label and words below it."""

    heading: str
    level: int
    rows: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """How things are put: a key, a key as one of several (`entries` as "Entry"), a moment, a yes or no, and nothing."""

    label: Callable[[str], str]
    one_of: Callable[[str], str]
    moment: Callable[[str], str]
    yes: str
    no: str
    nothing: str


def own_document(own: dict[str, Any], said: Said) -> list[dict[str, Any]]:
    """`own` as parts, fit for JSON; a group in which nothing is kept says so."""
    parts: list[Part] = []
    for name, value in own.items():
        if isinstance(value, dict) and value:
            parts += _one(said.label(name), value, 1, said)
        else:
            parts.append(Part(said.label(name), 1, [] if value else [("", said.nothing)]))
            parts += _several(name, value or [], 2, said)
    return [asdict(part) for part in parts]


def _one(heading: str, value: dict[str, Any], level: int, said: Said) -> Iterator[Part]:
    here = Part(heading, level)
    yield here
    for key, inner in value.items():
        if key in FOR_PROGRAMS or inner is None or inner in ([], {}, ""):
            continue
        if key == "answers":
            here.rows += [row for one in inner for row in _answer(one, said)]
        elif isinstance(inner, dict):
            yield from _one(said.label(key), inner, min(level + 1, DEEPEST), said)
        elif isinstance(inner, list) and any(isinstance(one, dict) for one in inner):
            yield from _several(key, inner, min(level + 1, DEEPEST), said)
        else:
            here.rows.append((said.label(key), _words(key, inner, said)))


def _answer(one: dict[str, Any], said: Said) -> Iterator[tuple[str, str]]:
    yield one["label"], one.get("words") or _words("", one["answer"], said)
    if "shared_at" in one:
        yield said.label("shared_at"), _words("shared_at", one["shared_at"], said)


def _several(key: str, values: list[dict[str, Any]], level: int, said: Said) -> Iterator[Part]:
    for number, value in enumerate(values, start=1):
        yield from _one(str(value.get("title") or f"{said.one_of(key)} {number}"), value, level, said)


def _words(key: str, value: Any, said: Said) -> str:
    if isinstance(value, bool):
        return said.yes if value else said.no
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return said.moment(value) if key.endswith("_at") else str(value)
