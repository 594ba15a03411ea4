"""Teams read from lines, and pooled where they are too small to be shown."""

import pytest

from workshop.events.teams import PlannedTeam, RepeatedTeam, pooled, read_teams


def test_lines_name_teams_and_the_people_expected():
    teams = read_teams("Claims, 12\n\n  Service  \nUnderwriting (8)\n")

    assert teams == (PlannedTeam(("Claims",), 12), PlannedTeam(("Service",)), PlannedTeam(("Underwriting",), 8))


@pytest.mark.parametrize(
    "line", ["Shift 2, 12", "Shift 2 (12)", "Shift 2; 12", "Shift 2:12", "Shift 2\t12", "Shift 2 , (12)"]
)
def test_a_number_in_a_teams_name_is_not_its_size(line):
    assert read_teams(line) == (PlannedTeam(("Shift 2",), 12),)
    assert read_teams("Shift 2") == (PlannedTeam(("Shift 2",)),)


def test_two_teams_on_one_line_stand_as_one():
    assert read_teams("Claims + Service, 16") == (PlannedTeam(("Claims", "Service"), 16),)


def test_a_team_named_twice_is_refused_by_its_name():
    with pytest.raises(RepeatedTeam, match="Claims"):
        read_teams("Claims, 5\nService\nclaims + Sales")


def test_what_is_shown_is_read_back():
    teams = read_teams("Claims, 12\nService + Sales\nWest 2, 9\nShift 2")

    assert read_teams("\n".join(team.line for team in teams)) == teams


def test_teams_under_ten_are_put_together_with_the_next_smallest():
    teams = read_teams("Claims, 6\nService, 7\nUnderwriting, 15")

    assert [team.line for team in pooled(teams)] == ["Claims + Service, 13", "Underwriting, 15"]


def test_teams_of_ten_stay_as_they_are_and_a_lone_small_one_too():
    assert [team.line for team in pooled(read_teams("Claims, 10\nService, 10"))] == ["Claims, 10", "Service, 10"]
    assert [team.line for team in pooled(read_teams("Claims, 4"))] == ["Claims, 4"]


def test_a_team_of_unknown_size_is_left_alone():
    assert [team.line for team in pooled(read_teams("Claims\nService, 4\nSales, 4"))] == ["Claims", "Sales + Service, 8"]
