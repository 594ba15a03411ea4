"""What of a running count may be told: pure arithmetic. Between any two tellings stand at least six votes.

Votes are told in steps. When six votes have come in since the last count, the count is kept; when six more have come in,
what was kept is told. So the votes that are not told yet are always six or more once any have been told, and the poll can be
closed at any moment with all of them: whoever subtracts one telling from another learns about six people together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

SMALLEST = 6
FEW = 3


@dataclass(frozen=True)
class Counters:
    """All votes for each option, those that were kept at the last step, and those that are told. Each 0 or more."""

    votes: tuple[int, ...]
    kept: tuple[int, ...]
    told: tuple[int, ...]


class Said(StrEnum):
    """How an option's votes are told: exactly, or in words."""

    EXACTLY = "exactly"
    FEW = "few"  # fewer than three, or nobody
    SOME = "some"  # three or more, and at most half
    MORE_THAN_HALF = "more_than_half"
    NEARLY_ALL = "nearly_all"  # all but two, or more


@dataclass(frozen=True)
class Bar:
    """One option as it is told: how, and its votes where they are told exactly, else 0."""

    label: str
    said: Said
    count: int


def stepped(counters: Counters) -> Counters:
    """The counters after a vote came in."""
    if sum(counters.votes) - sum(counters.kept) < SMALLEST:
        return counters
    return Counters(counters.votes, counters.votes, counters.kept)


def closed(counters: Counters) -> Counters:
    """The counters when no more votes are taken: everything is told, or nothing where fewer than six have voted."""
    if sum(counters.votes) < SMALLEST:
        return counters
    return Counters(counters.votes, counters.votes, counters.votes)


def bars(labels: Sequence[str], told: Sequence[int]) -> list[Bar]:
    """What is said of each option; [] while nothing is told: below six votes, or where every option has fewer than three.

    A count below three, or all but two, is not told exactly: a room of one mind, and one in which one or two were not, look
    the same. A single such count beside exact ones could be worked out by whoever knows how many voted: then all are words.
    """
    n = sum(told)
    if n < SMALLEST or max(told) < FEW:
        return []
    said = [_said(count, n) for count in told]
    if said.count(Said.EXACTLY) == len(said) - 1:
        said = [_in_words(count, n) for count in told]
    return [
        Bar(label, one, count if one is Said.EXACTLY else 0) for label, one, count in zip(labels, said, told, strict=True)
    ]


def total(told: Sequence[Bar]) -> int | None:
    """How many voted, where that is told: beside a count that is not, it would give it away."""
    return sum(bar.count for bar in told) if all(bar.said is Said.EXACTLY for bar in told) else None


def _said(count: int, n: int) -> Said:
    if count < FEW:
        return Said.FEW
    return Said.NEARLY_ALL if count > n - FEW else Said.EXACTLY


def _in_words(count: int, n: int) -> Said:
    if count < FEW:
        return Said.FEW
    return Said.MORE_THAN_HALF if 2 * count > n else Said.SOME
