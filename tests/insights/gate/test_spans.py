"""Spans: what a number can be, and what is printed of it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.insights.gate.spans import Ratings, Span, coded, high_ratings, sums


@st.composite
def groups(draw) -> Ratings:
    """A few people, and what the sum of their ratings can be."""
    n = draw(st.integers(1, 4))
    least = draw(st.integers(n, 5 * n))
    return Ratings(n, Span(least, draw(st.integers(least, 5 * n))))


def possible(some: list[Ratings]) -> set[tuple[int, int]]:
    """Every number of high ratings with every sum there can be."""
    each = [
        {
            (sum(rating > 3 for rating in ratings), sum(ratings))
            for ratings in product(range(1, 6), repeat=one.n)
            if one.sum.least <= sum(ratings) <= one.sum.most
        }
        for one in some
    ]
    return {(sum(high for high, _sum in room), sum(sum_ for _high, sum_ in room)) for room in product(*each)}


@given(st.lists(groups(), min_size=1, max_size=2), st.data())
def test_high_ratings_and_sums_bound_each_other_as_counting_every_room_does(some, data):
    rooms = possible(some)
    high, whole = data.draw(st.sampled_from(sorted(rooms)))
    least, most = (data.draw(st.sampled_from(range(2))) for _ in range(2))

    given_sum = [h for h, sum_ in rooms if whole - least <= sum_ <= whole + most]
    given_high = [sum_ for h, sum_ in rooms if high - least <= h <= high + most]
    highest = max(h for h, _sum in rooms)
    lowest = min(h for h, _sum in rooms)

    assert high_ratings(some, Span(whole - least, whole + most)) == (min(given_sum), max(given_sum))
    within = Span(max(lowest, high - least), min(highest, high + most))
    assert sums(some, within) == (min(given_high), max(given_high))


@pytest.mark.parametrize(
    ("number", "open_", "printed"),
    [
        (0, (0, 12), (0, 2)),
        (2, (0, 12), (0, 2)),
        (3, (0, 12), (3, 3)),
        (9, (0, 12), (9, 9)),
        (10, (0, 12), (10, 12)),
        (8, (4, 8), (4, 8)),
        (5, (3, 8), (3, 5)),
        (6, (3, 8), (6, 8)),
        (6, (3, 9), (6, 6)),
    ],
)
def test_three_numbers_at_each_end_are_not_told_apart(number, open_, printed):
    assert coded(number, Span(*open_)) == printed
