"""Removing entries, and getting them back."""

from datetime import timedelta

import pytest

from tests.answers.pages import Page, stored, texts
from workshop.database import utcnow


@pytest.fixture
def filled(event):
    """A page with two objectives, saved."""
    filled = Page(event)
    filled.type("objective", "Fewer open claims")
    filled.type("objective", "Happier brokers", entry=1)
    filled.save()
    return Page(event)


def test_a_removed_entry_is_gone_and_can_be_restored_with_all_it_had(event, filled):
    first = filled.order[0]

    outcome = filled.submit(f"remove-{first}")

    assert outcome.removed == first
    assert texts(event) == ["Happier brokers"]
    assert [one.id for one in stored(event).removed] == [first]

    Page(event).submit(f"restore-{first}")

    assert texts(event) == ["Fewer open claims", "Happier brokers"]
    assert stored(event).removed == ()


@pytest.fixture
def three(event):
    """A page with three objectives, saved."""
    Page(event).submit("add")
    for entry, words in enumerate(["first", "second", "third"]):
        page = Page(event)
        page.type("objective", words, entry=entry)
        page.submit()
    return Page(event)


@pytest.mark.parametrize("gone", [(0, 1), (1, 0), (1, 2), (2, 0), (0, 1, 2)])
@pytest.mark.parametrize("is_reversed", [False, True])
def test_each_entry_comes_back_at_its_own_place_in_whatever_order_they_went(event, three, gone, is_reversed):
    for place in gone:
        Page(event).submit(f"remove-{three.order[place]}")

    for place in reversed(gone) if is_reversed else gone:
        Page(event).submit(f"restore-{three.order[place]}")

    assert texts(event) == ["first", "second", "third"]


def test_an_entry_that_was_removed_before_it_was_ever_saved_comes_back_at_its_place_too(event):
    page = Page(event)
    page.type("objective", "first")
    page.type("objective", "second", entry=1)
    page.submit(f"remove-{page.order[0]}")

    Page(event).submit(f"restore-{page.order[0]}")

    assert texts(event) == ["first", "second"]


def test_what_was_added_meanwhile_stands_after_the_one_that_comes_back(event, three):
    Page(event).submit(f"remove-{three.order[2]}")
    added = Page(event).submit("add").added
    page = Page(event)
    page.type("objective", "fourth", entry=added)
    page.submit()

    Page(event).submit(f"restore-{three.order[2]}")

    assert texts(event) == ["first", "second", "third", "fourth"]


def test_words_typed_into_an_entry_are_saved_before_it_goes(event, filled):
    filled.type("help", "The Tuesday report")

    filled.submit(f"remove-{filled.order[0]}")

    assert stored(event).removed[0].values == {"objective": "Fewer open claims", "help": "The Tuesday report"}


def test_removing_twice_is_removing_once(event, filled):
    for _ in range(2):
        filled.submit(f"remove-{filled.order[0]}")

    assert texts(event) == ["Happier brokers"]


def test_a_suggested_entry_that_was_never_saved_stays_removed(event):
    filled = Page(event)

    filled.submit(f"remove-{filled.order[1]}")

    assert [one.id for one in stored(event).entries] == [filled.order[0]]


def test_every_suggested_entry_may_be_removed(event, filled):
    for entry in filled.order:
        Page(event).submit(f"remove-{entry}")

    assert stored(event).entries == ()


def test_editing_a_removed_entry_elsewhere_restores_it_and_says_so(event, filled):
    laptop = Page(event)
    first = laptop.type("help", "The Tuesday report")
    filled.submit(f"remove-{filled.order[0]}")

    outcome = laptop.save()

    assert outcome.restored == (first,)
    assert outcome.is_complete
    assert texts(event) == ["Fewer open claims", "Happier brokers"]


def test_a_page_that_still_shows_a_removed_entry_does_not_bring_it_back(event, filled):
    laptop = Page(event)
    laptop.type("help", "The Tuesday report", entry=1)
    filled.submit(f"remove-{filled.order[0]}")

    outcome = laptop.submit()

    assert outcome.restored == ()
    assert texts(event) == ["Happier brokers"]


def test_a_late_save_keeps_its_words_without_bringing_the_entry_back(event, filled):
    filled.type("help", "The Tuesday report")
    early = filled.changes()
    filled.save(f"remove-{filled.order[0]}")

    filled.post(early)

    assert texts(event) == ["Happier brokers"]
    assert stored(event).removed[0].value("help") == "The Tuesday report"


def test_a_late_removal_is_too_late(event, filled):
    early = filled.changes(f"remove-{filled.order[0]}")
    filled.type("help", "The Tuesday report")
    filled.save()

    outcome = filled.post(early)

    assert outcome.removed is None
    assert texts(event) == ["Fewer open claims", "Happier brokers"]


@pytest.mark.parametrize(
    ("is_done", "hours", "comes_back"), [(False, 23, True), (False, 100, True), (True, 23, True), (True, 25, False)]
)
def test_a_removed_entry_waits_until_the_sheet_is_done_or_for_a_day(event, filled, is_done, hours, comes_back):
    first = filled.order[0]
    filled.submit(f"remove-{first}")
    if is_done:
        last = Page(event)
        last.type("kind", "target")
        last.type("sure", "told")
        assert last.submit(finished="yes").done_at is not None
    later = utcnow() + timedelta(hours=hours)

    assert bool(stored(event, now=later).removed) == comes_back
    Page(event).submit(f"restore-{first}", now=later)

    assert (first in [one.id for one in stored(event).entries]) == comes_back


def test_an_entry_is_not_restored_where_there_are_five(event, filled):
    first = filled.order[0]
    filled.submit(f"remove-{first}")
    for _ in range(4):
        Page(event).submit("add")

    outcome = Page(event).submit(f"restore-{first}")

    assert outcome.is_full
    assert len(stored(event).entries) == 5
    assert [one.id for one in stored(event).removed] == [first]
