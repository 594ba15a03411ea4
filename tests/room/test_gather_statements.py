"""Ada gathers what people shared, leaves some out, and shows the rest; too few look the same however few they are."""

import re

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.insights.people import seats, write
from workshop.answers.sharing import own_texts, share
from workshop.database import utcnow
from workshop.extensions import db
from workshop.insights.models import StatementBatch
from workshop.room.big_screen import screen_of

STEP = 2
PATH = f"/events/HERON-42/steps/{STEP}/statements"
_TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')


def share_in(event, n: int, *, of: int = 12) -> None:
    """So many of the people who wrote their manager's objective share it; the worksheet has been added up."""
    step = factories.step(event, "objectives")
    for number, seat in enumerate(seats(event, "Claims", of)):
        write(seat, "objectives", {"objective": f"Objective {number}", "kind": "target", "sure": "told"})
        if number < n:
            text = own_texts(db.session, seat, step, "objective")[0]
            share(db.session, seat, step, "objective", entry=text.entry, was=text.was, now=utcnow())
    db.session.commit()


@pytest.fixture
def ada(browse, event):
    return browse(as_=ADA)


def gathered(ada) -> StatementBatch:
    ada.post("/events/HERON-42/releases", data={"step": STEP})
    ada.post(PATH)
    return db.session.scalars(select(StatementBatch)).one()


@pytest.mark.parametrize("n", [1, 5])
def test_few_and_nobody_are_the_same_to_the_byte(ada, browse, event, n):
    share_in(event, 0)
    ada.post("/events/HERON-42/releases", data={"step": STEP})
    ada.get("/events/HERON-42/results")  # that it was added up is said once
    nobody = [ada.post(PATH).headers["Location"], _TOKEN.sub("", ada.get("/events/HERON-42/results").text)]

    step = factories.step(event, "objectives")
    sheets = db.session.scalars(select(factories.Participant).where(factories.Participant.event_id == event.id)).all()
    for seat in [one for one in sheets if own_texts(db.session, one, step, "objective")][:n]:
        text = own_texts(db.session, seat, step, "objective")[0]
        share(db.session, seat, step, "objective", entry=text.entry, was=text.was, now=utcnow())
    db.session.commit()

    assert [ada.post(PATH).headers["Location"], _TOKEN.sub("", ada.get("/events/HERON-42/results").text)] == nobody
    assert "Not shown, to protect the people behind it." in nobody[1]


def test_she_reads_them_leaves_two_out_and_shows_six(ada, browse, event):
    share_in(event, 8)
    batch = gathered(ada)
    page = ada.get("/events/HERON-42/results").text
    assert all(f"Objective {number}" in page for number in range(8))
    assert "Objective" not in browse(as_=BEN).get("/workbook/HERON-42/objectives").text.partition("the-room")[2]

    ada.post(f"{PATH}/{batch.public_id}/omissions", data={"out": ["0", "1"]})
    ada.post(f"{PATH}/{batch.public_id}/showing")

    seen = browse(as_=BEN).get("/workbook/HERON-42/objectives").text
    assert seen.count('class="statement"') == 6
    assert screen_of(db.session, event).layer == "statements"


def test_what_was_shared_is_gathered_before_anything_is_added_up(ada, browse, event):
    share_in(event, 8)
    assert 'action="' + PATH + '"' in ada.get("/events/HERON-42/results").text

    pressed = ada.post(PATH)

    page = ada.get("/events/HERON-42/results").text
    assert pressed.location == "/events/HERON-42/results#statements-2"
    assert "Gathered." in page.partition('<h3 id="statements-2">')[2]
    assert "Gathered." not in page.partition('<h3 id="statements-2">')[0]
    assert ("Not added up yet." in page, 'action="' + PATH + '"' in page) == (True, False)
    assert all(f"Objective {number}" in page for number in range(8))


def test_six_have_to_remain(ada, event):
    share_in(event, 7)
    batch = gathered(ada)

    ada.post(f"{PATH}/{batch.public_id}/omissions", data={"out": ["0", "1"]})

    assert (batch.left_out, "at least six people have to remain" in ada.get("/events/HERON-42/results").text) == ("[]", True)


def test_closing_gathers_what_is_left(ada, event):
    share_in(event, 6)

    ada.post("/events/HERON-42/closure")

    assert db.session.scalars(select(StatementBatch)).one().shown_at is None


def test_before_that_nobody_meets_the_texts(ada, event):
    share_in(event, 8)
    ada.post("/events/HERON-42/releases", data={"step": STEP})

    for path in ("", "/results", "/screen", "/report"):
        assert "Objective 1" not in ada.get(f"/events/HERON-42{path}").text


def test_five_stand_on_the_big_screen_each_cut_at_a_word(ada, event):
    share_in(event, 8)
    batch = gathered(ada)
    ada.post(f"{PATH}/{batch.public_id}/showing")

    ada.post("/events/HERON-42/screen", data={"layer": "statements", "step": STEP})

    assert ada.get("/events/HERON-42/screen/layer").text.count("<blockquote") == 5
    ada.post("/events/HERON-42/screen", data={"layer": "statements", "step": STEP, "page": 2})
    assert ada.get("/events/HERON-42/screen/layer").text.count("<blockquote") == 3


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_the_facilitator_gathers(browse, event, harbour, reader):
    share_in(event, 8)

    page = browse(as_=reader).post(PATH)

    assert page.status_code == (401 if reader is None else 404)
    assert db.session.scalars(select(StatementBatch)).all() == []


def test_after_closing_nothing_is_said_where_nothing_was_gathered(ada, event):
    share_in(event, 0)
    ada.post("/events/HERON-42/releases", data={"step": STEP})
    assert "Shared statements" in ada.get("/events/HERON-42/results").text

    ada.post("/events/HERON-42/closure")

    assert "Shared statements" not in ada.get("/events/HERON-42/results").text
