"""Open pages hear of what the facilitator does with a poll; of a vote nobody hears."""

import pytest

from tests.cast import ADA, BEN
from tests.polls.rooms import PATH, ask, press, vote
from workshop.events.topics import room_topic
from workshop.extensions import db
from workshop.live.signals import revisions


@pytest.fixture
def ada(event, browse):
    browser = browse(as_=ADA)
    ask(browser)
    return browser


def revision(event) -> int:
    return revisions(db.session, [room_topic(event)])[room_topic(event)]


@pytest.mark.parametrize("act", ["closing", "showing", "removal"])
def test_what_ada_does_is_told(ada, event, act):
    before = revision(event)

    press(ada, act)

    assert revision(event) > before


def test_a_vote_is_not(ada, event, browse):
    before = revision(event)

    vote(browse(as_=BEN), 1)

    assert revision(event) == before


@pytest.mark.parametrize("path", ["", "/room?on=contents", "/room?at=2", "/objectives"])
def test_wherever_ben_is_he_reads_that_the_room_is_asked(ada, browse, path):
    ben = browse(as_=BEN)
    assert "Quick poll: Shall we go on?" in ben.get(f"/workbook/HERON-42{path}").text

    press(ada, "closing")

    assert "Quick poll: Shall we go on?" not in ben.get(f"/workbook/HERON-42{path}").text


def test_the_open_page_gets_its_part_anew_and_304_when_nothing_changed(ada, browse):
    ben = browse(as_=BEN)
    part = ben.get(f"{PATH}/now")
    assert "Shall we go on?" in part.text
    assert "<html" not in part.text
    assert ben.get(f"{PATH}/now", headers={"If-None-Match": part.headers["ETag"]}).status_code == 304

    press(ada, "closing")

    assert "No poll is open now." in ben.get(f"{PATH}/now", headers={"If-None-Match": part.headers["ETag"]}).text
