"""Saves that no page of this person's sends."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.answers.pages import Page, texts
from tests.cast import CLEO
from workshop.answers.models import Sheet
from workshop.answers.outcome import EntryOfAnotherSheet, SheetOfAnotherPerson
from workshop.answers.payload import BrokenSave, TooManyFields, UnknownField, read_save
from workshop.answers.saving import save
from workshop.database import utcnow
from workshop.extensions import db


def test_a_save_is_not_taken_by_another_persons_sign_in(event):
    bens, cleos = Page(event), Page(event, person=CLEO)
    bens.type("objective", "Fewer open claims")

    with pytest.raises(SheetOfAnotherPerson):
        save(db.session, cleos.seat, cleos.step, cleos.asked, read_save(bens.form(), bens.asked), now=utcnow())

    assert db.session.scalar(select(func.count()).select_from(Sheet)) == 0


def test_a_save_is_not_taken_by_another_sheet_of_the_same_person(event):
    page = Page(event)
    fields = page.form() | {"sheet": [Page(event, "needs").sheet.name]}

    with pytest.raises(SheetOfAnotherPerson):
        page.post(fields)


def test_an_entry_of_another_sheet_cannot_be_reached(event):
    bens, cleos = Page(event), Page(event, person=CLEO)
    bens.type("objective", "Fewer open claims")
    bens.save()
    cleos.order = [bens.order[0]]
    cleos.type("objective", "Read by somebody else")

    with pytest.raises(EntryOfAnotherSheet):
        cleos.save()
    db.session.rollback()

    assert texts(event)[0] == "Fewer open claims"


@pytest.mark.parametrize("action", ["remove", "restore", "up", "down"])
def test_a_button_for_another_sheets_entry_does_nothing(event, action):
    bens, cleos = Page(event), Page(event, person=CLEO)
    bens.type("objective", "Fewer open claims")
    bens.save()

    outcome = cleos.submit(f"{action}-{bens.order[0]}")

    assert outcome.removed is None
    assert texts(event)[0] == "Fewer open claims"


def test_an_unknown_question_is_refused(event):
    page = Page(event)

    with pytest.raises(UnknownField):
        page.post(page.form() | {f"a-{page.order[0]}-salary": ["much"]})


def test_a_question_asked_once_is_refused_in_an_entry(event):
    page = Page(event, "needs")
    page.type("importance.speed", "4", entry=0)

    with pytest.raises(UnknownField):
        page.save()


def test_a_question_of_an_entry_is_refused_where_things_are_asked_once(event):
    page = Page(event, "needs")
    page.type("who", "Branch advisers", entry=page.sheet.once.id)

    with pytest.raises(UnknownField):
        page.save()


@pytest.mark.parametrize(
    "strange",
    [
        {"writer": [""]},
        {"writer": ["x" * 65]},
        {"writer": ["spaces and <tags>"]},
        {"seq": ["-1"]},
        {"seq": ["ten"]},
        {"seq": ["9" * 30]},
        {"seq": ["١"]},
        {"entry": ["1"]},
        {"entry": ["../../etc"]},
        {"action": ["drop"]},
        {"action": ["remove-everything"]},
    ],
)
def test_a_broken_save_is_refused(event, strange):
    page = Page(event)

    with pytest.raises(BrokenSave):
        page.post(page.form() | strange)


@pytest.mark.parametrize("name", ["a-", "a-1-objective", "was-x", "a-" + "0" * 36 + "-objective"])
def test_an_unreadable_field_name_is_refused(event, name):
    page = Page(event)

    with pytest.raises(UnknownField):
        page.post(page.form() | {name: ["words"]})


def test_a_thousand_fields_are_refused(event):
    page = Page(event)
    many = {f"a-{uuid4()}-objective": ["words"] for _ in range(1000)}

    with pytest.raises(TooManyFields):
        page.post(page.form() | many)


def test_a_hundred_entries_are_refused(event):
    page = Page(event)

    with pytest.raises(TooManyFields):
        page.post(page.form() | {"entry": [str(uuid4()) for _ in range(100)]})


@pytest.mark.parametrize("rendered", ["", "yesterday", "9" * 40, "-5"])
def test_a_time_of_rendering_that_is_none_does_not_keep_words_out(event, rendered):
    page = Page(event)
    page.type("objective", "Fewer open claims")

    assert page.post(page.form() | {"rendered": [rendered]}).is_complete
