"""The order of entries: the last one asked for wins."""

import pytest

from tests.answers.pages import Page, texts


@pytest.fixture
def filled(event):
    """A page with three objectives, saved."""
    Page(event).submit("add")
    filled = Page(event)
    for place, words in enumerate(("first", "second", "third")):
        filled.type("objective", words, entry=place)
    filled.save()
    return Page(event)


@pytest.mark.parametrize(
    ("action", "place", "order"),
    [
        ("up", 1, ["second", "first", "third"]),
        ("up", 0, ["first", "second", "third"]),
        ("down", 1, ["first", "third", "second"]),
        ("down", 2, ["first", "second", "third"]),
    ],
)
def test_an_entry_moves_one_place(event, filled, action, place, order):
    filled.submit(f"{action}-{filled.order[place]}")

    assert texts(event) == order


def test_a_script_sends_the_order_it_shows(event, filled):
    filled.order.reverse()

    filled.save()

    assert texts(event) == ["third", "second", "first"]


def test_the_last_order_wins(event, filled):
    laptop = Page(event)
    filled.order.reverse()
    laptop.order = [laptop.order[1], laptop.order[0], laptop.order[2]]

    filled.save()
    laptop.save()

    assert texts(event) == ["second", "first", "third"]


def test_a_page_that_moved_nothing_leaves_the_order_alone(event, filled):
    laptop = Page(event)
    laptop.type("help", "The Tuesday report")
    filled.order.reverse()
    filled.save()

    laptop.submit()

    assert texts(event) == ["third", "second", "first"]


def test_an_entry_from_elsewhere_stays_when_a_page_that_never_saw_it_moves_the_others(event, filled):
    Page(event).submit("add")
    filled.order.reverse()

    filled.save()

    assert texts(event) == ["third", "second", "first", None]


def test_a_late_save_does_not_move_anything(event, filled):
    filled.order.reverse()
    early = filled.changes()
    filled.order.reverse()
    filled.save()

    filled.post(early)

    assert texts(event) == ["first", "second", "third"]
