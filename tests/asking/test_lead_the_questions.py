"""The facilitator answers, puts aside, and puts one question before the room at a time."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.asking.rooms import PATH, ask, asked
from tests.cast import ADA, BEN
from workshop.asking.listing import asked_for_the_facilitator, question_on_screen
from workshop.asking.models import QuestionOnScreen
from workshop.extensions import db

LEAD = "/events/HERON-42/questions"


@pytest.fixture
def ben(event, browse):
    browser = browse(as_=BEN)
    ask(browser, "What first?")
    ask(browser, "What next?")
    return browser


@pytest.fixture
def ada(ben, browse):
    return browse(as_=ADA)


def press(browser, act: str, words: str = "What first?"):
    return browser.post(f"{LEAD}/{asked(words).id}/{act}")


def on_screen() -> list[str]:
    return list(db.session.scalars(select(QuestionOnScreen.question_id)))


def test_one_question_stands_before_the_room_at_a_time(ada, event):
    press(ada, "showing", "What first?")
    press(ada, "showing", "What next?")

    assert on_screen() == [asked("What next?").id]
    assert question_on_screen(db.session, event).words == "What next?"


def test_what_stands_before_the_room_comes_first(ada, event):
    least = asked_for_the_facilitator(db.session, event)[-1]
    ada.post(f"/events/HERON-42/questions/{least.id}/showing")

    assert asked_for_the_facilitator(db.session, event)[0].id == least.id


def test_it_is_taken_off_again(ada, event):
    press(ada, "showing")
    press(ada, "clearing")

    assert question_on_screen(db.session, event) is None


def test_answering_takes_it_off_the_screen_and_can_be_taken_back(ada, ben):
    press(ada, "showing")
    press(ada, "answering")
    assert (on_screen(), asked("What first?").is_waiting) == ([], False)

    press(ada, "reopening")

    assert asked("What first?").is_waiting


@pytest.mark.parametrize("act", ["showing", "answering", "clearing"])
def test_what_is_pressed_in_the_control_room_leads_back_to_it(ada, act):
    page = ada.post(f"/events/HERON-42/questions/{asked('What first?').id}/{act}", data={"from": "room"})

    assert page.location == "/events/HERON-42#asked"


def test_put_aside_the_room_does_not_read_it_and_undo_brings_it_back(ada, browse, event):
    press(ada, "showing")
    page = ada.get(press(ada, "hiding").location).text
    cy = a_neighbour(event, browse)
    assert ("Put aside: “What first?”" in page, "What first?" in cy.get(PATH).text, on_screen()) == (True, False, [])

    press(ada, "return")

    assert "What first?" in cy.get(PATH).text


def test_its_author_still_reads_what_was_put_aside(ada, ben):
    press(ada, "hiding")

    assert "put aside" in ben.get(PATH).text


def test_a_question_put_aside_is_not_put_before_the_room(ada):
    press(ada, "hiding")
    press(ada, "showing")

    assert on_screen() == []


def test_an_act_that_there_is_not_is_a_404(ada):
    assert press(ada, "deleting").status_code == 404


def a_neighbour(event, browse):
    factories.seat(event, "cy@demo.example", team="Service")
    return browse(as_="cy@demo.example")
