"""Answers that point at the participant's own entries on an earlier worksheet, or name someone else."""

from uuid import UUID

import pytest

from tests.answers.pages import Page, stored
from tests.cast import CLEO
from workshop.answers.own import own_references
from workshop.extensions import db


@pytest.fixture
def customer(event):
    """The id of Ben's customer, saved on worksheet 2."""
    page = Page(event, "needs")
    entry = page.type("who", "Branch advisers")
    page.save()
    return entry


def references(event, person="ben@demo.example"):
    page = Page(event, "strengths", person=person)
    return own_references(db.session, page.seat, page.asked.question("for_whom"))


def for_whom(event):
    return stored(event, "strengths").entries[0].value("for_whom")


def test_own_entries_with_words_are_offered_in_one_statement(event, customer, statements):
    page = Page(event, "strengths")
    statements.clear()

    offered = own_references(db.session, page.seat, page.asked.question("for_whom"))

    assert [(one.entry, one.worksheet, one.label, one.is_removed) for one in offered] == [
        (customer, "needs", "Branch advisers", False)
    ]
    assert len(statements) == 1


def test_nobody_is_offered_another_persons_entries(event, customer):
    assert references(event, CLEO) == ()


def test_a_removed_entry_is_marked(event, customer):
    Page(event, "needs").submit(f"remove-{customer}")

    assert [one.is_removed for one in references(event)] == [True]


def test_an_answer_points_at_an_own_entry(event, customer):
    page = Page(event, "strengths")
    page.type("for_whom", customer)

    assert page.save().is_complete
    assert for_whom(event) == UUID(customer)


def test_an_answer_may_name_someone_else(event, customer):
    page = Page(event, "strengths")
    entry = page.order[0]

    page.post(page.form() | {f"a-{entry}-for_whom": ["other"], f"a-{entry}-for_whom-other": ["The night shift"]})

    assert for_whom(event) == "The night shift"


def test_words_typed_beside_a_choice_left_alone_count(event, customer):
    page = Page(event, "strengths")
    page.type("for_whom", customer)
    page.save()
    later = Page(event, "strengths")

    later.post(later.form() | {f"a-{later.order[0]}-for_whom-other": ["The night shift"]})

    assert for_whom(event) == "The night shift"


def test_an_entry_of_another_person_cannot_be_pointed_at(event, customer):
    page = Page(event, "strengths", person=CLEO)
    page.type("for_whom", customer)
    page.type("strength", "Explain a refusal")

    outcome = page.save()

    assert [one.problem.message for one in outcome.refused] == ["unknown_entry"]
    saved = stored(event, "strengths", person=CLEO).entries[0]
    assert saved.values == {"strength": "Explain a refusal"}
