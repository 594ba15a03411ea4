"""Attacks 4, 7, 9, 12 and 14 of privacy.md: edits, absences, values, floors and false participants."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from tests.insights.gate.breaches import anyone, live, looking_at_values
from tests.insights.gate.rooms import (
    DISTURBANCES,
    QUESTIONS,
    SET,
    TODAY,
    Room,
    disturb,
    draw_values,
    histories,
    hunting,
    some_rooms,
)
from tests.insights.gate.whole import whole
from workshop.insights.gate.blocks import FLOOR, extend
from workshop.insights.gate.coarsen import coarsen
from workshop.insights.gate.releases import as_json, content_hash, publish
from workshop.insights.gate.tallies import Tally

counted_people = st.lists(st.tuples(st.sampled_from(DISTURBANCES), st.integers(0, 71)), min_size=1, max_size=6)


def exports(room: Room) -> str:
    return as_json(room.release())


def disturbed_exports(history, disturbances, **wrong) -> tuple[str, str]:
    """What is exported before and after counted people change their minds, and adding up again."""
    room = history.played(**wrong)
    before, random = exports(room), Random(history.seed + 1)
    for what, whom in disturbances:
        someone = 1 + whom % max(1, len(room.people))
        if all(someone in room.counted[question] for question in QUESTIONS):
            disturb(room, what, someone, random)
    return before, exports(room)


@some_rooms
@given(histories(), counted_people)
def test_what_counted_people_do_later_changes_not_a_byte(history, disturbances):
    before, after = disturbed_exports(history, disturbances)

    assert after == before


def test_figures_that_follow_later_edits_are_caught():
    both = st.tuples(histories(), counted_people)

    find(both, lambda one: len(set(disturbed_exports(*one, extend=live, counts_again=True))) == 2, settings=hunting)


@pytest.mark.parametrize("n", range(FLOOR))
def test_none_to_five_people_look_the_same_to_the_last_byte(n):
    empty, room = Room(2), Room(2)
    for number in range(n):
        room.save(1 + number % 2, draw_values(Random(n), silent=0))

    assert exports(room) == exports(empty)
    assert content_hash(room.releases[0]) == content_hash(empty.releases[0])


def test_a_sixth_person_is_seen():
    room = Room(2)
    for number in range(FLOOR):
        room.save(1 + number % 2, draw_values(Random(1), silent=0))

    assert exports(room) != exports(Room(2))


def shape(room: Room) -> dict:
    """Which blocks there are and who is in them, without what they answered."""
    blocks = {one: [replace(block, tally=Tally(block.tally.n, ())) for block in own] for one, own in room.blocks.items()}
    return {"blocks": blocks, "counted": room.counted}


@some_rooms
@given(histories(), st.integers(0, 2**16))
def test_other_ratings_by_the_same_people_make_the_same_blocks(history, seed):
    assert shape(history.played()) == shape(history.played(values_seed=seed))


def test_blocks_that_depend_on_values_are_caught():
    def shows(one):
        return shape(one.played(extend=looking_at_values)) != shape(one.played(extend=looking_at_values, values_seed=7))

    find(histories(), shows, settings=hunting)


@given(st.integers(max_value=FLOOR - 1))
def test_a_floor_under_six_is_refused_however_it_comes(floor):
    with pytest.raises(ValueError, match="at least 6 people"):
        extend(SET, (), (), floor=floor)


@pytest.mark.parametrize("level", [6, 10, 20])
def test_the_formatter_refuses_fewer_people_than_its_level(level):
    with pytest.raises(ValueError, match="too few"):
        coarsen(SET, whole(level, Tally(level - 1, (0,) * 5)))


@some_rooms
@given(histories(floors=st.integers(FLOOR, 25)))
def test_a_raised_floor_holds_for_every_block(history):
    room = history.played()

    assert all(block.tally.n >= history.floor for own in room.blocks.values() for block in own)


def with_false_participants(history, n: int, **wrong) -> tuple[str, str]:
    """The next release with and without people who sat down after the first adding up."""
    honest, attacked = history.played(**wrong), history.played(**wrong)
    for number in range(n):
        attacked.save(1 + number % history.n_teams, draw_values(Random(number), silent=0))
    return exports(honest), exports(attacked)


@some_rooms
@given(histories(), st.integers(1, 30))
def test_people_who_join_after_the_first_adding_up_move_nothing(history, n):
    honest, attacked = with_false_participants(history, n)

    assert attacked == honest


def test_counting_people_who_come_too_late_is_caught():
    find(histories(), lambda one: len(set(with_false_participants(one, 5, eligible=anyone))) == 2, settings=hunting)


def test_a_figure_keeps_the_day_on_which_it_was_first_printed():
    room = Room(1)
    for number in range(8):
        room.save(1, draw_values(Random(number), silent=0))
    first = room.release()

    again = publish(room.blocks, [1], before=first, today=TODAY.replace(day=30))

    assert again == first
    assert {row.since for row in first} == {TODAY}
