"""The grid draws printed figures only, names every mark legibly, and reads itself aloud."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insights.gate.whole import whole
from workshop.figures.grid import NARROW, WIDE, GridWords, drawn_grid, grid
from workshop.figures.inks import COLOURS
from workshop.figures.lettering import width_of
from workshop.figures.shapes import Box, Dot, Drawing, Line, Words, words_of
from workshop.insights.gate.coarsen import coarsen
from workshop.insights.gate.derive import Quarter, by_gap
from workshop.insights.gate.questions import Kind, Question
from workshop.insights.gate.tallies import Tally

NEEDS = ("speed", "right", "clarity", "ease", "value")
LABELS = {
    "speed": "Speed",
    "right": "Getting it right",
    "clarity": "Clarity",
    "ease": "Less effort for them and for us",
    "value": "Worth what it costs the branches",
}
WORDS = GridWords("Importance, from 1 to 5", "Delivery today, from 1 to 5", tuple(Quarter))
FEW = settings(max_examples=40, deadline=None)
QUESTION = Question("needs.importance_delivery.speed", 1, Kind.PAIR, ("i", "d"), "i")


def spread(n: int):
    """Five counts of so many people."""
    return st.lists(st.integers(1, 5), min_size=n, max_size=n).map(
        lambda given: tuple(given.count(step) for step in range(1, 6))
    )


@st.composite
def rooms(draw, level: int | None = None):
    """A printed room: for each need the figure of some tally at one level, and the tallies behind it."""
    level = level or draw(st.sampled_from([6, 10, 20]))
    n = draw(st.integers(level, level + 6))
    tallies = {need: Tally(n, draw(spread(n)) + draw(spread(n))) for need in NEEDS}
    return level, tallies


def drawn(level: int, tallies, form=WIDE) -> Drawing:
    drawn_grid.cache_clear()  # so that equal drawings are not one and the same
    figures = {need: coarsen(QUESTION, whole(level, tally)) for need, tally in tallies.items()}
    return grid(by_gap(figures, LABELS), LABELS, WORDS, form=form)


def boxes(drawing: Drawing) -> list[tuple[str, Box]]:
    """Each line of type that is drawn, with a box no wider than it is sure to be."""
    found = []
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            width = width_of(shape.text, shape.size) / 1.06
            left = {"start": shape.x, "middle": shape.x - width / 2, "end": shape.x - width}[shape.anchor]
            found.append((shape.text, Box(left, shape.y - shape.size * 0.75, width, shape.size * 0.75)))
    return found


def marks(drawing: Drawing) -> list[Dot]:
    return [shape for shape in drawing.shapes if isinstance(shape, Dot) and shape.line]


@FEW
@given(rooms())
def test_names_cover_no_other_name_and_no_mark(room):
    drawing = drawn(*room)
    placed = boxes(drawing)

    assert set(" ".join(LABELS.values()).split()) <= set(" ".join(words_of(drawing.shapes)).split())
    for number, (text, box) in enumerate(placed):
        assert [other for other, beside in placed[number + 1 :] if box.meets(beside)] == [], text
    names = [box for text, box in placed if any(text in label for label in LABELS.values())]
    assert [box for box in names for mark in marks(drawing) if box.meets(mark.box)] == []


@pytest.mark.parametrize("form", [WIDE, NARROW], ids=["wide", "narrow"])
@FEW
@given(rooms())
def test_no_mark_covers_another_or_leaves_its_quarter(form, room):
    drawing = drawn(*room, form)
    found = marks(drawing)
    plot = form.plot

    assert len(found) == len(NEEDS)
    for number, mark in enumerate(found):
        assert plot.holds(Box(mark.x - mark.r, mark.y - mark.r, 2 * mark.r, 2 * mark.r))
        assert [
            one for one in found[number + 1 :] if ((one.x - mark.x) ** 2 + (one.y - mark.y) ** 2) ** 0.5 < 2 * mark.r
        ] == []
        if not mark.is_hollow:
            is_first = mark.x < plot.x + plot.width / 2 and mark.y < plot.y + plot.height / 2
            assert is_first == mark.is_triangle


@FEW
@given(rooms(6), st.data())
def test_two_rooms_that_print_the_same_are_drawn_the_same_to_the_byte(room, data):
    level, tallies = room
    before = {need: coarsen(QUESTION, whole(level, tally)) for need, tally in tallies.items()}
    others = {
        need: _shifted(tally, data.draw(st.integers(0, 3)), data.draw(st.integers(5, 8))) for need, tally in tallies.items()
    }
    same = {
        need: other if coarsen(QUESTION, whole(level, other)) == before[need] else tallies[need]
        for need, other in others.items()
    }

    for form in (WIDE, NARROW):
        assert drawn(level, tallies, form).svg() == drawn(level, same, form).svg()


def _shifted(tally: Tally, one: int, other: int) -> Tally:
    """One person of each half rates one step higher, if there is one there."""
    counts = list(tally.counts)
    for place in (one, other):
        if counts[place]:
            counts[place], counts[place + 1] = counts[place] - 1, counts[place + 1] + 1
    return Tally(tally.n, tuple(counts))


def test_equal_figures_stand_side_by_side_and_hairlines_lead_to_their_place():
    tallies = {need: Tally(6, (0, 0, 0, 0, 6, 6, 0, 0, 0, 0)) for need in NEEDS}
    drawing = drawn(6, tallies)
    threads = [line for line in drawing.shapes if isinstance(line, Line) and (line.x1, line.y1) == (183, 122)]

    assert [mark.is_triangle for mark in marks(drawing)] == [True] * 5
    assert len(threads) == 4


def test_a_drawing_holds_literal_colours_with_a_class_each_and_no_style():
    svg = drawn(20, {need: Tally(20, (4,) * 10) for need in NEEDS}).svg()

    assert set(re.findall(r"#[0-9A-F]{6}", svg)) <= set(COLOURS.values())
    assert (
        len(re.findall(r'fill="#|stroke="#', svg))
        == len(re.findall(r"fill-(?!opacity)\w+|stroke-(?:edge|ink2?|a|rule)\b", svg))
        > 0
    )
    assert [word for word in ("style", "var(", "<script", "url(") if word in svg] == []


def test_type_in_a_drawing_is_never_under_thirteen_units():
    for form in (WIDE, NARROW):
        sizes = [
            float(size)
            for size in re.findall(r'font-size="([0-9.]+)"', drawn(20, {"speed": Tally(20, (4,) * 10)}, form).svg())
        ]

        assert min(sizes) >= 13
