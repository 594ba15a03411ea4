"""Several events in one drawing: marks where figures are printed, real dates, gaps, bars no longer than words reach."""

from datetime import date
from itertools import pairwise

import pytest

from workshop.figures.lettering import width_of
from workshop.figures.over_time import BAR, BOTTOM, DAYS, STEP, WIDTH, Series, bars_over_time, lines_over_time
from workshop.figures.shapes import Box, Dot, Line, Words, words_of
from workshop.insights.gate.figures import MeanEnd, PrintedMean

DATES = (date(2026, 1, 10), date(2026, 2, 10), date(2026, 7, 10), date(2026, 11, 10))
NAMES = ("Jan 10, 2026", "Feb 10, 2026", "Jul 10, 2026", "Nov 10, 2026")


def series(*tenths: int | None, name: str = "Importance", is_hollow: bool = False) -> Series:
    values = tuple(None if one is None else PrintedMean(one) for one in tenths)
    return Series(name, values, tuple("not shown" if one is None else str(one / 10) for one in tenths), is_hollow)


def marks(drawing) -> list[Dot]:
    return [shape for shape in drawing.shapes if isinstance(shape, Dot)]


def joints(drawing) -> list[Line]:
    return [shape for shape in drawing.shapes if isinstance(shape, Line) and shape.stroke == "a"]


def test_a_mark_stands_at_the_height_of_its_mean_on_a_scale_from_one_to_five():
    drawn = marks(lines_over_time([series(10, 32, 41, 50)], DATES, NAMES))

    assert [1 + (BOTTOM - one.y) / STEP for one in drawn] == pytest.approx([1, 3.2, 4.1, 5])


def test_marks_stand_as_far_apart_as_their_days():
    xs = [one.x for one in marks(lines_over_time([series(30, 31, 32, 33)], DATES, NAMES))]
    days = [(after - before).days for before, after in pairwise(DATES)]

    assert [(after - before) / days[at] for at, (before, after) in enumerate(pairwise(xs))] == pytest.approx(
        [(xs[-1] - xs[0]) / sum(days)] * 3
    )


def test_events_of_one_day_stand_side_by_side():
    xs = [one.x for one in marks(lines_over_time([series(30, 31, 32)], (DATES[0],) * 3, (NAMES[0],) * 3))]

    assert xs[0] < xs[1] < xs[2]


@pytest.mark.parametrize(
    ("tenths", "n_joints"),
    [((30, 31, 32, 33), 3), ((30, None, 32, 33), 1), ((30, None, 32, None), 0), ((None, 31, 32, None), 1)],
)
def test_what_is_not_printed_is_a_gap_in_the_line(tenths, n_joints):
    drawing = lines_over_time([series(*tenths)], DATES, NAMES)

    assert len(marks(drawing)) == sum(one is not None for one in tenths)
    assert len(joints(drawing)) == n_joints


def test_each_series_is_named_once_beside_its_last_mark_with_its_last_value():
    drawing = lines_over_time([series(30, 31, 42, None), series(30, 31, 41, None, name="Delivery today")], DATES, NAMES)
    named = {shape.text: shape for shape in drawing.shapes if isinstance(shape, Words) and "." in shape.text}

    assert list(named) == ["Importance 4.2", "Delivery today 4.1"]
    assert named["Delivery today 4.1"].y - named["Importance 4.2"].y >= 16
    assert all(one.x > marks(drawing)[2].x for one in named.values())


def test_days_that_have_no_room_are_left_out_and_nothing_leaves_the_drawing():
    drawing = lines_over_time([series(30, 31, 32, 33, name="Delivery today")], DATES, NAMES)
    texts = [shape for shape in drawing.shapes if isinstance(shape, Words)]
    days = [shape for shape in texts if shape.text in NAMES]

    assert {days[0].text, days[-1].text} == {NAMES[0], NAMES[-1]}
    for before, after in pairwise(days):
        assert before.x + width_of(before.text, 12) / 2 < after.x - width_of(after.text, 12) / 2
    assert all(shape.x + width_of(shape.text, shape.size) <= WIDTH for shape in texts if shape.anchor == "start")


@pytest.mark.parametrize(
    ("value", "solid", "reach"),
    [
        (PrintedMean(30), 0.5, 0.5),
        (PrintedMean(40, MeanEnd.OR_MORE), 0.75, 1),
        (PrintedMean(20, MeanEnd.OR_LESS), 0, 0.25),
        ((6, 6, 24), 0.25, 0.25),
        ((22, 24, 24), 22 / 24, 1),
        ((40, 60, 100), 0.4, 0.6),
    ],
)
def test_a_bar_is_solid_as_far_as_its_words_are_certain_and_pale_as_far_as_they_may_reach(value, solid, reach):
    drawing = bars_over_time([Series("", (value,), ("so much",))], NAMES[:1])
    ends = {shape.fill: (shape.x + shape.width - DAYS) / BAR for shape in drawing.shapes if isinstance(shape, Box)}

    assert ends.get("a", 0) == pytest.approx(solid)
    assert max(ends.get("a", 0), ends.get("d4", 0)) == pytest.approx(reach)


def test_a_day_without_a_figure_has_words_and_no_bar():
    drawing = bars_over_time([series(30, None)], NAMES[:2])

    assert words_of(drawing.shapes) == ["Importance", NAMES[0], "3.0", NAMES[1], "not shown"]
    assert len([shape for shape in drawing.shapes if isinstance(shape, Box) and shape.fill == "a"]) == 1


def test_the_mean_that_stands_for_all_beyond_it_reaches_to_the_end():
    drawing = lines_over_time(
        [Series("Mean", (PrintedMean(30), PrintedMean(40, MeanEnd.OR_MORE)), ("3", "4 or more"))], DATES[:2], NAMES[:2]
    )

    assert [1 + (BOTTOM - one.y2) / STEP for one in drawing.shapes if isinstance(one, Line) and one.stroke == "d4"] == [5]
