"""Words made of printed figures, ready for translation: a message, its numbers, its names.

A page shows a phrase as `gettext(phrase.message)`, filled with the numbers through its formatter,
with the labels of the options, needs or chips that `names` names by key, and with the phrases it
is made of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workshop.insights.gate.figures import (
    N_,
    CountRange,
    CountWord,
    MeanEnd,
    PeopleBand,
    PrintedCount,
    PrintedMean,
    PrintedPeople,
)


@dataclass(frozen=True)
class Phrase:
    """One sentence or part of one; `message` has a %(place)s for each number, name and part."""

    message: str
    numbers: Mapping[str, int | float] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, "Phrase"] = field(default_factory=dict)

    def english(self, labels: Mapping[str, str]) -> str:
        """The phrase in the source language, with these labels by key."""
        names = {place: labels.get(key, key) for place, key in self.names.items()}
        parts = {place: part.english(labels) for place, part in self.parts.items()}
        return self.message % {**self.numbers, **names, **parts}


def people_phrase(people: PrintedPeople) -> Phrase:
    """How many people a figure counts: "24 people", "6 to 9 people"."""
    if isinstance(people, PeopleBand):
        return Phrase(N_("%(band)s people"), parts={"band": Phrase(people.value)})
    return Phrase(N_("%(n)s people"), numbers={"n": people})


def mean_phrase(mean: PrintedMean) -> Phrase:
    """A mean: "about 3.5", "4 or more", "2.6", "4.5 or more", "2.2 to 2.5"."""
    if mean.range is not None:
        least, most = mean.range
        return Phrase(N_("%(least)s to %(most)s"), {"least": least / 10, "most": most / 10})
    value = {"value": mean.tenths // 10 if mean.tenths % 10 == 0 and mean.is_to_half else mean.value}
    if mean.end is MeanEnd.OR_LESS:
        return Phrase(N_("%(value)s or less"), value)
    if mean.end is MeanEnd.OR_MORE:
        return Phrase(N_("%(value)s or more"), value)
    return Phrase(N_("about %(value)s") if mean.is_to_half else "%(value)s", value)


def count_phrase(count: PrintedCount, people: PrintedPeople) -> Phrase:
    """Some of the people: "9 of 24", "8 to 10 of 24", "nearly all"."""
    if isinstance(count, CountWord):
        return Phrase(count.value)
    if isinstance(people, PeopleBand):
        raise ValueError("a count is never printed beside a band of people")
    return counted_phrase(N_("%(count)s of %(n)s"), count, people)


def counted_phrase(message: str, count: int | CountRange, people: int, names: Mapping[str, str] | None = None) -> Phrase:
    """The message, with its %(count)s and %(n)s, of an exact count or of a range: "8 to 10"."""
    if isinstance(count, int):
        return Phrase(message, {"count": count, "n": people}, names or {})
    words = Phrase(N_("%(least)s to %(most)s"), {"least": count.least, "most": count.most})
    return Phrase(message, {"n": people}, names or {}, {"count": words})
