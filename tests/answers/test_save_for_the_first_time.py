"""The first save to a sheet makes it: on a server by one statement, once the event's promises are fixed."""

import pytest
from sqlalchemy import delete, func, select, update

from tests.answers.meanwhile import elsewhere, meanwhile
from tests.answers.pages import Page, kept, stored, texts
from workshop.answers.models import Answer, Entry, Sheet, Writer
from workshop.answers.outcome import ChangedMeanwhile, EntryOfAnotherSheet
from workshop.database import utcnow
from workshop.events.models import Participant, Step
from workshop.extensions import db

EVE = "eve@demo.example"


@pytest.fixture
def somebody_began(event) -> Page:
    """Somebody else has written: what the event promised is fixed."""
    page = Page(event, person=EVE)
    page.type("objective", "What Eve wrote")
    page.save()
    return page


def counts() -> list[int]:
    found = [db.session.scalar(select(func.count()).select_from(one)) for one in (Sheet, Entry, Answer, Writer)]
    db.session.commit()
    return found


def test_it_is_one_statement_where_no_lock_is_needed(event, somebody_began, statements):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    fields = page.changes()
    statements.clear()

    outcome = page.post(fields)

    assert outcome.is_complete
    assert outcome.receipt.revision == 1
    if db.engine.dialect.name == "postgresql":
        assert [one.split()[0] for one in statements] == ["SELECT", "WITH"]
    assert texts(event)[0] == "Fewer open claims"


def test_entries_what_is_asked_once_and_the_receipt_are_stored_with_it(event, somebody_began):
    page = Page(event, "needs")
    page.type("who", "Branch advisers")
    page.type("needs", ["clear", "quick"])
    page.rate("importance.speed", "4")
    fields = page.form()

    outcome = page.post(fields)

    sheet = stored(event, "needs")
    assert outcome.is_complete
    assert [one.id for one in sheet.entries] == page.order
    assert sheet.entries[0].values == {"who": "Branch advisers", "needs": ("quick", "clear")}
    assert sheet.once.values == {"importance.speed": 4}
    assert page.post(fields).receipt == outcome.receipt


def test_what_another_device_saved_first_meanwhile_stands(app, event, somebody_began):
    phone, laptop = Page(event), Page(event)
    phone.type("objective", "From the phone")
    laptop.type("objective", "From the laptop")
    laptop.type("help", "Also from the laptop")
    fields = laptop.changes()

    with meanwhile(elsewhere(app, lambda: laptop.post(fields))):
        outcome = phone.post(phone.changes())

    assert [one.theirs for one in outcome.conflicts] == ["From the laptop"]
    assert (texts(event)[0], texts(event, "help")[0]) == ("From the laptop", "Also from the laptop")
    assert kept(event) == ["From the phone"]


def test_the_same_save_that_came_meanwhile_is_one_save(app, event, somebody_began):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    fields = page.changes()
    first = []

    with meanwhile(elsewhere(app, lambda: first.append(page.post(fields)))):
        again = page.post(fields)

    assert [again.receipt] == [one.receipt for one in first]
    assert texts(event)[0] == "Fewer open claims"


def test_an_entry_of_somebody_else_is_not_reached_and_nothing_is_stored(event, somebody_began):
    page, before = Page(event), counts()
    page.order = [somebody_began.order[0]]
    page.type("objective", "Over what Eve wrote")

    with pytest.raises(EntryOfAnotherSheet):
        page.save()
    db.session.rollback()

    assert counts() == before
    assert texts(event, person=EVE)[0] == "What Eve wrote"


@pytest.mark.parametrize(("table", "gone"), [(Participant, "removed_at"), (Step, "closed_at")])
def test_what_is_over_meanwhile_makes_no_sheet(app, event, somebody_began, table, gone):
    page, before = Page(event), counts()
    page.type("objective", "Too late")
    here = {Participant: page.seat.id, Step: page.step.id}[table]

    def end_it():
        db.session.execute(update(table).where(table.id == here).values({gone: utcnow()}))
        db.session.commit()

    with meanwhile(elsewhere(app, end_it)), pytest.raises(ChangedMeanwhile):
        page.post(page.changes())
    db.session.rollback()

    assert counts() == before


def test_a_seat_that_is_gone_meanwhile_makes_no_sheet(app, event, somebody_began):
    page, before = Page(event), counts()
    page.type("objective", "Too late")
    seat = page.seat.id

    def leave():
        db.session.execute(delete(Participant).where(Participant.id == seat))
        db.session.commit()

    with meanwhile(elsewhere(app, leave)), pytest.raises(ChangedMeanwhile):
        page.post(page.changes())
    db.session.rollback()

    assert counts() == before
