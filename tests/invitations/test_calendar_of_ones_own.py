"""A secret address for a calendar program: shown once, ended at will, and never more than its owner's own events."""

import re

import pytest
from icalendar import Calendar

from tests import factories
from tests.cast import ADA, BEN
from tests.invitations.letters import IVY, LEAD, letters, link, next_week
from workshop.database import utcnow
from workshop.events.joining import join
from workshop.extensions import db


def address(browser) -> str:
    """The path of a new address."""
    found = re.search(r'value="http://localhost(/calendar/[^"]+)"', browser.post("/account/calendar").text)
    assert found is not None
    return found[1]


def starts(page) -> list:
    return [one.start for one in Calendar.from_ical(page.text).walk("VEVENT")]


def test_ben_finds_the_event_in_which_he_sits(event, harbour, browse):
    page = browse().get(address(browse(as_=BEN)))

    assert (page.status_code, starts(page)) == (200, [event.starts_at.replace(microsecond=0)])
    assert "SUMMARY:Workshop" in page.text
    assert event.title not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_ivy_finds_what_she_is_invited_to_until_she_declines(event, browse):
    next_week(event)
    browse(as_=ADA).post(LEAD)
    path = address(browse(as_=IVY))
    assert starts(browse().get(path)) == [event.starts_at]

    browse().post(link(letters()[0]), data={"answer": "decline"})

    assert starts(browse().get(path)) == []


def test_whoever_only_typed_an_address_does_not_learn_what_its_owner_is_invited_to(event, harbour, browse):
    next_week(harbour_at(harbour, event))
    browse(as_="eve@demo.example").post("/events/WREN-63/invitations")
    stranger = join(db.session, event, address=IVY, now=utcnow(), team_id=event.teams[0].id).user
    db.session.commit()

    assert len(starts(browse().get(address(browse(as_=stranger))))) == 1


def harbour_at(harbour, event):
    """WREN-63 with teams of the names that the roster of the tests has."""
    for team, name in zip(harbour.teams, ("Claims", "Service"), strict=True):
        team.name = name
    return harbour


@pytest.mark.parametrize("act", ["/account/calendar", "/account/calendar/ending"])
def test_a_new_address_and_ending_it_close_the_one_before(event, browse, act):
    ben = browse(as_=BEN)
    path = address(ben)

    ben.post(act)

    assert browse().get(path).status_code == 404


def test_a_disabled_account_has_no_calendar(event, browse):
    path = address(browse(as_=BEN))
    factories.user(BEN).disabled_at = utcnow()
    db.session.commit()

    assert browse().get(path).status_code == 404


def test_no_address_is_shown_twice(event, browse):
    ben = browse(as_=BEN)
    address(ben)

    assert "/calendar/" not in ben.get("/account/calendar").text.replace("/account/calendar", "")
