"""Printed figures of several events: means on a line from 1 to 5 over real dates, anything else as a bar for each day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from workshop.figures.lettering import width_of
from workshop.figures.shapes import Box, Dot, Drawing, Line, Shape, Words
from workshop.insights.gate.figures import HIGHEST_TENTHS, LOWEST_TENTHS, PrintedMean
from workshop.insights.gate.trend_lines import Reach

WIDTH, SIZE = 360, 13
# A chart of lines.
LEFT, TOP, STEP, FOOT, APART = 20, 14, 36, 26, 17
BOTTOM = TOP + 4 * STEP
# Bars.
DAYS, BAR, BAR_HEIGHT, ROW, HEAD, GAP = 92, 150, 12, 22, 22, 10

Value = PrintedMean | Reach | None  # None for a gap


@dataclass(frozen=True)
class Series:
    """One thing on several days: its name, and for each day its value and that value in words."""

    name: str
    values: tuple[Value, ...]
    words: tuple[str, ...]
    is_hollow: bool = False


def lines_over_time(series: Sequence[Series], dates: Sequence[date], days: Sequence[str]) -> Drawing:
    """Means over time: a mark for each that is printed, a line between neighbours, a gap where there is none.

    `dates` ascend, `days` are their words. Each series is named once, beside its last mark.
    """
    right = WIDTH - max(width_of(_last_words(one), SIZE) for one in series) - 16
    span = (dates[-1] - dates[0]).days
    across = [(on - dates[0]).days / span if span else at / (len(dates) - 1) for at, on in enumerate(dates)]
    xs = [LEFT + 10 + (right - LEFT - 20) * share for share in across]
    shapes: list[Shape] = [Line(LEFT, BOTTOM - STEP * tick, right, BOTTOM - STEP * tick, "rule") for tick in range(5)]
    shapes += [Words(LEFT - 6, BOTTOM - STEP * tick + 4, str(1 + tick), 12, "ink2", "end") for tick in range(5)]
    shapes += _under(xs, days)
    for one in series:
        shapes += _marks(one, xs)
    shapes += _names(series, xs)
    return Drawing(WIDTH, BOTTOM + FOOT, tuple(shapes))


def bars_over_time(series: Sequence[Series], days: Sequence[str]) -> Drawing:
    """A bar for each day, solid as far as its words are certain and pale as far as they may reach; means from 1 to 5."""
    shapes: list[Shape] = []
    y = 0.0
    for one in series:
        if one.name:
            shapes.append(Words(0, y + 15, one.name, SIZE, "ink", is_bold=True))
            y += HEAD
        for day, value, words in zip(days, one.values, one.words, strict=True):
            shapes += _row(y, day, value, words)
            y += ROW
        y += GAP
    return Drawing(WIDTH, round(y - GAP), tuple(shapes))


def _row(y: float, day: str, value: Value, words: str) -> Iterator[Shape]:
    top = y + (ROW - BAR_HEIGHT) / 2
    yield Words(0, top + 11, day, 12, "ink2")
    yield Words(DAYS if value is None else DAYS + BAR + 8, top + 11, words, 12)
    if value is None:
        return
    certain, possible = _reach(value)
    solid, pale = BAR * certain, BAR * possible
    yield Box(DAYS, top + BAR_HEIGHT, BAR, 1, fill="rule")
    if pale > solid:
        yield Box(DAYS + solid, top, pale - solid, BAR_HEIGHT, fill="d4")
    if solid:
        yield Box(DAYS, top, solid, BAR_HEIGHT, fill="a")


def _reach(value: PrintedMean | Reach) -> tuple[float, float]:
    """How far a bar is certain, and how far it may reach, in parts of its whole length."""
    if isinstance(value, PrintedMean):
        least, most = ((one - LOWEST_TENTHS) / (HIGHEST_TENTHS - LOWEST_TENTHS) for one in value.span)
        return least, most
    least, most, of = value
    return least / of, most / of


def _marks(one: Series, xs: Sequence[float]) -> list[Shape]:
    points = [(x, _y(mean), mean) if isinstance(mean, PrintedMean) else None for x, mean in zip(xs, one.values, strict=True)]
    shapes: list[Shape] = [Line(a[0], a[1], b[0], b[1], "a", 2) for a, b in pairwise(points) if a and b]
    for x, y, mean in filter(None, points):
        if mean.is_open:
            least, most = (BOTTOM - STEP * (end - LOWEST_TENTHS) / 10 for end in mean.span)
            shapes.append(Line(x, least, x, most, "d4", 5))
        shapes.append(Dot(x, y, 5, is_hollow=one.is_hollow, line=2))
    return shapes


def _names(series: Sequence[Series], xs: Sequence[float]) -> list[Shape]:
    """Each name beside the last mark of its series, moved apart where two would touch."""
    lasts = []
    for one in series:
        at = _last(one)
        lasts.append((_y(one.values[at]), xs[at], _last_words(one)))
    lasts.sort()
    ys = [y for y, _x, _words in lasts]
    for at in range(1, len(ys)):
        short = APART - (ys[at] - ys[at - 1])
        if short > 0:
            ys[at - 1], ys[at] = ys[at - 1] - short / 2, ys[at] + short / 2
    return [Words(x + 12, y + 4, words, SIZE) for y, (_y0, x, words) in zip(ys, lasts, strict=True)]


def _under(xs: Sequence[float], days: Sequence[str]) -> list[Shape]:
    """The first day and the last, and those between that have room."""
    last = len(days) - 1
    starts = xs[last] - width_of(days[last], 12) / 2
    shapes: list[Shape] = [Line(x, BOTTOM, x, BOTTOM + 5, "edge") for x in xs]
    ends = 0.0
    for at, (x, day) in enumerate(zip(xs, days, strict=True)):
        half = width_of(day, 12) / 2
        left = max(x - half, 0)
        if at in {0, last} or (left > ends + 10 and x + half + 10 < starts):
            shapes.append(Words(left + half, BOTTOM + 20, day, 12, "ink2", "middle"))
            ends = left + 2 * half
    return shapes


def _last(one: Series) -> int:
    return max(at for at, mean in enumerate(one.values) if mean is not None)


def _last_words(one: Series) -> str:
    return f"{one.name} {one.words[_last(one)]}".strip()


def _y(mean: Value) -> float:
    if not isinstance(mean, PrintedMean):
        raise TypeError("only means stand on a line from 1 to 5")
    return BOTTOM - STEP * (mean.tenths - LOWEST_TENTHS) / 10
