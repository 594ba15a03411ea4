"""Who comes early and is expected waits at the door; the page asks whether it is open, and tells nobody else."""

import pytest

from tests import factories
from tests.cast import BEN, DORA
from workshop.database import utcnow
from workshop.extensions import db

NIA = "nia@demo.example"


@pytest.fixture
def shut(event):
    """HERON-42 before the doors open, with Nia on its roster."""
    seat = factories.seat(event, NIA)
    db.session.delete(seat)
    event.opened_at = None
    db.session.commit()
    return event


def test_whoever_is_expected_reads_when_it_begins_and_that_the_page_changes_by_itself(shut, browse):
    page = browse(as_=NIA).get("/join/HERON-42").text

    assert "The facilitator opens it when the room begins." in page
    assert "This page will change by itself, or press Refresh." in page
    assert 'data-door="/join/HERON-42/door"' in page


def test_the_door_says_that_it_is_open_once_it_is(shut, browse):
    nia = browse(as_=NIA)
    before = nia.get("/join/HERON-42/door").json

    shut.open(now=utcnow())
    db.session.commit()

    assert (before, nia.get("/join/HERON-42/door").json) == ({"open": False}, {"open": True})
    assert "Join as n…a@demo.example" in nia.get("/join/HERON-42").text


@pytest.mark.parametrize("code", ["HERON-42", "GNU-10"])
def test_nobody_else_learns_whether_there_is_such_a_room(shut, browse, code):
    assert browse(as_=DORA).get(f"/join/{code}/door").status_code == 404
    assert browse().get(f"/join/{code}/door").status_code == 302


def test_who_has_not_proven_the_address_is_not_expected(shut, browse):
    provisional = factories.user(NIA, is_proven=False)

    assert browse(as_=provisional).get("/join/HERON-42/door").status_code == 404


def test_when_it_is_over_nothing_is_waited_for(shut, browse):
    shut.opened_at = shut.closed_at = utcnow()
    db.session.commit()

    assert "data-door" not in browse(as_=NIA).get("/join/HERON-42").text
    assert "This workshop ended on" in browse(as_=NIA).get("/join/HERON-42").text
    assert browse(as_=BEN).get("/join/HERON-42/door").json == {"open": False}
