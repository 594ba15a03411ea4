"""Places in a tipsheet that a letter fills for its reader: %%first_name|there%%, with the word that everybody else reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

KNOWN = ("first_name",)
_PLACE = re.compile(r"%%(.*?)%%", re.DOTALL)
_WORD = re.compile(r"[^\s%|<>&\"']{1,40}")  # one word, the same in HTML and in text, which no line break can part


@dataclass(frozen=True)
class Place:
    """One place: all that stands between its marks, what it is filled with, and the word for whoever has none."""

    within: str
    name: str
    fallback: str

    @property
    def is_known(self) -> bool:
        """True for what a reader may have told us."""
        return self.name in KNOWN

    @property
    def has_fallback(self) -> bool:
        """True when there is one word for the page, and for readers who told us nothing."""
        return _WORD.fullmatch(self.fallback) is not None


def places(words: str) -> Sequence[Place]:
    """Every place in these words, in their order."""
    parted = [(within, *within.partition("|")) for within in _PLACE.findall(words)]
    return [Place(within, name, fallback) for within, name, _bar, fallback in parted]


def neutral(words: str) -> str:
    """The words as everybody may read them: each place holds its fallback. A place without one stays as it was written."""
    return _PLACE.sub(lambda found: found[1].partition("|")[2] or found[0], words)


def filling(words: str, *, first_name: str) -> dict[str, str]:
    """What fills each place for this reader, by what stands between its marks."""
    return {one.within: first_name or one.fallback for one in places(words) if one.is_known}
