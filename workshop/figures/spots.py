"""Where marks stand when several have the same printed place: on a small spiral that is always the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from workshop.figures.shapes import Box

GOLDEN = pi * (3 - sqrt(5))
TURNS = 2000
APART = 4


@dataclass(frozen=True)
class Spot:
    """A mark's printed place, and where it is drawn so that it covers no other."""

    true_x: float
    true_y: float
    x: float
    y: float

    @property
    def is_moved(self) -> bool:
        """True when a hairline must join the mark to its place."""
        return (self.x, self.y) != (self.true_x, self.true_y)


def spread(places: Sequence[tuple[float, float]], *, r: float, plot: Box, cross: tuple[float, float]) -> tuple[Spot, ...]:
    """Each place with a spot for a mark of radius `r`, in the order given: no two marks touch.

    A mark that is moved stays in the plot and in its quarter: what stands clear of a line of the cross keeps clear of it.
    """
    spots: list[Spot] = []
    for place in places:
        free = (spot for spot in _around(place, r) if _is_free(spot, spots, r, plot, cross))
        spots.append(next(free, Spot(*place, *place)))
    return tuple(spots)


def _around(place: tuple[float, float], r: float) -> Iterator[Spot]:
    for turn in range(TURNS):
        far, angle = 0.5 * r * sqrt(turn), GOLDEN * turn
        yield Spot(*place, place[0] + far * cos(angle), place[1] + far * sin(angle))


def _is_free(spot: Spot, others: Sequence[Spot], r: float, plot: Box, cross: tuple[float, float]) -> bool:
    if any(hypot(spot.x - other.x, spot.y - other.y) < 2 * r + APART for other in others):
        return False
    if not spot.is_moved:
        return True
    keeps = _keeps_clear(spot.true_x, spot.x, cross[0], r) and _keeps_clear(spot.true_y, spot.y, cross[1], r)
    return keeps and plot.holds(Box(spot.x - r, spot.y - r, 2 * r, 2 * r))


def _keeps_clear(true: float, drawn: float, line: float, r: float) -> bool:
    if abs(true - line) <= r:
        return True
    return (drawn - line) * (true - line) > 0 and abs(drawn - line) > r
