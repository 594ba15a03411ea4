"""A whole figure on one sheet of 16 to 9: for the big screen, and as a picture for the facilitator's own slides.

Type is never smaller than 19 units of 1280, which is 28 pixels where the screen has 1920.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.figures.bars import bars
from workshop.figures.grid import Form, GridWords, grid
from workshop.figures.lettering import wrapped
from workshop.figures.panels import Panel
from workshop.figures.shapes import Box, Dot, Drawing, Line, Shape, Words
from workshop.insights.gate.derive import Place
from workshop.insights.gate.figures import LOWEST_TENTHS, RatingFigure
from workshop.worksheets.figures import FigureKind

WIDTH, HEIGHT = 1280, 720
LEFT, RIGHT, TOP, BOTTOM = 64, 1216, 186, 620
TITLE, TYPE, SMALL = 40, 24, 20
SIDE = 850  # where the words beside the grid begin
BAR_LEFT, BAR_RIGHT = 500, 980
GRID = Form(WIDTH, HEIGHT, Box(LEFT + 36, TOP + 24, 690, 388), mark=13, type=SMALL, corner_rooms=(330, 200), name_room=230)


@dataclass(frozen=True)
class SlideWords:
    """What a slide says, in the reader's language: `lines` are its bars' or needs' own words, or its names alone."""

    title: str
    subtitle: str
    lines: tuple[tuple[str, str], ...]
    foot: str
    grid: GridWords


def slide(panel: Panel, words: SlideWords) -> Drawing:
    """The figure with its finding, its drawing and its words; a hatched field with the one sentence where it is silent."""
    shapes = [Box(0, 0, WIDTH, 8, fill="ink"), *_head(words)]
    if panel.is_silent:
        shapes += _silence(words.foot)
    elif panel.kind is FigureKind.PAIR:
        shapes += _needs(panel.places, panel, words)
    elif isinstance(panel.figure, RatingFigure):
        shapes += _rating(panel.figure, words)
    else:
        shapes += _rows(panel, words)
    foot = () if panel.is_silent else wrapped(words.foot, SMALL, RIGHT - LEFT)
    shapes += _set(foot, LEFT, 664, SMALL)
    return Drawing(WIDTH, HEIGHT, tuple(shapes))


def _head(words: SlideWords) -> list[Shape]:
    lines = wrapped(words.title, TITLE, RIGHT - LEFT)
    title = [Words(LEFT, 66 + 46 * number, line, TITLE, is_bold=True, is_title=True) for number, line in enumerate(lines)]
    return [*title, *_set(wrapped(words.subtitle, SMALL, RIGHT - LEFT, lines=1), LEFT, 66 + 46 * len(lines) - 8, SMALL)]


def _set(lines: Sequence[str], x: float, y: float, size: float) -> list[Shape]:
    return [Words(x, y + size * 1.25 * number, line, size, "ink2") for number, line in enumerate(lines)]


def _needs(places: Sequence[Place], panel: Panel, words: SlideWords) -> list[Shape]:
    drawn = grid(places, panel.labels, words.grid, form=GRID)
    shapes = list(drawn.shapes)
    apart = min(86, (BOTTOM - TOP) / max(len(words.lines), 1))  # the values may take two lines
    for number, (label, said) in enumerate(words.lines):
        y = TOP + 40 + number * apart
        shapes.append(Words(SIDE, y, wrapped(label, TYPE, RIGHT - SIDE, lines=1)[0], TYPE, is_bold=True))
        shapes += _set(wrapped(said, SMALL, RIGHT - SIDE), SIDE, y + 26, SMALL)
    return shapes


def _rows(panel: Panel, words: SlideWords) -> list[Shape]:
    drawn = bars(panel)
    if not drawn:
        apart = min(52, (BOTTOM - TOP) / max(len(words.lines), 1))
        return [Words(LEFT, TOP + 30 + apart * number, name, TYPE) for number, (name, _said) in enumerate(words.lines)]
    pitch = min(76, (BOTTOM - TOP) / len(drawn))
    shapes: list[Shape] = []
    for number, (one, (label, said)) in enumerate(zip(drawn, words.lines, strict=False)):
        y, height = TOP + pitch * number, min(40, 0.7 * pitch)
        lines = wrapped(label, SMALL, BAR_LEFT - LEFT - 24, lines=2 if pitch > 2.5 * SMALL else 1)
        solid, pale = ((BAR_RIGHT - BAR_LEFT) * count / one.of for count in (one.least, one.most))
        shapes += [Box(BAR_LEFT, y, pale, height, fill="d4"), Box(BAR_LEFT, y, solid, height, fill="a")]
        shapes.append(Line(BAR_LEFT, y + height, BAR_RIGHT, y + height, "rule"))
        top = y + height / 2 + SMALL * (0.35 - 0.6 * (len(lines) - 1))
        shapes += [Words(LEFT, top + SMALL * 1.2 * step, line, SMALL) for step, line in enumerate(lines)]
        shapes.append(Words(BAR_RIGHT + 24, y + height / 2 + TYPE * 0.35, said, TYPE, is_bold=True))
    return shapes


def _rating(figure: RatingFigure, words: SlideWords) -> list[Shape]:
    y, step = TOP + 90, 220
    shapes: list[Shape] = [Line(LEFT + 40, y, LEFT + 40 + 4 * step, y, "edge", 3)]
    for tick in range(5):
        shapes.append(Line(LEFT + 40 + step * tick, y - 14, LEFT + 40 + step * tick, y + 14, "edge", 3))
        shapes.append(Words(LEFT + 40 + step * tick, y + 50, str(tick + 1), TYPE, "ink2", "middle"))
    shapes.append(Dot(LEFT + 40 + step * (figure.scale.mean.tenths - LOWEST_TENTHS) / 10, y, 20))
    for number, (label, said) in enumerate(words.lines):
        below = y + 130 + 48 * number
        shapes += [Words(LEFT, below, label, TYPE), Words(BAR_LEFT, below, said, TYPE, is_bold=True)]
    return shapes


def _silence(sentence: str) -> list[Shape]:
    """The field where a figure would stand, hatched, with the sentence on paper."""
    field = Box(LEFT, TOP, RIGHT - LEFT, 240, stroke="edge")
    hatches: list[Shape] = []
    for start in range(-240, RIGHT - LEFT, 16):
        left, right = max(start, 0), min(start + 240, RIGHT - LEFT)
        hatches.append(Line(LEFT + left, TOP + (left - start), LEFT + right, TOP + (right - start), "rule"))
    return [*hatches, field, Box(LEFT + 40, TOP + 90, 620, 60, fill="paper"), Words(LEFT + 60, TOP + 128, sentence, TYPE)]
