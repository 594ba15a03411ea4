"""A rehearsal: a copy of the event with made-up people, which touches nothing real and can be thrown away."""

import re

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.insights.people import OBJECTIVE
from tests.insights.people import write as write_own
from workshop.accounts.models import User
from workshop.answers.models import Answer, Sheet
from workshop.database import utcnow
from workshop.events.models import Event, Participant
from workshop.extensions import db
from workshop.insights.models import BlockRow, ReleaseRow, StatementBatch
from workshop.insights.turnout import turnout
from workshop.mail.models import OutgoingMail
from workshop.mail.outbox import enqueue
from workshop.mail.rendering import Letter
from workshop.rehearsal.people import FEWEST, made_up


@pytest.fixture
def ada(browse, event):
    return browse(as_=ADA)


@pytest.fixture
def copy(ada, event) -> Event:
    ada.post("/events/HERON-42/rehearsals")
    return db.session.scalars(select(Event).where(Event.rehearsal_of_id == event.id)).one()


def number_of(copy: Event, key: str) -> int:
    return next(step.number for step in copy.steps if step.worksheet_key == key)


def write(ada, copy: Event, key: str) -> None:
    number = number_of(copy, key)
    ada.post(f"/events/{copy.code}/steps/{number}/opening")
    for _ in range(2):
        ada.post(f"/events/{copy.code}/steps/{number}/made-up-writing")


def count(of, *where) -> int:
    return db.session.scalar(select(func.count()).select_from(of).where(*where))


def test_it_is_the_same_plan_with_made_up_people_and_no_client(ada, copy, event):
    assert [(one.kind, one.worksheet_key) for one in copy.steps] == [(one.kind, one.worksheet_key) for one in event.steps]
    assert (copy.client_id, copy.is_open, copy.title) == (None, True, f"Rehearsal: {event.title}")
    assert turnout(db.session, copy).joined == FEWEST
    assert "This is a rehearsal" in ada.get(f"/events/{copy.code}").text
    assert "Public webinar" not in ada.get("/events").text


def test_there_is_one_at_a_time(ada, copy, event):
    page = ada.post("/events/HERON-42/rehearsals")

    assert page.location == f"/events/{copy.code}"
    assert f"Go to the rehearsal, {copy.code}" in ada.get("/events/HERON-42").text


def test_most_write_when_they_are_let_and_then_the_others(ada, copy):
    number = number_of(copy, "needs")
    ada.post(f"/events/{copy.code}/steps/{number}/opening")

    written = []
    for _ in range(3):
        ada.post(f"/events/{copy.code}/steps/{number}/made-up-writing")
        written.append(count(Sheet, Sheet.step_id == next(one.id for one in copy.steps if one.number == number)))

    assert 0 < written[0] < written[1] == written[2] == FEWEST


def test_a_colleague_who_writes_too_is_not_told_apart_by_a_count(ada, copy):
    number = number_of(copy, "objectives")
    ada.post(f"/events/{copy.code}/steps/{number}/opening")
    write_own(factories.seat(copy, "gus@demo.example", is_rostered=False), "objectives", OBJECTIVE)
    db.session.commit()

    said = []
    for _ in range(3):
        ada.post(f"/events/{copy.code}/steps/{number}/made-up-writing")
        said.append(int(re.search(r"(\d+) made-up p\w+ ha", ada.get(f"/events/{copy.code}").text)[1]))

    assert (said[0] > said[1] > said[2], sum(said)) == (True, FEWEST)


def test_figures_are_added_up_and_shown_as_in_the_real_one(ada, copy):
    write(ada, copy, "needs")

    ada.post(f"/events/{copy.code}/releases", data={"step": number_of(copy, "needs")})

    assert "12 people" in ada.get(f"/events/{copy.code}/results").text


def test_nothing_real_moves(ada, copy, event):
    write(ada, copy, "needs")
    ada.post(f"/events/{copy.code}/releases", data={"step": number_of(copy, "needs")})

    real = [step.id for step in event.steps]
    assert turnout(db.session, event).joined == 1
    assert count(BlockRow, BlockRow.event_id == event.id) == 0
    assert count(ReleaseRow, ReleaseRow.step_id.in_(real)) == count(Sheet, Sheet.step_id.in_(real)) == 0
    assert event.locked_at is None


def test_the_client_has_no_report_of_it(ada, browse, copy):
    assert ada.get(f"/events/{copy.code}/report").status_code == 404
    assert copy.code not in browse(as_=CLEO).get("/reports").text


def test_nobody_writes_to_made_up_people(app):
    _name, address = made_up(3)

    queued = enqueue(db.session, dedupe_key="x", kind="welcome", to=address, letter=Letter("Hello", "Hello"), now=utcnow())

    assert (queued, count(OutgoingMail)) == (False, 0)


def test_thrown_away_it_is_gone_with_its_people_and_their_words(ada, copy, event):
    write(ada, copy, "objectives")
    ada.post(f"/events/{copy.code}/releases", data={"step": number_of(copy, "objectives")})

    page = ada.post(f"/events/{copy.code}/disposal")

    assert page.location == "/events/HERON-42"
    assert ada.get(f"/events/{copy.code}").status_code == 404
    assert copy.code not in ada.get("/events").text
    assert count(Participant, Participant.event_id == copy.id) == count(Answer) == 0
    assert count(User, User.address_key.endswith("@rehearsal.example")) == 0
    assert "Try it out with made-up people" in ada.get("/events/HERON-42").text


def test_a_colleague_who_tried_the_code_keeps_their_account(ada, copy):
    seat = factories.seat(copy, "gus@demo.example", is_rostered=False)
    user_id = seat.user_id

    ada.post(f"/events/{copy.code}/disposal")

    assert db.session.get(User, user_id) is not None


def test_a_real_event_is_never_thrown_away_and_has_no_made_up_writers(ada, event):
    assert ada.post("/events/HERON-42/disposal").status_code == 409
    assert ada.post("/events/HERON-42/steps/3/made-up-writing").status_code == 409
    assert (event.is_open, count(Participant)) == (True, 1)


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_its_facilitators_rehearse(browse, event, harbour, reader):
    page = browse(as_=reader).post("/events/HERON-42/rehearsals")

    assert page.status_code == (401 if reader is None else 404)
    assert count(Event, Event.rehearsal_of_id.is_not(None)) == 0


def test_made_up_people_share_statements_that_can_be_gathered_and_looked_at(ada, copy):
    write(ada, copy, "strengths")

    ada.post(f"/events/{copy.code}/steps/{number_of(copy, 'strengths')}/statements")

    assert "Gathered. Only you read them so far." in ada.get(f"/events/{copy.code}/results").text
    assert {batch.step.event_id for batch in db.session.scalars(select(StatementBatch))} == {copy.id}
