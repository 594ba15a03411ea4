"""A question belongs to whoever asked it: they word it anew or take it back, and nobody else does."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.asking.rooms import PATH, ask, asked, vote
from tests.cast import BEN
from workshop.asking.models import QuestionVote, RoomQuestion
from workshop.database import utcnow
from workshop.extensions import db


@pytest.fixture
def ben(event, browse):
    return browse(as_=BEN)


@pytest.fixture
def cy(event, browse):
    factories.seat(event, "cy@demo.example", team="Service")
    return browse(as_="cy@demo.example")


@pytest.fixture
def question(ben, cy) -> RoomQuestion:
    ask(ben, "What first?")
    vote(cy, "What first?")
    return asked("What first?")


def votes() -> list[QuestionVote]:
    return list(db.session.scalars(select(QuestionVote)))


def test_new_words_begin_without_votes(ben, question):
    ben.post(f"{PATH}/{question.id}", data={"words": "What last?", "named": "no"})

    assert (asked("What last?").id, votes()) == (question.id, [])


def test_a_name_is_given_or_taken_away_without_losing_votes(ben, question):
    ben.post(f"{PATH}/{question.id}", data={"words": "What first?", "named": "yes"})

    assert (question.is_named, len(votes())) == (True, 1)


def test_an_answered_question_stays_as_it_was(ben, question):
    question.answer(now=utcnow())

    page = ben.post(f"{PATH}/{question.id}", data={"words": "What last?"})

    assert (page.status_code, question.words) == (422, "What first?")


def test_taken_back_it_is_gone_and_its_words_are_in_the_field(ben, question):
    page = ben.post(f"{PATH}/{question.id}/removal")

    assert "What first?</textarea>" in page.text
    assert (list(db.session.scalars(select(RoomQuestion))), votes()) == ([], [])


def test_taking_back_can_be_pressed_twice(ben, question):
    path = f"{PATH}/{question.id}/removal"
    ben.post(path)

    assert ben.post(path).location == PATH


def test_one_can_take_back_after_the_end(ben, question, event):
    event.close(now=utcnow())

    ben.post(f"{PATH}/{question.id}/removal")

    assert list(db.session.scalars(select(RoomQuestion))) == []


def test_nobody_changes_or_takes_back_what_another_asked(cy, question):
    changed = cy.post(f"{PATH}/{question.id}", data={"words": "Mine now?"})
    cy.post(f"{PATH}/{question.id}/removal")

    assert (changed.status_code, asked("What first?").id) == (404, question.id)


def test_the_download_of_ones_data_holds_ones_questions(ben, question):
    page = ben.get("/account/data.json")

    assert page.json["questions"] == [{"event": "HERON-42", "question": "What first?", "with_name": False}]
