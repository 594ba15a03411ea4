"""The control room and the big screen show what the room asks and is asked: one thing at a time."""

import pytest

from tests.asking.rooms import ask as ask_question
from tests.asking.rooms import asked
from tests.cast import ADA, BEN
from tests.polls.rooms import ask as ask_poll
from tests.polls.rooms import people_vote, poll
from workshop.extensions import db
from workshop.room.asks import watch_asked, watch_put_before

SCREEN, CONTROL = "/events/HERON-42/screen", "/events/HERON-42"


@pytest.fixture
def ada(event, browse):
    ask_question(browse(as_=BEN), "What first?")
    browser = browse(as_=ADA)
    ask_poll(browser)
    return browser


def lead_question(ada, act: str) -> None:
    ada.post(f"/events/HERON-42/questions/{asked('What first?').id}/{act}")


def lead_poll(ada, act: str) -> None:
    ada.post(f"/events/HERON-42/polls/{poll().public_id}/{act}")


def test_a_question_put_before_the_room_stands_on_the_big_screen_without_a_name(ada):
    lead_question(ada, "showing")

    page = ada.get(SCREEN).text

    assert "What first?" in page
    assert "Ben" not in page


def test_a_name_stands_there_if_its_author_wants_that(ada, browse):
    path = f"/workbook/HERON-42/questions/{asked('What first?').id}"
    browse(as_=BEN).post(path, data={"words": "What first?", "named": "yes"})
    lead_question(ada, "showing")

    assert "<bdi>Ben</bdi>" in ada.get(SCREEN).text


@pytest.mark.parametrize("act", ["clearing", "answering", "hiding"])
def test_taken_off_the_screen_is_blank(ada, act):
    lead_question(ada, "showing")
    lead_question(ada, act)

    page = ada.get(SCREEN).text

    assert "What first?" not in page
    assert 'class="layer blank' in page


def test_a_poll_takes_the_place_of_a_question(ada):
    lead_question(ada, "showing")
    lead_poll(ada, "showing")

    page = ada.get(SCREEN).text

    assert ("What first?" in page, "Shall we go on?" in page) == (False, True)
    assert "counted live, without names" in page


def test_taking_off_what_does_not_stand_there_leaves_the_screen_alone(ada):
    lead_question(ada, "showing")
    lead_poll(ada, "showing")
    lead_question(ada, "clearing")

    assert "Shall we go on?" in ada.get(SCREEN).text


def test_the_big_screen_tells_of_a_poll_what_may_be_told(ada, event, browse):
    lead_poll(ada, "showing")
    people_vote(event, browse, [1, 1, 1, 2, 2])
    assert "Waiting for people." in ada.get(SCREEN).text
    people_vote(event, browse, [2, 2], first=5)

    lead_poll(ada, "closing")

    page = ada.get(SCREEN).text
    assert "6 or more votes" in page
    assert "7 votes" not in page
    assert page.count("three or more") + page.count("more than half") == 2
    assert "fewer than three, or nobody" in page


def test_the_control_room_has_the_most_wanted_question_and_the_poll(ada):
    page = ada.get(CONTROL).text

    assert "1 question waits" in page
    assert page.index("Shall we go on?") < page.index("Close the poll")
    assert "What first?" in ada.get(f"{CONTROL}/parts/asked").text


def test_what_is_watched_moves_with_a_new_question_and_with_what_is_told_not_with_each_vote(ada, event, browse):
    digest = watch_asked(event.id)
    first = digest(db.session)
    ask_question(browse(as_=BEN), "What next?")
    second = digest(db.session)
    people_vote(event, browse, [1] * 5)
    third = digest(db.session)
    people_vote(event, browse, [1], first=5)

    assert (first != second, second == third, third != digest(db.session)) == (True, True, True)


def test_a_poll_is_closed_from_the_control_room_and_leads_back_to_it(ada):
    pressed = ada.post(f"/events/HERON-42/polls/{poll().public_id}/closing", data={"from": "room"})

    assert pressed.location == f"{CONTROL}#asked"
    page = ada.get(CONTROL).text
    assert ("Close the poll" in page, "Show it to the room" in page) == (False, True)


def test_a_big_screen_does_not_learn_when_somebody_asks_or_votes(ada, event, browse):
    lead_question(ada, "showing")
    digest = watch_put_before(event.id)
    first = digest(db.session)

    ben = browse(as_=BEN)
    ask_question(ben, "What next?")
    ben.post(f"/workbook/HERON-42/questions/{asked('What next?').id}/vote")
    people_vote(event, browse, [1] * 5)

    assert digest(db.session) == first
    lead_question(ada, "clearing")
    assert digest(db.session) != first


def test_the_big_screen_follows_what_is_put_before_the_room(ada):
    assert 'data-live-topic="screen room turnout before"' in ada.get(SCREEN).text
