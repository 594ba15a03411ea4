"""After closing, the typing-up of paper sheets may be left open for two days: it moves no figure and no number."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.insights.people import OBJECTIVE, seats, write
from tests.room.rooms import fill
from tests.workbook.conftest import Sheet
from workshop.audit.models import AuditEntry
from workshop.database import utcnow
from workshop.events.typed_up import TYPING_UP
from workshop.extensions import db
from workshop.insights.models import ReleaseRow
from workshop.insights.turnout import turnout

TYPING = "/events/HERON-42/typing-up"


@pytest.fixture
def closed(browse, event):
    """HERON-42, closed with the figures of eight people; five more sat there and wrote on paper."""
    fill(event, n=8)
    seats(event, "Service", 5)
    browse(as_=ADA).post("/events/HERON-42/closure")
    return event


def test_it_is_left_open_until_two_days_after_closing(closed, browse):
    with time_machine.travel(closed.closed_at + timedelta(hours=5)):
        page = browse(as_=ADA).post(TYPING)

    assert page.location == "/events/HERON-42"
    assert closed.typing_until == closed.closed_at + TYPING_UP


def test_leaving_it_open_twice_is_leaving_it_open_once(closed, browse):
    ada = browse(as_=ADA)
    ada.post(TYPING)
    first = closed.typing_until

    ada.post(TYPING)

    assert closed.typing_until == first
    acts = select(func.count()).select_from(AuditEntry).where(AuditEntry.act == "event.typing_left_open")
    assert db.session.scalar(acts) == 1


def test_an_open_event_and_one_that_closed_long_ago_refuse(event, browse):
    assert browse(as_=ADA).post(TYPING).status_code == 409
    event.close(now=utcnow() - timedelta(days=3))

    assert browse(as_=ADA).post(TYPING).status_code == 409
    assert event.typing_until is None


def test_the_control_room_offers_it_and_then_says_until_when(closed, browse):
    ada = browse(as_=ADA)
    assert "Leave typing-up open for two days" in ada.get("/events/HERON-42").text

    ada.post(TYPING)

    page = ada.get("/events/HERON-42").text
    assert "Leave typing-up open for two days" not in page
    assert "Participants can type them up until" in page


def test_six_more_who_type_up_change_no_figure_and_no_number(closed, event, browse):
    ada = browse(as_=ADA)
    ada.post(TYPING)
    before, numbers = figures(), turnout(db.session, event)
    late = [*seats(event, "Service", 6), factories.seat(event, "zoe@demo.example")]

    for seat in late:
        write(seat, "objectives", OBJECTIVE, done_at=utcnow())
    db.session.commit()
    refused = ada.post("/events/HERON-42/releases", data={"step": 2})
    ada.post("/events/HERON-42/closure")

    assert refused.status_code == 409
    assert figures() == before
    assert turnout(db.session, event).steps == numbers.steps


def test_no_number_is_told_to_one_while_and_after_paper_is_typed_up(closed, event, browse):
    assert turnout(db.session, event).steps[2].started == 8

    browse(as_=ADA).post(TYPING)

    assert turnout(db.session, event).steps[2].started == 5


def test_what_ben_types_up_is_in_no_figure_and_his_to_read(closed, browse):
    browse(as_=ADA).post(TYPING)
    before = figures()
    sheet = Sheet(browse(as_=BEN), "/workbook/HERON-42/objectives")

    assert sheet.press(sheet.open().fill("objective", "From my paper").fill("kind", "growth")).status_code == 303

    assert "From my paper" in sheet.browser.get("/workbook/HERON-42/print").text
    assert figures() == before


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_the_facilitator_leaves_it_open(closed, browse, harbour, reader):
    assert browse(as_=reader).post(TYPING).status_code == (401 if reader is None else 404)
    assert closed.typing_until is None


def figures() -> list[tuple[int, str]]:
    return [(one.step_id, one.figures) for one in db.session.scalars(select(ReleaseRow).order_by(ReleaseRow.step_id))]
