"""Which figures a plan leads to: for every team, if everyone answers and if four in five do."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.events.teams import POOLED_UNDER, PlannedTeam, pooled
from workshop.insights.expected import expected

WORDS_ONLY_UNDER = 8


@dataclass(frozen=True)
class TeamOutlook:
    """One team: whether it will have figures of its own."""

    team: PlannedTeam
    with_everyone: bool
    with_four_fifths: bool


@dataclass(frozen=True)
class Outlook:
    """What to expect of teams of these sizes, and the teams that would do better pooled: empty if none would."""

    teams: tuple[TeamOutlook, ...]
    pooled: tuple[PlannedTeam, ...]
    is_words_only: bool


def outlook(teams: Sequence[PlannedTeam], *, floor: int) -> Outlook | None:
    """What these teams can expect, or None while the size of one is not known."""
    sizes = {number: team.size for number, team in enumerate(teams) if team.size is not None}
    if not teams or len(sizes) < len(teams):
        return None
    ahead = expected(sizes, floor=floor)
    return Outlook(
        teams=tuple(
            TeamOutlook(team, number in ahead.everyone.teams, number in ahead.four_fifths.teams)
            for number, team in enumerate(teams)
        ),
        pooled=pooled(teams) if len(teams) > 1 and min(sizes.values()) < POOLED_UNDER else (),
        is_words_only=sum(sizes.values()) < WORDS_ONLY_UNDER,
    )
