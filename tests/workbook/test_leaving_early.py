"""Whoever has to go before the end finds, on every page while the event runs, the way to the action and to the workbook."""

import re

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import BEN
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.mail.models import OutgoingMail

PAGES = ["", "/tipsheet", "/objectives", "/strengths", "/seen-by-others", "/line-of-sight", "/check"]
ACTION = 'href="/workbook/HERON-42/action"'
KEEP = 'href="/workbook/HERON-42/keep"'


@pytest.mark.parametrize("page", PAGES)
def test_the_way_out_is_on_every_page_once(event, browse, page):
    html = browse(as_=BEN).get(f"/workbook/HERON-42{page}").text

    assert (html.count("Have to go?"), html.count("Write your action (1 minute)"), html.count(KEEP)) == (1, 1, 1)
    assert ACTION in html


def test_on_the_action_itself_only_keeping_is_offered(event, browse):
    html = browse(as_=BEN).get("/workbook/HERON-42/action").text

    assert ("Write your action (1 minute)" in html, KEEP in html) == (False, True)


@pytest.mark.parametrize("page", ["", "/objectives", "/line-of-sight"])
def test_after_the_event_nobody_has_to_go(event, browse, page):
    event.close(now=utcnow())
    db.session.commit()

    assert "Have to go?" not in browse(as_=BEN).get(f"/workbook/HERON-42{page}").text


def test_an_event_without_the_action_offers_keeping_alone(event, browse):
    db.session.delete(factories.step(event, "action"))
    db.session.commit()

    html = browse(as_=BEN).get("/workbook/HERON-42/objectives").text

    assert ("Write your action (1 minute)" in html, KEEP in html) == (False, True)


def test_the_action_can_be_written_before_its_step_opens(event, browse):
    assert factories.step(event, "action").opened_at is None

    assert "Are you finished with this worksheet?" in browse(as_=BEN).get("/workbook/HERON-42/action").text


def test_a_newcomer_is_offered_the_file_and_proof_of_the_address(event, browse):
    nora = factories.user("nora@demo.example", is_proven=False)
    factories.seat(event, nora, is_rostered=False)
    browser = browse(as_=nora)

    page = browser.get("/workbook/HERON-42/keep").text

    assert 'href="/workbook/HERON-42/workbook.pdf"' in page
    assert 'href="/workbook/HERON-42/workbook.pdf?paper=letter"' in page
    fields = dict(re.findall(r'<input type="hidden" name="(address|next)" value="([^"]+)">', page))
    assert fields == {"address": "nora@demo.example", "next": "/workbook/HERON-42"}
    assert browser.post("/sign-in/link", data=fields).headers["Location"] == "/sign-in/code"
    assert db.session.scalars(select(OutgoingMail.to_address)).all() == ["nora@demo.example"]


def test_proving_the_address_keeps_the_seat_and_leads_back_to_it(event, browse):
    nora = factories.user("nora@demo.example", is_proven=False)
    seat = factories.seat(event, nora, is_rostered=False)
    browser = browse(as_=nora)
    browser.post("/sign-in/link", data={"address": "nora@demo.example", "next": "/workbook/HERON-42"})
    code = re.search(r"\b\d{3} ?\d{3}\b", db.session.scalars(select(OutgoingMail.text)).one())[0]

    entered = browser.post("/sign-in/code", data={"code": code})

    assert entered.headers["Location"] == "/workbook/HERON-42"
    assert db.session.get(Participant, seat.id).user.is_proven
    assert "is proven: sign in with it on any device" in browser.get("/workbook/HERON-42/keep").text


def test_a_proven_person_is_told_that_the_address_opens_the_workbook(event, browse):
    page = browse(as_=BEN).get("/workbook/HERON-42/keep").text

    assert "Your address b…n@demo.example is proven" in page
    assert "Mail me a code" not in page
