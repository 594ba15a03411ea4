"""Open pages hear of what the facilitator does with questions; when somebody asks or votes nobody hears anything."""

import pytest

from tests import factories
from tests.asking.rooms import PATH, ask, asked, vote
from tests.cast import ADA, BEN
from workshop.events.topics import room_topic
from workshop.extensions import db
from workshop.live.signals import revisions


@pytest.fixture
def ben(event, browse):
    browser = browse(as_=BEN)
    ask(browser, "What first?")
    return browser


def revision(event) -> int:
    return revisions(db.session, [room_topic(event)])[room_topic(event)]


@pytest.mark.parametrize("act", ["showing", "clearing", "answering", "reopening", "hiding", "return"])
def test_what_ada_does_is_told(ben, browse, event, act):
    before = revision(event)

    browse(as_=ADA).post(f"/events/HERON-42/questions/{asked('What first?').id}/{act}")

    assert revision(event) > before


def test_asking_changing_voting_and_taking_back_are_not(ben, browse, event):
    factories.seat(event, "cy@demo.example", team="Service")
    before, question = revision(event), f"{PATH}/{asked('What first?').id}"

    ask(ben, "What next?")
    vote(browse(as_="cy@demo.example"), "What first?")
    ben.post(question, data={"words": "What last?"})
    ben.post(f"{question}/removal")

    assert revision(event) == before


def test_the_open_page_gets_its_part_anew(ben, browse):
    browse(as_=ADA).post(f"/events/HERON-42/questions/{asked('What first?').id}/answering")

    part = ben.get(f"{PATH}/room").text

    assert "answered" in part
    assert "<html" not in part
