"""The room's figures beside one's own answers: once they are shown, the same for everyone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import BEN
from tests.room.rooms import fill
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.insights.releases import show

PATH = "/workbook/HERON-42/objectives"
FINDING = "More than half have heard an objective from their manager."


@pytest.fixture
def added_up(event):
    fill(event, n=8)
    step = factories.step(event, "objectives")
    add_up(db.session, step, now=utcnow() + timedelta(seconds=1))
    return step


def test_before_show_nobody_sees_anything(browse, added_up):
    assert "What the room said" not in browse(as_=BEN).get(PATH).text


def test_after_show_the_room_stands_beside_ones_own_answers(browse, added_up):
    show(db.session, added_up, now=utcnow())

    text = browse(as_=BEN).get(PATH).text

    assert "What the room said" in text
    assert FINDING in text
    assert "nothing you change now changes them" in text


@pytest.mark.parametrize("path", [PATH, "/workbook/HERON-42", "/workbook/HERON-42/room?on=contents"])
def test_once_shown_a_line_leads_to_them(browse, added_up, path):
    words, href = "What the room said on ‘", f'href="{PATH}?show=room#the-room"'
    assert words not in browse(as_=BEN).get(path).text
    show(db.session, added_up, now=utcnow())

    text = browse(as_=BEN).get(path).text

    assert words in text
    assert href in text
    assert 'id="the-room"' in browse(as_=BEN).get(f"{PATH}?show=room").text
    assert words not in browse(as_=BEN).get("/workbook/HERON-42/needs").text


def test_a_closed_worksheet_still_shows_them(browse, added_up):
    show(db.session, added_up, now=utcnow())
    added_up.event.close(now=utcnow() - timedelta(minutes=5))

    assert FINDING in browse(as_=BEN).get(PATH).text


def test_who_came_after_the_adding_up_is_told_so(browse, added_up):
    show(db.session, added_up, now=utcnow())
    seat = db.session.scalars(select(Participant).where(Participant.user_id == factories.user(BEN).id)).one()
    seat.joined_at = utcnow() + timedelta(minutes=1)

    text = browse(as_=BEN).get(PATH).text

    assert "The room’s figure was made before you came. Your sheet is still yours." in text
    assert FINDING in text
