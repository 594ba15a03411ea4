"""Small drawings that stand in a table's cell: a bar, and the two marks of a need with the gap between them."""

from workshop.figures.inks import Ink
from workshop.figures.shapes import Box, Dot, Drawing, Line, Shape
from workshop.insights.gate.figures import LOWEST_TENTHS, PrintedMean

BAR_WIDTH, BAR_HEIGHT = 400, 28
RIM_ACROSS, RIM_DOWN = 8, 5  # of a hollow bar, which is drawn narrow and low
STEP, START, MIDDLE = 44, 12, 12


def bar(least: int, most: int, of: int, *, is_named: bool = False, is_hollow: bool = False) -> Drawing:
    """A bar from zero out of `of`: solid as far as the printed words are certain, pale as far as they may reach."""
    solid, pale = BAR_WIDTH * least / of, BAR_WIDTH * most / of
    strong: Ink = "b" if is_named else "a"
    weak: Ink = "d2" if is_named else "d4"
    shapes: list[Shape] = [Box(0, BAR_HEIGHT - 1, BAR_WIDTH, 1, fill="rule")]
    if pale > solid:
        shapes.append(Box(solid, 0, pale - solid, BAR_HEIGHT, fill=weak))
    if solid:
        shapes.append(Box(0, 0, solid, BAR_HEIGHT, fill=strong))
    if is_hollow and solid > 2 * RIM_ACROSS:
        shapes.append(Box(RIM_ACROSS, RIM_DOWN, solid - 2 * RIM_ACROSS, BAR_HEIGHT - 2 * RIM_DOWN, fill="paper"))
    return Drawing(BAR_WIDTH, BAR_HEIGHT, tuple(shapes))


def dumbbell(importance: PrintedMean, delivery: PrintedMean) -> Drawing:
    """Importance as a full mark and delivery as a ring, on a line from 1 to 5.

    A mean that can be more, or less, is carried on as far as it can be.
    """
    shapes = _scale()
    here, there = _x(importance.tenths), _x(delivery.tenths)
    shapes += [_beyond(mean) for mean in dict.fromkeys((importance, delivery)) if mean.is_open]
    shapes.append(Line(here, MIDDLE, there, MIDDLE, "ink2", 3))
    shapes.append(Dot(there, MIDDLE, 7, is_hollow=True))
    shapes.append(Dot(here, MIDDLE, 3 if here == there else 7, line=0 if here == there else 2))
    return Drawing(2 * START + 4 * STEP, 2 * MIDDLE, tuple(shapes))


def mark(mean: PrintedMean) -> Drawing:
    """One mean as a full mark on the line from 1 to 5."""
    beyond = [_beyond(mean)] if mean.is_open else []
    return Drawing(2 * START + 4 * STEP, 2 * MIDDLE, (*_scale(), *beyond, Dot(_x(mean.tenths), MIDDLE, 7, line=2)))


def _scale() -> list[Shape]:
    ticks = [Line(START + STEP * tick, 7, START + STEP * tick, 17, "rule", 2) for tick in range(5)]
    return [Line(START, MIDDLE, START + 4 * STEP, MIDDLE, "rule", 2), *ticks]


def _beyond(mean: PrintedMean) -> Line:
    least, most = mean.span
    return Line(_x(least), MIDDLE, _x(most), MIDDLE, "d4", 6)


def _x(tenths: int) -> float:
    return START + STEP * (tenths - LOWEST_TENTHS) / 10
