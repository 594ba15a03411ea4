"""Where names stand beside their marks: over no mark, no other name and no line that matters, whatever the figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workshop.figures.lettering import width_of
from workshop.figures.shapes import Box, Dot

DISTANCES = (3, 14, 30, 50, 75, 105, 140)  # from a mark to its name
FAR = 14
GAP = 2
LEADING = 1.15
LINE_COST, STEP_COST = 2, 1 / 16

Side = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Ground:
    """What names are set on: the box they stay in, what they must not cover, what they should not, and their size."""

    frame: Box
    taken: tuple[Box, ...]
    lines: tuple[Box, ...]
    size: float


@dataclass(frozen=True)
class Name:
    """A name in its lines and where it is drawn; `is_far` where a hairline must lead to it."""

    lines: tuple[str, ...]
    box: Box
    anchor: Side
    is_far: bool

    @property
    def x(self) -> float:
        """Where its lines are anchored."""
        return self.box.x + {"start": 0.0, "middle": self.box.width / 2, "end": self.box.width}[self.anchor]


def place_names(marks: Sequence[Dot], names: Sequence[tuple[str, ...]], ground: Ground) -> tuple[Name | None, ...]:
    """A place for each mark's name, or None where none is free.

    A name that finds no place is tried again before the others.
    """
    order = list(range(len(marks)))
    found: dict[int, Name] = {}
    for _again in marks:
        found = {}
        for number in order:
            if best := _best(marks[number], names[number], marks, tuple(found.values()), ground):
                found[number] = best
        missing = [number for number in order if number not in found]
        if not missing:
            break
        order = [*missing, *(number for number in order if number in found)]
    return tuple(found.get(number) for number in range(len(marks)))


def _best(mark: Dot, lines: tuple[str, ...], marks: Sequence[Dot], others: tuple[Name, ...], ground: Ground) -> Name | None:
    full = [*ground.taken, *(one.box for one in marks), *(name.box for name in others)]
    names = _around(mark, lines, ground.size)
    costs = [
        STEP_COST * step + LINE_COST * sum(name.box.meets(line) for line in ground.lines) for step, name in enumerate(names)
    ]
    cheapest = (names[step] for step in sorted(range(len(names)), key=lambda step: costs[step]))
    free = (one for one in cheapest if ground.frame.holds(one.box) and not any(one.box.meets(box, GAP) for box in full))
    return next(free, None)


def _around(mark: Dot, lines: tuple[str, ...], size: float) -> list[Name]:
    """Every place that a name may have, the best first: right, below, left, above, then between, then farther."""
    width = max(width_of(line, size) for line in lines)
    height = LEADING * size * len(lines)
    made = []
    for far in DISTANCES:
        reach = mark.r + mark.line + far
        across: dict[Side, float] = {"start": mark.x + reach, "middle": mark.x - width / 2, "end": mark.x - reach - width}
        below, above = mark.y + reach, mark.y - reach - height
        sides: list[tuple[Side, float]] = [("start", mark.y - height / 2), ("middle", below), ("end", mark.y - height / 2)]
        sides += [("middle", above), ("start", mark.y + mark.r * 0.4), ("start", mark.y - mark.r * 0.4 - height)]
        sides += [("end", mark.y + mark.r * 0.4), ("end", mark.y - mark.r * 0.4 - height)]
        sides += [("start", below - mark.r), ("start", above + mark.r), ("end", below - mark.r), ("end", above + mark.r)]
        made += [Name(lines, Box(across[side], y, width, height), side, far > FAR) for side, y in sides]
    return made
