"""Saves that arrive when the worksheet, or the whole event, has closed."""

from datetime import timedelta

import pytest

from tests.answers.pages import Page, kept, texts
from workshop.database import utcnow
from workshop.extensions import db

NOW = utcnow()


def close(page: Page, what: str) -> None:
    """Close the event or the worksheet's step at NOW."""
    (page.seat.event if what == "event" else page.step).close(now=NOW)
    db.session.commit()


@pytest.mark.parametrize("what", ["event", "step"])
def test_words_on_their_way_while_it_closes_are_stored(event, what):
    page = Page(event, now=NOW - timedelta(minutes=5))
    page.type("objective", "Fewer open claims")
    close(page, what)

    outcome = page.save(now=NOW + timedelta(seconds=59))

    assert outcome.is_complete
    assert texts(event)[0] == "Fewer open claims"


@pytest.mark.parametrize("what", ["event", "step"])
def test_words_that_come_later_become_a_private_copy(event, what):
    page = Page(event, now=NOW - timedelta(minutes=5))
    page.type("objective", "Fewer open claims")
    close(page, what)

    outcome = page.submit(now=NOW + timedelta(seconds=61))

    assert outcome.closed_at == NOW
    assert not outcome.is_complete
    assert texts(event)[0] is None
    assert kept(event) == ["Fewer open claims"]
    assert [one.value for one in outcome.kept] == ["Fewer open claims"]


def test_a_page_made_after_closing_saves_nothing_even_at_once(event):
    page = Page(event, now=NOW + timedelta(seconds=5))
    page.type("objective", "Fewer open claims")
    close(page, "step")

    outcome = page.save(now=NOW + timedelta(seconds=10))

    assert outcome.closed_at == NOW
    assert kept(event) == ["Fewer open claims"]


def test_only_what_was_touched_is_copied_and_only_once(event):
    first = Page(event, now=NOW - timedelta(minutes=5))
    first.type("objective", "Fewer open claims")
    first.save(now=NOW - timedelta(minutes=4))
    page = Page(event, now=NOW - timedelta(minutes=3))
    page.type("help", "The Tuesday report")
    close(page, "event")

    for _ in range(2):
        page.submit(now=NOW + timedelta(hours=1))

    assert kept(event) == ["The Tuesday report"]


def test_a_step_that_opens_again_takes_words_again(event):
    page = Page(event, now=NOW - timedelta(minutes=5))
    page.type("objective", "Fewer open claims")
    close(page, "step")
    page.step.open(now=NOW + timedelta(minutes=10))
    db.session.commit()

    assert page.save(now=NOW + timedelta(minutes=11)).is_complete


def test_an_earlier_step_stays_open_for_writing(event):
    page = Page(event, "extra")
    page.type("idea", "A one-page list")

    assert page.save().is_complete


@pytest.mark.parametrize("rendered", ["", "yesterday"])
def test_a_page_that_does_not_say_when_it_was_made_gains_no_time(event, rendered):
    page = Page(event, now=NOW - timedelta(minutes=5))
    page.type("objective", "Fewer open claims")
    form = page.form() | {"rendered": [rendered]}
    close(page, "step")

    assert page.post(form, now=NOW + timedelta(seconds=10)).closed_at == NOW
    assert kept(event) == ["Fewer open claims"]
