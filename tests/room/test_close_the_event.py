"""Closing: no more answers, and the last adding up."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.room.rooms import fill
from workshop.audit.models import AuditEntry
from workshop.extensions import db
from workshop.insights.models import ReleaseRow


def test_closing_asks_first_and_changes_nothing_by_asking(browse, event):
    page = browse(as_=ADA).get("/events/HERON-42/closing")

    assert "1 person has joined." in page.text
    assert event.is_open


def test_closing_adds_up_every_worksheet_that_was_opened(browse, event):
    fill(event, n=8)

    page = browse(as_=ADA).post("/events/HERON-42/closure")

    assert page.location == "/events/HERON-42/results"
    assert event.closed_at is not None
    releases = db.session.scalars(select(ReleaseRow).order_by(ReleaseRow.step_id)).all()
    assert [(one.step.worksheet_key, one.cause) for one in releases] == [("objectives", "closing"), ("needs", "closing")]


def test_closing_twice_is_closing_once(browse, event):
    fill(event, n=8)
    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/closure")
    first = event.closed_at

    ada.post("/events/HERON-42/closure")

    assert event.closed_at == first
    assert len(db.session.scalars(select(AuditEntry).where(AuditEntry.act == "event.closed")).all()) == 1


def test_a_draft_cannot_be_closed(browse, event):
    event.opened_at = None

    page = browse(as_=ADA).post("/events/HERON-42/closure")

    assert page.status_code == 409
    assert event.closed_at is None


def test_a_closed_event_offers_nothing_to_open(browse, event):
    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/closure")

    text = ada.get("/events/HERON-42").text

    assert "/opening" not in text
    assert "/closing" not in text
    assert 'class="code"' not in text  # it lets nobody in any more
    assert factories.step(event, "objectives").is_open


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_the_facilitator_closes_an_event(browse, event, harbour, reader):
    other = browse(as_=reader)

    assert other.post("/events/HERON-42/closure").status_code == (401 if reader is None else 404)
    assert other.get("/events/HERON-42/closing").status_code == (302 if reader is None else 404)
    assert event.is_open


@pytest.mark.parametrize(("n", "is_silent"), [(0, True), (5, True), (24, False)])
def test_a_closed_event_says_what_its_worksheets_came_to_and_what_is_left_to_do(browse, event, n, is_silent):
    fill(event, n=n)
    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/closure")

    text = ada.get("/events/HERON-42").text

    assert "Write the report for Northgate" in text
    assert "Figures of ‘Your customers and what they need’" in text
    assert ("<li>Not shown, to protect the people behind it.</li>" in text) == is_silent
