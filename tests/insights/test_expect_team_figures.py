"""Planning says beforehand which teams are likely to have figures of their own."""

import pytest

from workshop.insights.expected import Expected, expected


@pytest.mark.parametrize(
    ("sizes", "everyone", "four_fifths"),
    [
        ({1: 10, 2: 10}, {1, 2}, {1, 2}),
        ({1: 8, 2: 8, 3: 8}, {1, 2, 3}, {1, 2, 3}),
        ({1: 6, 2: 6}, {1, 2}, set()),
        ({1: 7, 2: 7}, {1, 2}, set()),
        ({1: 12, 2: 3}, set(), set()),
        ({1: 20, 2: 12, 3: 4}, {1}, {1}),
        ({1: 3}, set(), set()),
        ({}, set(), set()),
    ],
)
def test_which_teams_to_expect(sizes, everyone, four_fifths):
    made = expected(sizes)

    assert (made.everyone.teams, made.four_fifths.teams) == (everyone, four_fifths)


def test_whether_the_event_has_any_figures():
    assert expected({1: 4, 2: 3}).everyone == Expected(frozenset(), has_event=True)
    assert expected({1: 4, 2: 3}).four_fifths == Expected(frozenset(), has_event=False)


def test_a_raised_floor_is_reckoned_with():
    assert expected({1: 10, 2: 12}, floor=12).everyone.teams == frozenset()
    with pytest.raises(ValueError, match="at least 6"):
        expected({1: 10}, floor=5)
