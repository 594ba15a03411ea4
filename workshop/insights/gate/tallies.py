"""Counts of people, the only thing that outlives what they wrote."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from workshop.insights.gate.questions import SCALE, Kind, Question, Value


@dataclass(frozen=True)
class Tally:
    """How many people, and how many of them gave which value.

    `counts` has five numbers for a rating, ten for a pair (importance, then delivery), and one
    for each option of a choice or a set. Tallies of one question add.
    """

    n: int
    counts: tuple[int, ...]

    def __add__(self, other: "Tally") -> "Tally":
        pairs = zip(self.counts, other.counts, strict=True)
        return Tally(self.n + other.n, tuple(one + two for one, two in pairs))


def empty(question: Question) -> Tally:
    """Nobody, in as many counts as the question has."""
    match question.kind:
        case Kind.RATING:
            return Tally(0, (0,) * len(SCALE))
        case Kind.PAIR:
            return Tally(0, (0,) * (2 * len(SCALE)))
        case Kind.CHOICE | Kind.SET:
            return Tally(0, (0,) * len(question.options))
    assert_never(question.kind)


def tally(question: Question, values: Iterable[Value]) -> Tally:
    """These people's values, counted. Linear in the number of people."""
    n, counts = 0, list(empty(question).counts)
    for value, people in Counter(values).items():
        n += people
        for place in _places(question, value):
            counts[place] += people
    return Tally(n, tuple(counts))


def total(question: Question, tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies of one question."""
    return sum(tallies, start=empty(question))


def _places(question: Question, value: Value) -> list[int]:
    match question.kind, value:
        case Kind.RATING, int(rating):
            return [SCALE.index(rating)]
        case Kind.PAIR, (int(importance), int(delivery)):
            return [SCALE.index(importance), len(SCALE) + SCALE.index(delivery)]
        case Kind.CHOICE, str(option):
            return [question.options.index(option)]
        case Kind.SET, frozenset() as chips:
            return [question.options.index(chip) for chip in chips]
    raise ValueError(f"{question.key}: {value!r} is not a value of the kind {question.kind}")
