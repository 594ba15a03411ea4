"""How far a room is, as squares: as many of each kind as the printed numbers say, in an order that tells of nobody."""

import pytest

from workshop.figures.shapes import Box
from workshop.figures.squares import squares


def counted(drawing) -> tuple[int, int, int]:
    """Places, full ones, and those with a square in them."""
    places = [one for one in drawing.shapes if isinstance(one, Box) and one.stroke == "ink"]
    return len(places), sum(one.fill == "ink" for one in places), len(drawing.shapes) - len(places)


@pytest.mark.parametrize("numbers", [(18, 15, 5), (5, 0, 0), (60, 55, 55), (24, 20, 10)])
def test_there_are_as_many_as_the_numbers_say(numbers):
    assert counted(squares(*numbers, seed="HERON-42")) == numbers


@pytest.mark.parametrize("joined", [0, 4, 61, 2000])
def test_of_very_few_or_many_people_a_number_says_it_better(joined):
    assert squares(joined, 0, 0, seed="HERON-42") is None


def test_the_order_is_the_same_from_one_look_to_the_next_and_not_that_of_joining():
    one, same, other = (squares(18, 10, 5, seed=seed) for seed in ("HERON-42", "HERON-42", "WREN-63"))

    assert one == same != other
    assert [shape.fill for shape in one.shapes if shape.stroke == "ink"] != ["ink"] * 10 + [None] * 8


def test_nothing_stands_outside_the_drawing_or_upon_another():
    drawing = squares(23, 10, 5, seed="HERON-42")
    places = [one for one in drawing.shapes if one.stroke == "ink"]

    assert all(one.x >= 0 and one.x + one.width <= drawing.width and one.y + one.height <= drawing.height for one in places)
    assert not any(one.meets(other) for at, one in enumerate(places) for other in places[at + 1 :])
