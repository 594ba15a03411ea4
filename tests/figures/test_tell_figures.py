"""A figure as a table, a slide and a file of values: always what is printed, in words that fit their place."""

import csv
from io import StringIO

import pytest
from hypothesis import given, settings

from tests.figures.test_draw_figures import kinds, pairs
from tests.figures.test_draw_the_grid import LABELS, QUESTION, rooms
from tests.insights.gate.whole import whole
from workshop.figures.bars import bars
from workshop.figures.lettering import width_of
from workshop.figures.panels import Panel
from workshop.figures.shapes import Dot, Words
from workshop.figures.slide_views import slide_file, slide_of
from workshop.figures.slides import HEIGHT, WIDTH
from workshop.figures.table import BYTE_ORDER_MARK, Cell, Table, as_csv
from workshop.figures.table_views import table_of
from workshop.insights.gate.coarsen import coarsen
from workshop.worksheets.figures import FigureKind

SMALLEST = 19  # units of 1280: 28 pixels of 1920
SENTENCE = "Not shown, to protect the people behind it."


@pytest.fixture
def words(app):
    """A page of the site, whose language the words are in."""
    with app.test_request_context():
        yield


def rows(panel: Panel) -> list[list[str]]:
    return [[cell.words for cell in row] for row in table_of(panel).rows]


def test_a_table_of_needs_says_all_that_is_printed_and_one_sentence_for_what_is_not(words):
    table = rows(pairs(20, speed=(4, 2), right=(4, 4)))

    assert table[0] == ["Speed", "4.0", "2.0", "2.0", "Fix first", "strong", "20 people", "nearly all", "few or none"]
    assert table[-1] == ["Value", SENTENCE, *[""] * 7]


def test_means_and_counts_are_numbers_only_where_a_number_says_all_that_is_printed(words):
    fine, few = table_of(pairs(20, speed=(4, 2))), table_of(pairs(6, speed=(4, 2)))
    counted = table_of(kinds(20, ("cost", 5), ("target", 24), n=24))

    assert [cell.number for cell in fine.rows[0][1:4]] == [4.0, 2.0, 2.0]
    assert [cell.number for row in few.rows for cell in row] == [None] * len(few.rows) * len(few.head)
    assert [(row[1].number, row[1].of) for row in counted.rows[:2]] == [(None, None), (5, 24)]


def test_values_in_a_file_begin_no_formula(words):
    table = Table(("=Need", "Gap"), ((Cell("@SUM(A1)"), Cell("-0.5", -0.5)), (Cell("\tx"), Cell("+3"))))

    written = as_csv(["=1+1"], table)

    assert list(csv.reader(StringIO(written.removeprefix(BYTE_ORDER_MARK)))) == [
        ["'=1+1"],
        ["'=Need", "Gap"],
        ["'@SUM(A1)", "-0.5"],
        ["'\tx", "'+3"],
    ]


@settings(max_examples=25, deadline=None)
@given(rooms())
def test_a_slide_is_legible_from_the_back_and_keeps_inside_its_sheet(site, room):
    level, tallies = room
    figures = {need: coarsen(QUESTION, whole(level, tally)) for need, tally in tallies.items()}
    panel = Panel("needs", FigureKind.PAIR, "needs.importance_delivery", "Needs our customers share", figures, LABELS, None)
    with site.test_request_context():
        drawn = slide_of(panel, "the whole room")

    said = [shape for shape in drawn.shapes if isinstance(shape, Words)]
    assert min(shape.size for shape in said) >= SMALLEST
    assert [one.text for one in said if not _is_inside(one)] == []


def _is_inside(said: Words) -> bool:
    width = width_of(said.text, said.size)
    left = {"start": said.x, "middle": said.x - width / 2, "end": said.x - width}[said.anchor]
    return left >= 0 and left + width <= WIDTH and 0 < said.y < HEIGHT


def test_what_nobody_may_see_has_no_mark_no_bar_and_no_number_on_its_slide(words):
    [silent] = [panel for panel in (pairs(6), pairs(20)) if panel.is_silent][:1]
    drawn = slide_of(silent, "the whole room")

    assert [shape for shape in drawn.shapes if isinstance(shape, Dot)] == []
    assert [shape.text for shape in drawn.shapes if isinstance(shape, Words)] == [
        "Needs our customers share",
        "Needs our customers share · the whole room",
        SENTENCE,
    ]


def test_a_bar_is_pale_as_far_as_its_words_may_reach(words):
    few, all_but_two = bars(kinds(10, ("target", 11), ("cost", 3), n=12))[::-1]

    assert (few.least, few.most, few.of) == (3, 3, 12)
    assert (all_but_two.least, all_but_two.most, all_but_two.of) == (10, 12, 12)


def test_a_slide_as_a_file_says_its_title_and_its_values_to_who_cannot_see_it(words):
    svg = slide_file(pairs(20, speed=(4, 2)), "the whole room")

    assert "<title>Speed comes first: it matters (4.0) and falls short (2.0).</title>" in svg
    assert "Speed: important 4.0, delivered 2.0." in svg
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"')
