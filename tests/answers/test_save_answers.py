"""Saving one page's answers: drafts of every kind, in few statements."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.answers.pages import Page, kept, stored, texts
from workshop.answers.models import Answer, Entry, Sheet
from workshop.answers.own import Status, own_sheet, own_statuses
from workshop.database import utcnow
from workshop.extensions import db


def test_what_was_typed_is_there_on_the_next_page(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")

    outcome = page.save()

    assert outcome.is_complete
    assert outcome.receipt.revision == 1
    assert texts(event) == ["Fewer open claims", None]


def test_a_page_without_scripts_saves_all_its_fields(event):
    page = Page(event, "needs")
    page.type("who", "Branch advisers")
    page.type("needs", ["clear", "quick"])
    page.rate("importance.speed", "4")
    page.rate("delivery.speed", "dont_know")

    page.submit()

    sheet = stored(event, "needs")
    assert sheet.entries[0].values == {"who": "Branch advisers", "needs": ("quick", "clear")}
    assert sheet.once.values == {"importance.speed": 4, "delivery.speed": "dont_know"}


def test_a_day_comes_back_as_that_day(event):
    page = Page(event, "action")
    page.type("by", "2026-11-27")

    page.submit()

    assert stored(event, "action").entries[0].values == {"by": date(2026, 11, 27)}


def test_chips_that_were_all_taken_off_are_gone(event):
    page = Page(event, "needs")
    page.type("needs", ["quick"])
    page.submit()
    later = Page(event, "needs")
    later.type("needs", [])

    later.submit()

    assert stored(event, "needs").entries[0].values == {}


def test_line_ends_and_accents_are_stored_in_one_form(event):
    page = Page(event)
    page.type("objective", "Cafe\u0301\r\nopen")

    page.submit()

    assert texts(event)[0] == "Café\nopen"


def test_text_that_is_too_long_stays_on_the_page_and_the_rest_is_saved(event):
    page = Page(event)
    entry = page.type("objective", "x" * 2001)
    page.type("help", "Take the Tuesday report")

    outcome = page.submit()

    refused = outcome.refused[0]
    assert not outcome.is_complete
    assert (refused.entry, refused.question.key, refused.typed) == (entry, "objective", "x" * 2001)
    assert refused.problem.params == {"length": 2001, "limit": 2000}
    assert stored(event).entries[0].values == {"help": "Take the Tuesday report"}


def test_a_day_that_is_none_is_refused_and_the_rest_is_saved(event):
    page = Page(event, "action")
    page.type("by", "next week")
    page.type("when", "the Thursday meeting ends")

    outcome = page.submit()

    assert [one.question.key for one in outcome.refused] == ["by"]
    assert stored(event, "action").entries[0].values == {"when": "the Thursday meeting ends"}


def test_a_blank_page_saves_nothing_that_counts(event):
    page = Page(event)

    outcome = page.submit()

    assert outcome.receipt.revision == 0
    assert stored(event).saved_at is None
    assert own_statuses(db.session, page.seat, [page.step]) == {2: Status.NOT_STARTED}
    assert event.locked_at is None


def test_the_first_saved_answer_locks_the_event_for_good(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    page.save()
    db.session.refresh(event)
    locked_at = event.locked_at
    page.type("objective", "Far fewer open claims")

    page.save()

    db.session.refresh(event)
    assert locked_at is not None
    assert event.locked_at == locked_at


def test_a_change_raises_the_revision_and_sending_the_same_again_does_not(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    first = page.submit()
    again = page.submit()
    page.type("objective", "No open claims")
    changed = page.submit()

    assert [one.receipt.revision for one in (first, again, changed)] == [1, 1, 2]


def test_two_devices_that_open_a_blank_sheet_share_its_entries(event):
    phone, laptop = Page(event), Page(event)
    phone.type("objective", "Fewer open claims")
    laptop.type("sure", "told")

    phone.save()
    laptop.save()

    assert stored(event).entries[0].values == {"objective": "Fewer open claims", "sure": "told"}
    assert db.session.scalar(select(func.count()).select_from(Sheet)) == 1
    assert db.session.scalar(select(func.count()).select_from(Entry)) == 2


def test_the_page_learns_what_is_stored_now(event):
    page = Page(event)
    entry = page.type("objective", "Fewer open claims")

    outcome = page.save()

    name = f"was-{entry}-objective"
    assert outcome.was == {name: stored(event).entries[0].was("objective")}


def test_an_answer_is_stored_in_the_column_of_its_kind_alone(event):
    page = Page(event, "needs")
    page.rate("delivery.speed", "dont_know")
    page.rate("delivery.right", "2")
    page.submit()

    rows = {row.question: (row.number, row.choice) for row in db.session.scalars(select(Answer))}
    assert rows == {"delivery.speed": (None, "dont_know"), "delivery.right": (2, None)}


@pytest.mark.parametrize(("key", "at_most"), [("objectives", 10), ("needs", 10)])
def test_a_first_save_takes_few_statements(event, statements, key, at_most):
    page = Page(event, key)
    for question in page.asked.questions:
        page.type(question.key, question.option_keys[0] if question.options else "some words")
    fields = page.form()
    statements.clear()

    page.post(fields)

    assert len(statements) <= at_most, "\n".join(statements)


def test_an_autosave_takes_as_many_statements_however_much_is_stored(event, statements):
    page = Page(event, "needs")
    for entry in range(3):
        page.type("who", f"customer {entry}", entry=entry)
    page.save()
    page.type("who", "Branch advisers")
    fields = page.changes()
    statements.clear()

    page.post(fields)

    assert len(statements) == (2 if db.engine.dialect.name == "postgresql" else 4), "\n".join(statements)


def test_opening_a_sheet_takes_one_statement(event, statements):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    page.save()
    statements.clear()

    own_sheet(db.session, page.seat, page.step, page.asked, now=utcnow())

    assert len(statements) == 1, "\n".join(statements)


def test_nothing_is_kept_aside_when_nothing_was_lost(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    page.save()

    assert kept(event) == []
