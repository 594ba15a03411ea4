"""What in a text might tell who wrote it, or of whom it speaks: pointed out to its author before it is shared. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://\S+|www\.\S+", re.IGNORECASE)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_DATE = re.compile(rf"\b(?:\d{{1,4}}[./-]\d{{1,2}}(?:[./-]\d{{1,4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})|(?:{_MONTHS})(?:\s+\d{{1,4}})?)\b", re.IGNORECASE)  # fmt: skip  # noqa: E501
_NUMBER = re.compile(r"\d[\d.,]*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
SHORTEST_NAME = 3


@dataclass(frozen=True)
class Pointer:
    """A piece of the text: `kind` is "name", "address", "date" or "number"."""

    kind: str
    words: str


def pointers(text: str, names: Iterable[str]) -> tuple[Pointer, ...]:
    """Everything in the text that its author should look at twice, each once: names of these people among them."""
    addresses, rest = list(_found("address", _ADDRESS, text)), _ADDRESS.sub(" ", text)
    dates, numbers = list(_found("date", _DATE, rest)), _found("number", _NUMBER, _DATE.sub(" ", rest))
    return tuple(dict.fromkeys([*_names(rest, names), *addresses, *dates, *numbers]))


def _found(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Pointer]:
    yield from (Pointer(kind, match.group().rstrip(".,;:!?")) for match in pattern.finditer(text))


def _names(text: str, names: Iterable[str]) -> Iterator[Pointer]:
    parts = {part.casefold() for name in names for part in _WORD.findall(name) if len(part) >= SHORTEST_NAME}
    for word in _WORD.findall(text):
        bare = word.removesuffix("’s").removesuffix("'s")
        if bare.casefold() in parts:
            yield Pointer("name", bare)
