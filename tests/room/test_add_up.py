"""Add up: it asks first, in steps of five, and freezes figures for the facilitator's own screen."""

import re

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.insights.people import RATINGS, seats, write
from tests.room.rooms import fill
from workshop.audit.models import AuditEntry
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.insights.models import ReleaseRow

NEEDS_STEP = 3
TOKENS = re.compile(r'(name="csrf_token" value=")[^"]*')


def n_releases() -> int:
    return db.session.scalar(select(func.count()).select_from(ReleaseRow)) or 0


def test_the_question_counts_in_fives_so_that_asking_again_tells_nobody_who_saved(browse, event):
    """Asked before and after one more person has saved, with nothing else happening, it says the same."""
    fill(event, n=18)
    late = seats(event, "Claims", 5)[0]
    ada, asked = browse(as_=ADA), f"/events/HERON-42/steps/{NEEDS_STEP}/adding-up"
    before = TOKENS.sub(r"\1", ada.get(asked).text)

    write(late, "needs", {"who": "Advisers", "needs": "quick"}, once=RATINGS)
    db.session.commit()

    assert "At least 15 of 24 have saved, counted in fives." in before
    assert TOKENS.sub(r"\1", ada.get(asked).text) == before


def test_the_control_room_only_counts_in_steps_of_five(browse, event):
    fill(event, n=19)

    page = browse(as_=ADA).get("/events/HERON-42")

    assert "15 of 20 have started." in page.text
    said = re.sub(r"<head>.*</head>|<[^>]+>", " ", page.text, flags=re.DOTALL)
    # A clock may say it too, and a calendar.
    assert not re.search(r"\b19\b", re.sub(r"\d+:\d\d|\d+ [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d+", " ", said))


def test_adding_up_is_for_adas_screen_alone(browse, event):
    fill(event, n=8)
    ada = browse(as_=ADA)

    page = ada.post("/events/HERON-42/releases", data={"step": NEEDS_STEP})

    assert page.location == f"/events/HERON-42/results#step-{NEEDS_STEP}"
    release = db.session.scalars(select(ReleaseRow)).one()
    assert release.shown_at is None
    assert "Only you see this so far." in ada.get("/events/HERON-42/results").text
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "release.made")).one()
    assert (entry.actor, entry.subject) == (factories.user(ADA).public_id, release.public_id)


def test_from_none_to_five_people_every_page_is_the_same_to_the_byte(browse, event):
    ada, pages = browse(as_=ADA), []
    seats(event, "Claims", 5)
    for n in range(6):
        if n:
            write_one(event, n)
        paths = ("/events/HERON-42", f"/events/HERON-42/steps/{NEEDS_STEP}/adding-up", "/events/HERON-42/results")
        answers = [ada.get(path) for path in paths] + [ada.post("/events/HERON-42/releases", data={"step": NEEDS_STEP})]
        pages.append([(answer.status_code, TOKENS.sub(r"\1", answer.text)) for answer in answers])

    assert all(seen == pages[0] for seen in pages)
    assert [status for status, _ in pages[0]] == [200, 200, 200, 409]
    assert "Talk about it: too few answers to add up." in pages[0][1][1]
    assert n_releases() == 0


def write_one(event, n: int) -> None:
    seat = [one for one in seated(event) if one.user.address != BEN][n - 1]
    write(seat, "needs", {"who": "Advisers", "needs": "quick"}, once=RATINGS)
    db.session.commit()


def seated(event):
    return db.session.scalars(select(Participant).where(Participant.event_id == event.id).order_by(Participant.id)).all()


def test_an_event_with_a_higher_floor_asks_for_more_people(browse, event):
    event.floor = 9
    fill(event, n=8)

    page = browse(as_=ADA).post("/events/HERON-42/releases", data={"step": NEEDS_STEP})

    assert page.status_code == 409
    assert n_releases() == 0


def test_a_floor_in_the_request_is_not_listened_to(browse, event):
    fill(event, n=5)

    page = browse(as_=ADA).post("/events/HERON-42/releases", data={"step": NEEDS_STEP, "floor": 1})

    assert page.status_code == 409
    assert n_releases() == 0


def test_after_closing_nothing_is_added_up(browse, event):
    fill(event, n=8)
    event.close(now=utcnow())

    assert browse(as_=ADA).post("/events/HERON-42/releases", data={"step": NEEDS_STEP}).status_code == 409


@pytest.mark.parametrize("step", ["", "x", "99", "1", "-3"])
def test_a_step_without_figures_is_a_404(browse, event, step):
    assert browse(as_=ADA).post("/events/HERON-42/releases", data={"step": step}).status_code == 404


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_the_facilitator_adds_up(browse, event, harbour, reader):
    fill(event, n=8)
    other = browse(as_=reader)

    page = other.post("/events/HERON-42/releases", data={"step": NEEDS_STEP})

    assert page.status_code == (401 if reader is None else 404)
    assert other.get(f"/events/HERON-42/steps/{NEEDS_STEP}/adding-up").status_code == (302 if reader is None else 404)
    assert n_releases() == 0
