"""The same save sent again: a lost answer, an impatient finger, the Back button."""

from datetime import timedelta

import pytest

from tests.answers.pages import Page, kept, stored, texts
from workshop.database import utcnow


def test_the_same_save_again_gets_the_first_receipt(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    fields = page.form()
    first = page.post(fields)

    again = page.post(fields, now=utcnow() + timedelta(minutes=5))

    assert again.receipt == first.receipt
    assert again.was == first.was
    assert again.is_complete


def test_the_same_save_again_does_not_undo_what_another_device_wrote_since(event):
    phone, laptop = Page(event), Page(event)
    phone.type("objective", "Fewer open claims")
    fields = phone.changes()
    phone.post(fields)
    laptop = Page(event)
    laptop.type("objective", "No open claims")
    laptop.save()

    again = phone.post(fields)

    assert again.conflicts == ()
    assert texts(event)[0] == "No open claims"


def test_a_first_receipt_is_given_even_after_the_worksheet_closed(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    fields = page.form()
    first = page.post(fields)
    event.close(now=utcnow())

    again = page.post(fields, now=utcnow() + timedelta(hours=1))

    assert again.receipt == first.receipt


def test_going_back_and_sending_other_words_is_a_new_save(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    page.post(page.form(seq=1))
    page.type("objective", "No open claims")

    outcome = page.post(page.form(seq=1))

    assert outcome.is_complete
    assert outcome.receipt.revision == 2
    assert texts(event)[0] == "No open claims"
    assert kept(event) == ["Fewer open claims"]


def test_going_back_leaves_alone_what_the_page_shows_as_it_was(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    page.post(page.form(seq=1))
    page.type("objective", "")
    page.type("help", "The Tuesday report")

    page.post(page.form(seq=1))

    assert stored(event).entries[0].values == {"objective": "Fewer open claims", "help": "The Tuesday report"}


@pytest.mark.parametrize("is_own", [True, False])
def test_words_taken_back_stay_away_when_they_arrive_after_that(event, is_own):
    """Whether the page itself or an earlier one had saved what came first."""
    before = Page(event)
    before.type("objective", "What came first")
    before.save()
    page = before if is_own else Page(event)
    page.type("objective", "What I think of her")
    delayed = page.changes()
    page.type("objective", "What came first")
    page.post(page.form())

    outcome = page.post(delayed)

    assert texts(event)[0] == "What came first"
    assert [one.value for one in outcome.kept] == kept(event) == ["What I think of her"]


def test_an_entry_that_was_never_stored_does_not_arrive_after_it_was_deleted(event):
    page = Page(event)
    page.order.append("00000000-0000-4000-8000-000000000001")
    page.type("objective", "What I think of her", entry=page.order[-1])
    delayed = page.changes()
    page.typed.clear()
    page.order.pop()
    page.post(page.changes())

    before = [one.id for one in stored(event).entries]

    page.post(delayed)

    assert [one.id for one in stored(event).entries] == before
    assert kept(event) == ["What I think of her"]


def test_adding_an_entry_twice_with_one_save_adds_one(event):
    page = Page(event)
    fields = page.form("add")

    first, again = page.post(fields), page.post(fields)

    assert first.added == again.added
    assert [one.id for one in stored(event).entries] == [*page.order, first.added]
