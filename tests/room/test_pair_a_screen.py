"""A venue's computer shows six characters, a facilitator types them: it shows that screen, and opens nothing else."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from time_machine import travel

from tests.cast import ADA, BEN
from workshop.database import utcnow
from workshop.extensions import db
from workshop.room.models import ScreenKey
from workshop.room.pairing import CODES_FROM_ONE_PLACE, WRONG_CODES, end_screen, still_paired

SCREEN = "/events/HERON-42/screen"


def code_on(venue) -> str:
    """The characters that the venue's computer shows, as a person reads them."""
    venue.post("/screen")
    return re.search(r'class="join-code">([^<]+)<', venue.get("/screen").text).group(1)


@pytest.fixture
def venue(browse):
    return browse()


@pytest.fixture
def paired(browse, event, venue) -> ScreenKey:
    browse(as_=ADA).post("/events/HERON-42/screens", data={"pairing": code_on(venue)})
    return db.session.scalars(select(ScreenKey)).one()


def test_a_look_at_the_page_makes_nothing(venue, event):
    assert "Show the characters" in venue.get("/screen").text
    assert db.session.scalars(select(ScreenKey)).all() == []


def test_typed_in_any_way_the_characters_open_the_screen(browse, event, venue):
    code = code_on(venue)
    assert venue.get(SCREEN).status_code == 302

    page = browse(as_=ADA).post("/events/HERON-42/screens", data={"pairing": f" {code.lower()} "})

    assert page.location == "/events/HERON-42#screen"
    assert venue.get("/screen").location == SCREEN
    assert "HERON-42" in venue.get(SCREEN).text
    assert venue.get(f"{SCREEN}/layer").status_code == 200


@pytest.mark.parametrize("path", ["/events/HERON-42", "/events/HERON-42/results", "/events", "/workbook", "/account"])
def test_it_opens_nothing_but_that_screen(paired, venue, harbour, path):
    assert venue.get(path).status_code == 302
    assert venue.get("/events/WREN-63/screen").status_code == 302
    assert venue.post(SCREEN, data={"layer": "blank"}).status_code == 401


@pytest.mark.parametrize("path", ["/screen", SCREEN, f"{SCREEN}/layer"])
def test_a_venues_computer_keeps_none_of_what_it_shows(paired, venue, path):
    assert venue.get(path).headers["Cache-Control"] == "no-store"


def test_its_cookie_is_its_own_and_scripts_cannot_read_it(venue, event):
    answer = venue.post("/screen")

    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("screen="))
    assert ("HttpOnly" in cookie, "SameSite=Lax" in cookie) == (True, True)


def test_a_code_works_once_and_for_ten_minutes(browse, event, venue):
    code = code_on(venue)
    key = db.session.scalars(select(ScreenKey)).one()
    key.asked_at = utcnow() - timedelta(minutes=11)
    db.session.commit()

    assert browse(as_=ADA).post("/events/HERON-42/screens", data={"pairing": code}).status_code == 422
    assert "Show the characters" in venue.get("/screen").text


def test_a_wrong_code_stays_in_its_field_with_the_reason_beside_it(browse, event):
    ada = browse(as_=ADA)
    where_it_comes_back = 'action="/events/HERON-42/screens#pairing-code"'
    assert where_it_comes_back in ada.get("/events/HERON-42").text

    page = ada.post("/events/HERON-42/screens", data={"pairing": "AAAAA<"}).text

    field = page.partition('<details id="pairing" open>')[2].partition("</details>")[0]
    assert ("No screen shows these characters now." in field, 'value="AAAAA&lt;"' in field) == (True, True)


def test_ten_wrong_codes_are_enough_for_a_while(browse, event, venue):
    ada = browse(as_=ADA)
    code = code_on(venue)
    with travel(utcnow(), tick=False):  # they are counted by the clock's hours and quarters
        for _ in range(WRONG_CODES):
            assert ada.post("/events/HERON-42/screens", data={"pairing": "AAAAAA"}).status_code == 422

        assert ada.post("/events/HERON-42/screens", data={"pairing": code}).status_code == 429
    assert venue.get(SCREEN).status_code == 302


def test_ada_ends_a_screen_and_it_is_dark_at_once(browse, paired, venue):
    ada = browse(as_=ADA)
    assert "End the screen on" in ada.get("/events/HERON-42").text

    ada.post(f"/events/HERON-42/screens/{paired.public_id}/ending")

    assert venue.get(SCREEN).status_code == 302
    assert "End the screen on" not in ada.get("/events/HERON-42").text


def test_twelve_hours_after_the_event_it_is_over(event, paired, venue):
    event.closed_at = utcnow() - timedelta(hours=11)
    assert venue.get(SCREEN).status_code == 200

    event.closed_at = utcnow() - timedelta(hours=13)

    assert venue.get(SCREEN).status_code == 302


def test_another_facilitator_cannot_end_it_and_ben_cannot_pair(browse, event, harbour, paired, venue):
    assert browse(as_="eve@demo.example").post(f"/events/HERON-42/screens/{paired.public_id}/ending").status_code == 404
    assert browse(as_="eve@demo.example").post(f"/events/WREN-63/screens/{paired.public_id}/ending").status_code == 303
    assert browse(as_=BEN).post("/events/HERON-42/screens", data={"pairing": code_on(browse())}).status_code == 404
    assert venue.get(SCREEN).status_code == 200


def test_a_screen_that_was_ended_hears_nothing_more(event, paired):
    now = utcnow()
    assert still_paired(db.session, {paired.id}, now=now) == {paired.id}

    end_screen(db.session, event, paired.public_id, now=now)

    assert still_paired(db.session, {paired.id}, now=now) == set()


def test_one_venue_is_one_place_however_many_addresses_it_has(app, browse):
    statuses = [
        browse().post("/screen", environ_overrides={"REMOTE_ADDR": f"2001:db8::{n}"}).status_code
        for n in range(CODES_FROM_ONE_PLACE + 1)
    ]

    assert statuses == [303] * CODES_FROM_ONE_PLACE + [429]
