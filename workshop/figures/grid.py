"""The importance-delivery grid: which needs to fix first, on one frame that never changes, crossed at 3.

Source: J. Martilla and J. James, "Importance-performance analysis" (1977), crossed at the middle of the scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workshop.figures.inks import Ink
from workshop.figures.labels import LEADING, Ground, Name, Side, place_names
from workshop.figures.lettering import width_of, wrapped
from workshop.figures.shapes import Box, Dot, Drawing, Line, Shape, Words
from workshop.figures.spots import Spot, spread
from workshop.insights.gate.derive import MIDDLE, Place, Quarter

LOWEST, HIGHEST = 10, 50  # tenths: the axes always run from 1 to 5
MOST_NAMED = 10
TICKS = range(1, 6)
HAIR, CROSS = 1, 1.5
ASCENT = 0.92  # of a line's size: from the top of its box to its baseline


@dataclass(frozen=True)
class GridWords:
    """The words on the frame, in the reader's language; those of the quarters in their order."""

    importance: str
    delivery: str
    quarters: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """The measures of one of the drawings, in its own units."""

    width: int
    height: int
    plot: Box
    mark: float
    type: float
    corner_rooms: tuple[float, ...]
    name_room: float


WIDE = Form(640, 440, Box(36, 34, 588, 352), mark=9, type=15, corner_rooms=(270,), name_room=170)
NARROW = Form(288, 300, Box(20, 24, 262, 232), mark=10, type=13, corner_rooms=(124, 70), name_room=0)


def grid(places: Sequence[Place], labels: Mapping[str, str], words: GridWords, *, form: Form = WIDE) -> Drawing:
    """The frame with one mark for each need, in the order given, of which the first ten are named or numbered.

    A triangle is a need to fix first, a circle any other; a hollow mark is too close to call. On the wide form names stand
    beside their marks; on the narrow one the marks are numbered as in the list below it. What it draws is read from printed
    figures alone: the same places make the same drawing, to the byte.
    """
    drawn = tuple(places[:MOST_NAMED])
    return drawn_grid(drawn, tuple(labels[place.need] for place in drawn), words, form)


@lru_cache(maxsize=512)  # a whole room looks at the same one
def drawn_grid(drawn: tuple[Place, ...], labels: tuple[str, ...], words: GridWords, form: Form) -> Drawing:
    """The grid of these places and their names, kept for whoever looks next."""
    spots = spread([_point(place, form) for place in drawn], r=form.mark + 1, plot=form.plot, cross=_cross(form))
    marks = [_mark(place, spot, form) for place, spot in zip(drawn, spots, strict=True)]
    corners = [_corner(quarter, words, marks, form) for quarter in Quarter]
    shapes: list[Shape] = [*_frame(words, form), *(line for corner in corners for line in corner[1])]
    shapes += [shape for spot in spots if spot.is_moved for shape in _thread(spot)]
    if form is NARROW:
        shapes += [shape for number, mark in enumerate(marks, 1) for shape in _numbered(number, mark)]
    else:
        names = _names(labels, marks, [corner[0] for corner in corners], form)
        shapes += [shape for mark, name in zip(marks, names, strict=True) for shape in _named(mark, name, form)]
    return Drawing(form.width, form.height, tuple(shapes))


def _point(place: Place, form: Form) -> tuple[float, float]:
    importance, delivery = place.figure.importance.mean.tenths, place.figure.delivery.mean.tenths
    return _x(delivery, form), _y(importance, form)


def _x(tenths: int, form: Form) -> float:
    return form.plot.x + form.plot.width * (tenths - LOWEST) / (HIGHEST - LOWEST)


def _y(tenths: int, form: Form) -> float:
    return form.plot.y + form.plot.height * (HIGHEST - tenths) / (HIGHEST - LOWEST)


def _cross(form: Form) -> tuple[float, float]:
    return _x(MIDDLE, form), _y(MIDDLE, form)


def _mark(place: Place, spot: Spot, form: Form) -> Dot:
    return Dot(spot.x, spot.y, form.mark, is_triangle=place.quarter is Quarter.FIX_FIRST, is_hollow=place.is_hollow)


