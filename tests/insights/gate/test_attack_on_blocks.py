"""Attack 15 of privacy.md: tell that everybody in a team, or among those counted in between, answered alike."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insights.gate.possible import CHIP, RATED, YES, figures, given_away
from tests.insights.gate.whole import whole
from workshop.insights.gate.coarsen import coarsen
from workshop.insights.gate.figures import CountRange

EVENT_ONLY = replace(YES, by_team=False)
ROOMS = [
    [(6, 6)],
    [(8, 8)],
    [(7, 8, 9)],
    [(6, 6, 3, 3)],
    [(6,), (6,)],
    [(6,), (0, 6)],
    [(10,), (10,)],
    [(6, 6), (6, 6)],
    [(8, 8), (3, 3)],
    [(12,), (0, 6), (0, 8)],
    [(6,), (8,), (6,)],
]


def heedless(question, row):
    """As if nothing else were printed: the numbers of the event whatever its teams and earlier releases say."""
    return coarsen(question, whole(row.level, row.tally))


@pytest.mark.parametrize("savers", ROOMS)
@pytest.mark.parametrize("question", [YES, EVENT_ONLY, CHIP], ids=["choice", "choice of the event", "chip"])
def test_no_releases_tell_that_everybody_or_nobody_of_a_block_chose(question, savers):
    assert given_away(question, savers) == []


@pytest.mark.parametrize("savers", [[(6, 6)], [(7, 7)], [(6, 3, 3)], [(6,), (8,)], [(7,), (0, 7)], [(20,)], [(10, 10)]])
def test_no_releases_tell_that_everybody_or_nobody_of_a_block_rated_high(savers):
    assert given_away(RATED, savers) == []


sizes = st.lists(st.integers(0, 9), min_size=1, max_size=3)


@settings(max_examples=25, deadline=None)
@given(st.lists(sizes, min_size=1, max_size=2).filter(lambda all_of_them: sum(map(sum, all_of_them)) <= 27))
def test_whoever_comes_when(savers):
    assert given_away(YES, savers) == []
    assert given_away(CHIP, savers) == []


@pytest.mark.parametrize(
    ("question", "savers"),
    [(YES, [(6, 6)]), (CHIP, [(6, 6)]), (YES, [(10,), (10,)]), (CHIP, [(10,), (10,)]), (RATED, [(6, 7)])],
)
def test_numbers_that_heed_nothing_else_are_caught(question, savers):
    assert given_away(question, savers, heedless)


def test_eight_of_twelve_beside_fewer_than_half_of_one_team_would_be_all_of_the_other():
    assert [one.count for one in figures(YES, [(6, 6)], [2, 6])] == [CountRange(4, 8)]
    assert [one.count for one in figures(YES, [(6, 6)], [2, 6], heedless)] == [8]


def test_three_who_name_a_chip_beside_one_team_that_names_it_would_be_nobody_of_the_other():
    assert [one.named[0].count for one in figures(CHIP, [(6, 6)], [3, 0])] == [CountRange(3, 5)]
    assert [one.named[0].count for one in figures(CHIP, [(6, 6)], [3, 0], heedless)] == [3]


def test_five_of_ten_and_then_fifteen_of_twenty_would_be_all_who_came_in_between():
    assert [one.count for one in figures(YES, [(10,), (10,)], [5, 10])] == [5, CountRange(13, 15)]
    assert [one.count for one in figures(YES, [(10,), (10,)], [5, 10], heedless)] == [5, 15]


def test_a_number_in_the_middle_is_printed_as_it_is():
    assert [one.count for one in figures(YES, [(30, 30)], [14, 16])] == [30]
