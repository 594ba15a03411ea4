"""Attacks 1, 2, 5 and 6 of privacy.md: nobody singles out fewer than six people by combining rows."""

from itertools import combinations, product

import pytest
from hypothesis import find, given

from tests.insights.gate.breaches import minimum_five, reopening
from tests.insights.gate.oracle import FEWEST, isolates, rank
from tests.insights.gate.rooms import CHOICE, QUESTIONS, RATING, Question, Room, histories, hunting, some_rooms


def least_left_over(room: Room, question: Question) -> int:
    """The fewest people left when teams of any release are taken from the event of any release."""
    events = {stood[question, None] for stood in room.stood} - {frozenset()}
    teams = set(room.rows(question)) - events
    takings = [some for size in range(4) for some in combinations(teams, size)]
    taken = [frozenset().union(*some) for some in takings] + list(events)
    left = [len(event ^ away) for event, away in product(events, taken)]
    return min((n for n in left if n), default=FEWEST)


@some_rooms
@given(histories())
def test_subtracting_teams_or_releases_from_the_event_leaves_nobody_or_six(history):
    room = history.played()

    assert all(least_left_over(room, question) >= FEWEST for question in QUESTIONS)


@some_rooms
@given(histories())
def test_no_combination_of_all_rows_ever_published_isolates_fewer_than_six(history):
    room = history.played()

    assert [isolates(room.rows(question)) for question in QUESTIONS] == [None] * len(QUESTIONS)


@some_rooms
@given(histories())
def test_who_takes_away_their_own_answer_still_stands_before_five_others(history):
    room = history.played()

    for question in QUESTIONS:
        rows = room.rows(question)
        for person in frozenset().union(*rows):
            assert isolates(rows, fewer_than=FEWEST - 1, known={person}) is None


@some_rooms
@given(histories())
def test_readers_who_pool_what_they_see_learn_nothing_from_each_other(history):
    room = history.played()
    released = {one: room.rows(one) for one in QUESTIONS}
    facilitator = released
    client = {one: rows for one, rows in released.items() if one != CHOICE}
    participant = {one: [stood[one, None] for stood in room.stood] for one in QUESTIONS}

    for question in QUESTIONS:
        pooled = [row for reader in (facilitator, client, participant) for row in reader.get(question, ())]
        assert {row for row in pooled if row} == set(released[question])
        assert isolates(pooled) is None


@some_rooms
@given(histories())
def test_every_block_has_six_people_and_bigger_ones_are_unions_of_smaller_ones(history):
    room = history.played()

    for question in QUESTIONS:
        sizes = {block.id: len(room.members(question, block.id)) for block in room.blocks[question]}
        assert all(block.tally.n == sizes[block.id] >= block.level for block in room.blocks[question])
        whole = [room.members(question, block.id) for block in room.blocks[question] if block.parent is None]
        assert sum(map(len, whole)) == len(frozenset().union(*whole)) == len(room.counted[question])


@pytest.mark.parametrize("breach", [reopening, minimum_five])
def test_a_wrong_gate_is_caught_by_the_rank_of_its_rows(breach):
    history = find(histories(), lambda one: isolates(one.played(extend=breach).rows(RATING)), settings=hunting)

    assert isolates(history.played(extend=breach).rows(RATING)) < FEWEST
    assert isolates(history.played().rows(RATING)) is None


@pytest.mark.parametrize("breach", [reopening, minimum_five])
def test_a_wrong_gate_is_caught_by_subtracting(breach):
    history = find(histories(), lambda one: least_left_over(one.played(extend=breach), RATING) < FEWEST, settings=hunting)

    assert least_left_over(history.played(), RATING) >= FEWEST


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([range(6)], None),
        ([range(5)], 5),
        ([range(12), range(7)], 5),
        ([range(12), range(6)], None),
        ([range(6), range(6, 12), range(13)], 1),
        ([range(10), range(5, 15), range(10, 20)], None),
        ([range(8), range(4, 12), range(8, 16), [*range(4), *range(12, 16)]], None),
        ([[1, 2, 3, 4, 5, 6], [4, 5, 6, 7, 8, 9], [1, 2, 3, 7, 8, 9]], 3),
    ],
)
def test_the_oracle_knows_what_can_be_isolated(rows, found):
    assert isolates([frozenset(row) for row in rows]) == found


def test_the_oracle_counts_without_those_the_attacker_knows():
    assert isolates([frozenset(range(6))], fewer_than=5, known={0}) is None
    assert isolates([frozenset(range(5))], fewer_than=5, known={0}) == 4


def test_rank_is_exact():
    assert rank([(1, 0, 1), (0, 1, 1), (1, 1, 2)]) == 2
    assert rank([(1, 0), (1, 1)]) == 2
    assert rank([]) == 0
