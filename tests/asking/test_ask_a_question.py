"""Asking: with a name or without, a few at a time, and never after the end."""

import pytest
from sqlalchemy import select

from tests.asking.rooms import PATH, ask, asked
from tests.cast import BEN
from workshop.asking.models import RoomQuestion
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db


@pytest.fixture
def ben(event, browse):
    return browse(as_=BEN)


def words_of_all() -> list[str]:
    return sorted(db.session.scalars(select(RoomQuestion.words)))


def test_a_question_stands_before_the_room_as_one_line(ben):
    page = ask(ben, "  What do you say\r\nwhen she has no time? ")

    assert page.location == PATH
    assert words_of_all() == ["What do you say when she has no time?"]


def test_nobody_is_named_unless_they_say_so(ben):
    ask(ben, "Who asks first?")
    ask(ben, "Who asks next?", named="yes")

    assert (asked("Who asks first?").is_named, asked("Who asks next?").is_named) == (False, True)


def test_whoever_has_no_name_cannot_be_named(ben, event):
    asker = asked_by(ben)
    asker.name = ""
    ask(ben, "Who am I?", named="yes")

    assert not asked("Who am I?").is_named


def test_the_same_words_sent_twice_are_one_question(ben):
    for _press in range(2):
        ask(ben, "Why twice?")

    assert words_of_all() == ["Why twice?"]


@pytest.mark.parametrize("typed", ["", "  \n ", "x" * 281])
def test_what_cannot_be_asked_is_said_and_stays_in_the_field(ben, typed):
    page = ask(ben, typed)

    assert page.status_code == 422
    assert typed in page.text
    assert words_of_all() == []


def test_five_wait_at_most_and_the_sixth_can_be_asked_once_one_is_answered(ben):
    for number in range(5):
        ask(ben, f"Question {number}?")
    refused = ask(ben, "One more?")
    asked("Question 0?").answer(now=utcnow())

    taken = ask(ben, "One more?")

    assert (refused.status_code, "Five of your questions wait" in refused.text, taken.status_code) == (422, True, 303)


def test_a_closed_event_takes_no_question(ben, event):
    event.close(now=utcnow())

    page = ask(ben, "Too late?")

    assert (page.status_code, words_of_all()) == (422, [])


def asked_by(browser):
    """The user behind the first question asked with this browser."""
    ask(browser, "Who is there?")
    return db.session.get(Participant, asked("Who is there?").author_id).user
