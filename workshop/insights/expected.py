"""Which team figures to expect, for planning: before anybody has written a word."""

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.insights.gate.blocks import FLOOR, Waiting, extend
from workshop.insights.gate.questions import Kind, Question
from workshop.insights.gate.rows import row

ANYTHING = Question("planning.anything", 1, Kind.RATING, ("rating",), "rating")


@dataclass(frozen=True)
class Expected:
    """The teams that will have figures of their own, and whether the event will have any."""

    teams: frozenset[int]
    has_event: bool


@dataclass(frozen=True)
class Expectation:
    """What to expect if everyone answers, and if four in five of each team do."""

    everyone: Expected
    four_fifths: Expected


def expected(sizes: Mapping[int, int], *, floor: int = FLOOR) -> Expectation:
    """What a first adding up would show, by the number of people in each team.

    Raises ValueError for a floor under six.
    """
    fewer = {team: size * 4 // 5 for team, size in sizes.items()}
    return Expectation(_shown(sizes, floor), _shown(fewer, floor))


def _shown(sizes: Mapping[int, int], floor: int) -> Expected:
    seats = [team for team, size in sizes.items() for _ in range(size)]
    blocks = extend(ANYTHING, (), (Waiting(seat, team, 3) for seat, team in enumerate(seats)), floor=floor).blocks
    shown = frozenset(team for team in sizes if row(ANYTHING, blocks, team) is not None)
    return Expected(shown, row(ANYTHING, blocks) is not None)
