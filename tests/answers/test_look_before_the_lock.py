"""An everyday save is worked out before it has the lock; whatever changes meanwhile is neither lost nor overwritten."""

import pytest

from tests.answers.meanwhile import elsewhere, meanwhile
from tests.answers.pages import Page, kept, texts
from workshop.extensions import db


@pytest.fixture
def begun(event) -> None:
    """The sheet is there, and the event locked: what follows is everyday."""
    page = Page(event)
    page.type("objective", "What came first")
    page.save()


def by_another(app, page: Page, fields):
    """A deed: the page sends these fields over a connection of its own."""
    return elsewhere(app, lambda: page.post(fields))


def test_an_everyday_save_is_three_statements_under_the_lock_or_one_that_needs_none(event, begun, statements):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    fields = page.changes()
    statements.clear()

    page.post(fields)

    storing = ["WITH"] if db.engine.dialect.name == "postgresql" else ["UPDATE", "INSERT", "INSERT"]
    assert [one.split()[0] for one in statements] == ["SELECT", *storing]
    assert texts(event)[0] == "Fewer open claims"


def test_what_another_device_wrote_meanwhile_is_not_overwritten(app, event, begun):
    phone, laptop = Page(event), Page(event)
    phone.type("objective", "From the phone")
    laptop.type("objective", "From the laptop")

    with meanwhile(by_another(app, laptop, laptop.changes())):
        outcome = phone.post(phone.changes())

    assert [one.theirs for one in outcome.conflicts] == ["From the laptop"]
    assert texts(event)[0] == "From the laptop"
    assert kept(event) == ["From the phone"]


def test_what_another_device_wrote_elsewhere_meanwhile_stands_beside_it(app, event, begun):
    phone, laptop = Page(event), Page(event)
    phone.type("objective", "From the phone")
    laptop.type("help", "From the laptop")

    with meanwhile(by_another(app, laptop, laptop.changes())):
        outcome = phone.post(phone.changes())

    assert outcome.is_complete
    assert outcome.receipt.revision == 3
    assert (texts(event)[0], texts(event, "help")[0]) == ("From the phone", "From the laptop")


def test_an_entry_that_was_deleted_meanwhile_comes_back_with_the_words(app, event, begun):
    phone, laptop = Page(event), Page(event)
    entry = phone.type("objective", "From the phone")

    with meanwhile(by_another(app, laptop, laptop.changes(f"remove-{entry}"))):
        outcome = phone.post(phone.changes())

    assert outcome.restored == (entry,)
    assert texts(event)[0] == "From the phone"


def test_a_save_that_its_own_page_overtook_meanwhile_changes_nothing(app, event, begun):
    page = Page(event)
    page.type("objective", "first words")
    first = page.changes()
    page.type("objective", "second words")
    second = page.changes()

    with meanwhile(by_another(app, page, second)):
        page.post(first)

    assert texts(event)[0] == "second words"
    repeated = page.post(second)
    assert repeated.receipt.seq == 2


def test_an_empty_save_that_overtook_it_leaves_a_private_copy_and_its_own_receipt(app, event, begun):
    page = Page(event)
    page.type("objective", "first words")
    first = page.changes()
    page.typed.clear()
    empty = page.changes()

    with meanwhile(by_another(app, page, empty)):
        outcome = page.post(first)

    assert [one.value for one in outcome.kept] == ["first words"]
    assert kept(event) == ["first words"]
    assert page.post(empty).receipt.seq == 2