def _frame(words: GridWords, form: Form) -> list[Shape]:
    plot, (x, y) = form.plot, _cross(form)
    right, bottom = plot.x + plot.width, plot.y + plot.height
    shapes: list[Shape] = [Box(plot.x, plot.y, x - plot.x, y - plot.y, fill="mark", opacity=0.5)]
    shapes += [Box(plot.x, plot.y, plot.width, plot.height, stroke="edge", line=HAIR)]
    shapes += [Line(x, plot.y, x, bottom, width=CROSS), Line(plot.x, y, right, y, width=CROSS)]
    for tick in TICKS:
        across, up = _x(10 * tick, form), _y(10 * tick, form)
        shapes += [Line(across, bottom, across, bottom + 4, "edge"), Line(plot.x - 4, up, plot.x, up, "edge")]
        shapes.append(Words(across, bottom + 6 + form.type, str(tick), form.type, "ink2", "middle"))
        shapes.append(Words(plot.x - 7, up + form.type * 0.35, str(tick), form.type, "ink2", "end"))
    shapes.append(Words(plot.x - 4, plot.y - form.type * 0.6, words.importance, form.type, "ink", is_bold=True))
    shapes.append(Words(right, bottom + 2.6 * form.type, words.delivery, form.type, "ink", "end", is_bold=True))
    return shapes


def _corner(quarter: Quarter, words: GridWords, marks: Sequence[Dot], form: Form) -> tuple[Box, list[Shape]]:
    """A quarter's name, in its outer corner, or in another corner of it, or broken more often, if a mark stands there."""
    tries = [(room, corner) for room in form.corner_rooms for corner in ((0, 0), (1, 0), (0, 1), (1, 1))]
    lined = [
        (wrapped(words.quarters[list(Quarter).index(quarter)], form.type, room, lines=3), corner) for room, corner in tries
    ]
    placed = [_set_in(quarter, lines, corner, form) for lines, corner in lined]
    box, lines, anchor = min(placed, key=lambda one: sum(one[0].shared(mark.box) for mark in marks))
    return box, _lines(lines, box.x if anchor == "start" else box.x + box.width, box.y, form.type, anchor, "ink2")


def _set_in(
    quarter: Quarter, lines: tuple[str, ...], corner: tuple[int, int], form: Form
) -> tuple[Box, tuple[str, ...], Side]:
    """The lines in a corner of the quarter: (0, 0) is the outer one, a 1 is the inner side."""
    width, height = max(width_of(line, form.type) for line in lines), LEADING * form.type * len(lines)
    x, y = _cross(form)
    is_left = (quarter in {Quarter.FIX_FIRST, Quarter.LEAVE_FOR_NOW}) == (corner[0] == 0)
    is_top = (quarter in {Quarter.FIX_FIRST, Quarter.KEEP_DOING}) == (corner[1] == 0)
    left = form.plot.x if quarter in {Quarter.FIX_FIRST, Quarter.LEAVE_FOR_NOW} else x
    top = form.plot.y if quarter in {Quarter.FIX_FIRST, Quarter.KEEP_DOING} else y
    across = left + 6 if is_left else left + form.plot.width / 2 - 6 - width
    down = top + 3 if is_top else top + form.plot.height / 2 - 4 - height
    return Box(across, down, width, height), lines, "start" if is_left else "end"


def _lines(lines: Sequence[str], x: float, top: float, size: float, anchor: Side, fill: Ink = "ink") -> list[Shape]:
    placed = enumerate(lines)
    return [Words(x, top + size * (ASCENT + LEADING * number), line, size, fill, anchor) for number, line in placed]


def _thread(spot: Spot) -> list[Shape]:
    """The printed place of a mark that had to move, and the hairline to it."""
    return [
        Line(spot.true_x, spot.true_y, spot.x, spot.y, "ink2", HAIR),
        Dot(spot.true_x, spot.true_y, 1.5, ink="ink2", line=0),
    ]


def _numbered(number: int, mark: Dot) -> list[Shape]:
    return [mark, Words(mark.x, mark.y + 4.6, str(number), 13, "ink" if mark.is_hollow else "paper", "middle", is_bold=True)]


def _names(labels: Sequence[str], marks: Sequence[Dot], corners: Sequence[Box], form: Form) -> tuple[Name | None, ...]:
    x, y = _cross(form)
    plot = form.plot
    lines = (Box(x - 1, plot.y, 2, plot.height), Box(plot.x, y - 1, plot.width, 2))
    ground = Ground(Box(plot.x + 3, plot.y + 2, plot.width - 6, plot.height - 4), tuple(corners), lines, form.type)
    return place_names(marks, [wrapped(label, form.type, form.name_room) for label in labels], ground)


def _named(mark: Dot, name: Name | None, form: Form) -> list[Shape]:
    if name is None:
        return [mark]
    shapes: list[Shape] = []
    if name.is_far:
        nearest_x = min(max(mark.x, name.box.x), name.box.x + name.box.width)
        nearest_y = min(max(mark.y, name.box.y), name.box.y + name.box.height)
        shapes.append(Line(mark.x, mark.y, nearest_x, nearest_y, "ink2", HAIR))
    return [*shapes, mark, *_lines(name.lines, name.x, name.box.y, form.type, name.anchor)]
