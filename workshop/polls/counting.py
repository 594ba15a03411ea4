"""What of a poll's votes may be told: pure arithmetic. The votes are told once, when no more are taken.

A count that is told while it runs, however seldom, can be subtracted from the next one: six new votes of one mind would be
known to the vote. So while people vote only their number is told, in steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

SMALLEST = 6
IN_STEPS_OF = 5
FEW = 3


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


def voted(n: int) -> int:
    """How many have voted, as it may be told while others still may: 0 below six, then in steps of five."""
    return 0 if n < SMALLEST else n - n % IN_STEPS_OF


def bars(labels: Sequence[str], votes: Sequence[int]) -> list[Bar]:
    """What is said of each option of a closed poll; [] below six votes, or where every option has fewer than three.

    A count below three, or all but two, is not told exactly: a room of one mind, and one in which one or two were not, look
    the same. A single such count beside exact ones could be worked out by whoever knows how many voted: then all are words.
    """
    n = sum(votes)
    if n < SMALLEST or max(votes) < FEW:
        return []
    said = [_said(count, n) for count in votes]
    if said.count(Said.EXACTLY) == len(said) - 1:
        said = [_in_words(count, n) for count in votes]
    return [
        Bar(label, one, count if one is Said.EXACTLY else 0) for label, one, count in zip(labels, said, votes, strict=True)
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
