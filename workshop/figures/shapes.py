"""Lines, boxes, marks and words, and the SVG they make: literal colours, a class for each, no style and no variable."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from workshop.figures.inks import COLOURS, Ink

TYPEFACES = "Source Sans, Source Sans Pro, system-ui, Segoe UI, Roboto, sans-serif"
WHITE = "#FFFFFF"
TITLES = "Source Serif, Source Serif Pro, Charter, Georgia, serif"


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Ink = "ink2"
    width: float = 1

    def svg(self) -> str:
        ends = f'x1="{short(self.x1)}" y1="{short(self.y1)}" x2="{short(self.x2)}" y2="{short(self.y2)}"'
        return f"<line {ends} {_paint(None, self.stroke, self.width)}/>"


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink | None = None
    stroke: Ink | None = None
    line: float = 1
    opacity: float = 1

    def svg(self) -> str:
        size = f'x="{short(self.x)}" y="{short(self.y)}" width="{short(self.width)}" height="{short(self.height)}"'
        pale = f' fill-opacity="{self.opacity}"' if self.opacity < 1 else ""
        return f"<rect {size} {_paint(self.fill, self.stroke, self.line)}{pale}/>"

    def meets(self, other: "Box", apart: float = 0) -> bool:
        """Whether the two overlap, or stand nearer to each other than `apart`."""
        beside = self.x + self.width + apart <= other.x or other.x + other.width + apart <= self.x
        above = self.y + self.height + apart <= other.y or other.y + other.height + apart <= self.y
        return not (beside or above)

    def shared(self, other: "Box") -> float:
        """The area that the two have in common."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return max(across, 0) * max(down, 0)

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        across = self.x <= other.x and other.x + other.width <= self.x + self.width
        return across and self.y <= other.y and other.y + other.height <= self.y + self.height


@dataclass(frozen=True)
class Dot:
    """A circle, or a triangle around the same middle; a hollow one shows the paper inside."""

    x: float
    y: float
    r: float
    is_triangle: bool = False
    is_hollow: bool = False
    ink: Ink = "a"
    line: float = 3

    def svg(self) -> str:
        paint = _paint("paper" if self.is_hollow else self.ink, self.ink, self.line)
        if not self.is_triangle:
            return f'<circle cx="{short(self.x)}" cy="{short(self.y)}" r="{short(self.r)}" {paint}/>'
        half, up, down = self.r * 1.1, self.r * 1.2, self.r * 0.75
        corners = ((self.x, self.y - up), (self.x + half, self.y + down), (self.x - half, self.y + down))
        points = " ".join(f"{short(x)},{short(y)}" for x, y in corners)
        return f'<polygon points="{points}" stroke-linejoin="round" {paint}/>'

    @property
    def box(self) -> Box:
        """The square that it fills."""
        reach = self.r + self.line
        return Box(self.x - reach, self.y - reach, 2 * reach, 2 * reach)


@dataclass(frozen=True)
class Words:
    """One line of type; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    fill: Ink = "ink"
    anchor: Literal["start", "middle", "end"] = "start"
    is_bold: bool = False
    is_title: bool = False

    def svg(self) -> str:
        weight = ' font-weight="600"' if self.is_bold else ""
        face = f' class="fill-{self.fill} serif" font-family="{TITLES}"' if self.is_title else f' class="fill-{self.fill}"'
        place = f'x="{short(self.x)}" y="{short(self.y)}" font-size="{short(self.size)}" text-anchor="{self.anchor}"'
        return f'<text {place}{weight}{face} fill="{COLOURS[self.fill]}">{escape(self.text, quote=False)}</text>'


Shape = Line | Box | Dot | Words


@dataclass(frozen=True)
class Drawing:
    """Shapes on a sheet of so many units."""

    width: int
    height: int
    shapes: tuple[Shape, ...]

    def svg(self, *, css: str = "", title_id: str = "", reading_id: str = "", is_stretched: bool = False) -> str:
        """The drawing as an element of a page.

        `title_id` is the id of the heading that names it, `reading_id` that of the sentence that reads it aloud. Without
        them it is hidden from screen readers, for the table beside it says the same.
        """
        drawn = "".join(shape.svg() for shape in self.shapes)
        attributes = [f'viewBox="0 0 {self.width} {self.height}"', f'class="drawing{" " if css else ""}{css}"']
        attributes += ['preserveAspectRatio="none"'] if is_stretched else [f'font-family="{TYPEFACES}"']
        if not title_id:
            return f'<svg {" ".join(attributes)} aria-hidden="true">{drawn}</svg>'
        attributes += ['role="img"', f'aria-labelledby="{title_id}"', f'aria-describedby="{reading_id}"']
        return f'<svg {" ".join(attributes)}><g aria-hidden="true">{drawn}</g></svg>'

    def on_white(self, *, is_stretched: bool = False) -> str:
        """The drawing by itself, on white instead of paper, for a printed document."""
        size = f'width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}"'
        drawn = "".join(shape.svg() for shape in self.shapes).replace(COLOURS["paper"], WHITE)
        fit = ' preserveAspectRatio="none"' if is_stretched else ""
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{fit} font-family="{TYPEFACES}">{drawn}</svg>'

    def file(self, name: str, reading: str = "") -> str:
        """The drawing as a file of its own, on paper, with its name and what it says for who cannot see it."""
        size = f'width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}"'
        told = f"<title>{escape(name, quote=False)}</title><desc>{escape(reading, quote=False)}</desc>"
        paper = Box(0, 0, self.width, self.height, fill="paper").svg()
        drawn = "".join(shape.svg() for shape in self.shapes)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{TYPEFACES}" role="img">'
        return f"{head}{told}{paper}{drawn}</svg>"


def words_of(shapes: Iterable[Shape]) -> list[str]:
    """Every line of type that is drawn, in order."""
    return [shape.text for shape in shapes if isinstance(shape, Words)]


def short(number: float) -> str:
    """A number for a drawing, to a tenth, without a trailing zero."""
    said = f"{number:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def _paint(fill: Ink | None, stroke: Ink | None, line: float) -> str:
    classes = [f"fill-{fill}"] if fill else []
    given = [f'fill="{COLOURS[fill]}"'] if fill else ['fill="none"']
    if stroke:
        classes.append(f"stroke-{stroke}")
        given += [f'stroke="{COLOURS[stroke]}"', f'stroke-width="{short(line)}"']
    return f'class="{" ".join(classes)}" {" ".join(given)}'
