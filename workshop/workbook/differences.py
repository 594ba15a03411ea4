"""Two versions of the same words: what was added and what was removed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Part:
    """Some words of one version; `is_only_here` when the other version does not have them there."""

    words: str
    is_only_here: bool


def compare(mine: str, theirs: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both versions in parts, word by word; joined together again the parts are exactly the versions."""
    left, right = _WORDS.findall(mine), _WORDS.findall(theirs)
    codes = SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes()
    here = _parts((tag, left[start:end]) for tag, start, end, _, _ in codes)
    there = _parts((tag, right[start:end]) for tag, _, _, start, end in codes)
    return tuple(here), tuple(there)


def _parts(pieces: Iterator[tuple[str, list[str]]]) -> Iterator[Part]:
    for tag, words in pieces:
        if words:
            yield Part("".join(words), is_only_here=tag != "equal")
