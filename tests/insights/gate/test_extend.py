"""Adding up: teams of six stand alone, others are pooled, too few wait, bigger blocks are unions."""

import sys
from itertools import count

import pytest

from tests.insights.gate.rooms import RATING
from workshop.insights.gate.blocks import Block, Waiting, extend
from workshop.insights.gate.rows import row
from workshop.insights.gate.tallies import Tally


def crowd(*sizes: int, after: int = 0, rating: int = 3) -> list[Waiting]:
    """People of team 1, 2, … with these sizes."""
    teams = [team for team, n in enumerate(sizes, 1) for _ in range(n)]
    return [Waiting(after + number, team, rating) for number, team in enumerate(teams, 1)]


def outline(blocks) -> list[tuple[int, int | None, int]]:
    return [(block.level, block.team, block.tally.n) for block in blocks]


def what_stands(blocks, team: int | None = None) -> tuple[int, Tally] | None:
    """The level of a row, and everybody in it."""
    made = row(RATING, blocks, team)
    return None if made is None else (made.level, made.tally)


@pytest.mark.parametrize(
    ("sizes", "made"),
    [
        ((), []),
        ((5,), []),
        ((2, 3), []),
        ((6,), [(6, 1, 6)]),
        ((6, 6), [(6, 1, 6), (6, 2, 6), (10, None, 12)]),
        ((8, 3), [(6, None, 11), (10, None, 11)]),
        ((8, 5), [(6, None, 13), (10, None, 13)]),
        ((3, 3), [(6, None, 6)]),
        ((10, 9), [(6, 1, 10), (6, 2, 9), (10, None, 19)]),
        ((7, 6, 2), [(6, 1, 7), (6, None, 8), (10, None, 15)]),
        ((6, 6, 2), [(6, 2, 6), (6, None, 8), (10, None, 14)]),
        ((8, 8, 8), [(6, 1, 8), (6, 2, 8), (6, 3, 8), (10, None, 24), (20, None, 24)]),
        ((10, 10), [(6, 1, 10), (6, 2, 10), (10, 1, 10), (10, 2, 10), (20, None, 20)]),
        ((20,), [(6, 1, 20), (10, 1, 20), (20, 1, 20)]),
        ((12, 6), [(6, 1, 12), (6, 2, 6), (10, None, 18)]),
        ((22, 8), [(6, 1, 22), (6, 2, 8), (10, None, 30), (20, None, 30)]),
    ],
)
def test_blocks_of_a_first_adding_up(sizes, made):
    assert outline(extend(RATING, (), crowd(*sizes)).blocks) == made


def test_late_people_wait_until_they_are_six_and_open_no_block_again():
    first = extend(RATING, (), crowd(8, 8))

    five = extend(RATING, first.blocks, crowd(3, 2, after=16, rating=5))
    six = extend(RATING, first.blocks, crowd(3, 3, after=16, rating=5))

    assert five.blocks == first.blocks
    assert five.counted == {}
    assert outline(six.blocks) == [*outline(first.blocks), (6, None, 6)]
    assert six.blocks[: len(first.blocks)] == first.blocks


def test_a_block_without_a_parent_finds_one_when_enough_others_come():
    first = extend(RATING, (), crowd(6))

    second = extend(RATING, first.blocks, crowd(6, after=6))

    assert [block.parent for block in second.blocks] == [3, 3, None]
    assert outline(second.blocks) == [(6, 1, 6), (6, 1, 6), (10, 1, 12)]
    assert second.blocks[0].tally == first.blocks[0].tally


def test_everyone_counted_is_in_exactly_one_smallest_block():
    made = extend(RATING, (), crowd(7, 6, 2))

    assert made.counted == dict.fromkeys(range(1, 8), 1) | dict.fromkeys(range(8, 16), 2)


def test_of_teams_of_one_size_the_one_that_stands_first_joins_the_rest():
    made = extend(RATING, (), crowd(7, 7, 1))

    assert outline(made.blocks)[:2] == [(6, 2, 7), (6, None, 8)]


def test_an_event_that_raised_its_floor_needs_more_people_for_every_block():
    assert outline(extend(RATING, (), crowd(11), floor=12).blocks) == []
    assert outline(extend(RATING, (), crowd(12), floor=12).blocks) == [(6, 1, 12), (10, 1, 12)]
    assert outline(extend(RATING, (), crowd(8, 8, 8), floor=9).blocks) == [(6, None, 24), (10, None, 24), (20, None, 24)]


@pytest.mark.parametrize(
    ("team", "expected"),
    [(None, (20, Tally(20, (0, 0, 20, 0, 0)))), (1, (6, Tally(10, (0, 0, 10, 0, 0)))), (3, None)],
)
def test_the_row_of_a_node_is_the_sum_of_its_highest_level(team, expected):
    assert what_stands(extend(RATING, (), crowd(10, 10)).blocks, team) == expected


def test_a_team_without_a_block_of_its_own_is_silent_while_the_event_speaks():
    blocks = extend(RATING, (), crowd(8, 3)).blocks

    assert what_stands(blocks) == (10, Tally(11, (0, 0, 11, 0, 0)))
    assert what_stands(blocks, 1) is None
    assert what_stands(blocks, 2) is None


def test_the_event_row_leaves_out_small_blocks_that_have_not_grown_yet():
    blocks = (
        Block(1, 6, 1, Tally(12, (12, 0, 0, 0, 0)), parent=2),
        Block(2, 10, 1, Tally(12, (12, 0, 0, 0, 0))),
        Block(3, 6, 2, Tally(6, (0, 0, 0, 0, 6))),
    )

    assert what_stands(blocks) == (10, Tally(12, (12, 0, 0, 0, 0)))


def test_ten_times_as_many_people_are_ten_times_the_work():
    """Ten thousand people are added up while a room waits."""
    assert n_calls(500) < 12 * n_calls(50)


def n_calls(size: int) -> int:
    """How many calls it takes to add up twenty teams of this size."""
    people, calls = crowd(*[size] * 20), count()
    sys.setprofile(lambda *_event: next(calls))
    made = extend(RATING, (), people)
    sys.setprofile(None)
    assert len(made.counted) == 20 * size
    return next(calls)
