"""Teams as they take part in one event: read from lines, and pooled where they are too small to be printed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

POOLED_UNDER = 10
# The number is set off by a sign: "Shift 2" is a name, "Shift 2, 12" is a name and twelve people.
_SIZE = re.compile(r"^(?P<name>.*?)\s*[,;:(\t][\s(]*(?P<size>[0-9]{1,5})\)?$")


class RepeatedTeam(ValueError):
    """Two lines name the same team; the message is its name."""


@dataclass(frozen=True)
class PlannedTeam:
    """A team of an event: one of the client's teams, or several pooled, and how many people are expected, if known."""

    parts: tuple[str, ...]
    size: int | None = None

    @property
    def name(self) -> str:
        """The name on screen: "Claims", or "Claims + Service" when pooled."""
        return " + ".join(self.parts)

    @property
    def line(self) -> str:
        """The line that planning shows for it, as `read_teams` reads it."""
        return self.name if self.size is None else f"{self.name}, {self.size}"


def read_teams(text: str) -> tuple[PlannedTeam, ...]:
    """Teams from lines such as "Claims, 12", "Claims (12)" or "Claims + Service, 18"; empty lines are nothing.

    Raises `RepeatedTeam`.
    """
    teams = tuple(_read(line.strip()) for line in text.splitlines() if line.strip())
    parts = sorted(part.casefold() for team in teams for part in team.parts)
    for name, same in groupby(parts):
        if len(list(same)) > 1:
            raise RepeatedTeam(next(part for team in teams for part in team.parts if part.casefold() == name))
    return teams


def pooled(teams: Iterable[PlannedTeam]) -> tuple[PlannedTeam, ...]:
    """The teams with those of fewer than ten people joined to the next smallest, until none is left or one stands alone.

    Teams whose size is not known stay as they are.
    """
    unknown = [team for team in teams if team.size is None]
    known = sorted((team for team in teams if team.size is not None), key=lambda team: (team.size or 0, team.name))
    while len(known) > 1 and (known[0].size or 0) < POOLED_UNDER:
        small, next_one = known[0], known[1]
        joined = PlannedTeam(small.parts + next_one.parts, (small.size or 0) + (next_one.size or 0))
        known = sorted([joined, *known[2:]], key=lambda team: (team.size or 0, team.name))
    return tuple(sorted([*known, *unknown], key=lambda team: team.name))


def _read(line: str) -> PlannedTeam:
    match = _SIZE.match(line)
    name, size = (match["name"], int(match["size"])) if match and match["name"] else (line, None)
    return PlannedTeam(tuple(" ".join(part.split()) for part in name.split("+") if part.strip()), size)
