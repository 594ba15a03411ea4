"""Values become counts, and counts add."""

import pytest

from tests.insights.gate.rooms import CHOICE, PAIR, RATING, SET
from workshop.insights.gate.tallies import Tally, empty, tally, total


@pytest.mark.parametrize(
    ("question", "values", "counted"),
    [
        (RATING, [1, 5, 5], Tally(3, (1, 0, 0, 0, 2))),
        (PAIR, [(5, 1), (4, 1)], Tally(2, (0, 0, 0, 1, 1, 2, 0, 0, 0, 0))),
        (CHOICE, ["told", "unknown", "told"], Tally(3, (2, 0, 0, 1))),
        (SET, [frozenset({"time", "share"}), frozenset()], Tally(2, (1, 0, 0, 0, 1))),
        (SET, [], Tally(0, (0, 0, 0, 0, 0))),
    ],
)
def test_each_person_is_counted_once_for_each_thing_they_said(question, values, counted):
    assert tally(question, values) == counted


def test_tallies_of_one_question_add():
    first, second = tally(RATING, [1, 2]), tally(RATING, [2, 5])

    assert total(RATING, [first, second]) == Tally(4, (1, 2, 0, 0, 1))
    assert total(RATING, []) == empty(RATING)


def test_tallies_of_different_kinds_do_not_add():
    with pytest.raises(ValueError, match="zip"):
        empty(RATING) + empty(PAIR)


@pytest.mark.parametrize(("question", "value"), [(RATING, "told"), (RATING, 6), (PAIR, 3), (CHOICE, "else"), (SET, 1)])
def test_a_value_of_another_kind_is_refused(question, value):
    with pytest.raises(ValueError, match=r"."):
        tally(question, [value])
