"""Voting for what others asked: once each, and it can be taken back."""

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.asking.rooms import PATH, ask, asked, vote
from tests.cast import ADA, BEN
from workshop.accounts.own_data import erase
from workshop.asking.listing import asked_for_the_facilitator
from workshop.asking.models import QuestionVote
from workshop.database import utcnow
from workshop.extensions import db


@pytest.fixture
def ben(event, browse):
    return browse(as_=BEN)


@pytest.fixture
def cy(event, browse):
    factories.seat(event, "cy@demo.example", team="Service")
    return browse(as_="cy@demo.example")


def listed(event) -> list[tuple[str, int]]:
    """What Ada sees: each question, and how many want to hear it answered."""
    return [(one.words, one.n_votes) for one in asked_for_the_facilitator(db.session, event)]


def n_votes() -> int:
    return db.session.scalar(select(func.count()).select_from(QuestionVote))


def test_a_vote_counts_once_however_often_it_is_pressed(ben, cy):
    ask(ben, "What first?")
    for _press in range(3):
        vote(cy, "What first?")

    assert n_votes() == 1


def test_a_vote_can_be_taken_back(ben, cy):
    ask(ben, "What first?")
    vote(cy, "What first?")

    cy.post(f"{PATH}/{asked('What first?').id}/vote/withdrawal")

    assert n_votes() == 0


def test_nobody_votes_for_their_own_question(ben):
    ask(ben, "What first?")
    vote(ben, "What first?")

    assert n_votes() == 0
    assert "The votes are for the others’." in ben.get(PATH).text


def test_the_most_wanted_stand_first_for_the_room_and_for_ada(ben, cy, browse):
    ask(ben, "Second?")
    ask(ben, "First?")
    vote(cy, "First?")

    for page in (cy.get(PATH).text, browse(as_=ADA).get("/events/HERON-42/questions").text):
        assert page.index("First?") < page.index("Second?")


@pytest.mark.parametrize("change", ["answer", "hide"])
def test_an_answered_question_and_one_put_aside_take_no_vote(ben, cy, change):
    ask(ben, "What first?")
    getattr(asked("What first?"), change)(now=utcnow())
    vote(cy, "What first?")

    assert n_votes() == 0


def test_the_votes_of_whoever_is_erased_go_with_them(ben, cy):
    ask(ben, "What first?")
    vote(cy, "What first?")
    db.session.delete(factories.user("cy@demo.example"))
    db.session.commit()

    assert n_votes() == 0


def test_whoever_is_erased_leaves_their_votes_as_nobodys(ben, cy, event):
    """Two numbers that became one less would tell what somebody had voted for."""
    ask(ben, "What first?")
    vote(cy, "What first?")

    erase(db.session, factories.user("cy@demo.example"), pepper="", now=utcnow())
    db.session.commit()

    assert n_votes() == 0
    assert listed(event) == [("What first?", 1)]
    ben.post(f"{PATH}/{asked('What first?').id}", data={"words": "What last?"})
    assert listed(event) == [("What last?", 0)]
