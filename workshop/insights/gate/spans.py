"""Spans: the least and the most that something can be, as far as what is printed tells.

One rule keeps every printed number from telling that everybody or nobody of a smaller group gave an answer: a number that
lies within two of the least or the most that other printed rows leave open is printed as the three it could be.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workshop.insights.gate.figures import FEWEST


class Span(NamedTuple):
    """From `least` to `most`, both included."""

    least: int
    most: int

    def __add__(self, other: tuple) -> "Span":
        """What the sum of two things can be."""
        return Span(self.least + other[0], self.most + other[1])

    def narrowed(self, other: "Span") -> "Span":
        """What is in both."""
        return Span(max(self.least, other.least), min(self.most, other.most))


def total(spans: Iterable[Span]) -> Span:
    """What the sum of all these can be."""
    return sum(spans, start=Span(0, 0))


def coded(number: int, open_: Span) -> Span:
    """What is printed of a number of which others tell that it lies in `open_`: itself, or the three next to an end.

    Where hardly anything is left open, all of it. Where the ends lie depends on nothing but what else is printed.
    """
    if open_.most - open_.least < 2 * FEWEST - 1:
        return open_
    if number < open_.least + FEWEST:
        return Span(open_.least, open_.least + FEWEST - 1)
    if number > open_.most - FEWEST:
        return Span(open_.most - FEWEST + 1, open_.most)
    return Span(number, number)


class Ratings(NamedTuple):
    """So many people, and the span of the sum of their ratings from 1 to 5."""

    n: int
    sum: Span


def high_ratings(groups: Sequence[Ratings], whole: Span) -> Span:
    """How many of these people can have rated 4 or 5, the sum of all their ratings lying in `whole`."""
    return Span(_dearest(groups).needed_for(whole.least), _cheapest(groups).within(whole.most))


def sums(groups: Sequence[Ratings], high: Span) -> Span:
    """What all ratings of these people can add up to, so many of them having rated 4 or 5."""
    return Span(_cheapest(groups).sum_at(high.least), _dearest(groups).sum_at(high.most))


class _Ladder(NamedTuple):
    """An end of the sum of ratings against the number of high ones: where it begins, and steps of a size, so many of each.

    Where h of n people rate 4 or 5, their ratings add up to n + 3h at least and to 3n + 2h at most.
    """

    high: int
    sum: int
    steps: tuple[tuple[int, int], ...]

    def sum_at(self, high: int) -> int:
        """The end of the sum with so many high ratings."""
        reached, left = self.sum, max(0, high - self.high)
        for size, n in self.steps:
            reached += size * min(n, left)
            left -= min(n, left)
        return reached

    def within(self, most: int) -> int:
        """The most high ratings with which the sum is no larger."""
        high, left = self.high, most - self.sum
        for size, n in self.steps:
            taken = min(n, left // size)
            high += taken
            left -= size * taken
            if taken < n:
                break
        return high

    def needed_for(self, least: int) -> int:
        """The fewest high ratings with which the sum is no smaller."""
        high, left = self.high, least - self.sum
        for size, n in self.steps:
            taken = min(n, max(0, -(-left // size)))
            high += taken
            left -= size * taken
        return high


def _cheapest(groups: Sequence[Ratings]) -> _Ladder:
    """The least sum: first those whose rating 4 the least sum of their group pays for, in part or whole."""
    paid = [min((one.sum.least - one.n) // 3, one.n) for one in groups]
    more = [min((one.sum.most - one.n) // 3, one.n) - n for n, one in zip(paid, groups, strict=True)]
    rises = [one.n + 3 * (n + 1) - one.sum.least for n, one in zip(paid, groups, strict=True)]
    firsts = sorted(rise for rise, left in zip(rises, more, strict=True) if left > 0)
    others = sum(left - 1 for left in more if left > 0)
    return _Ladder(sum(paid), sum(one.sum.least for one in groups), (*((rise, 1) for rise in firsts), (3, others)))


def _dearest(groups: Sequence[Ratings]) -> _Ladder:
    """The most sum: two more with each high rating, until one is left of what a group's most allows."""
    needed = [max(0, -(-(one.sum.least - 3 * one.n) // 2)) for one in groups]
    begun = [min(one.sum.most, 3 * one.n + 2 * n) for n, one in zip(needed, groups, strict=True)]
    left = [one.sum.most - sum_ for sum_, one in zip(begun, groups, strict=True)]
    return _Ladder(sum(needed), sum(begun), ((2, sum(one // 2 for one in left)), (1, sum(one % 2 for one in left))))
