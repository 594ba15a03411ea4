"""Opening the doors, and opening and closing each step, from the control room."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db

OTHERS = [BEN, CLEO, DORA, OMAR, None]


@pytest.fixture
def strengths(event):
    return factories.step(event, "strengths")


def test_ada_opens_the_doors_of_a_draft(browse, event):
    event.opened_at = None

    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/opening")

    assert event.is_open
    assert "The doors are open." in ada.get("/events/HERON-42").text


def test_ada_opens_a_step_and_the_room_is_there(browse, event, strengths):
    ada = browse(as_=ADA)
    page = ada.post(f"/events/HERON-42/steps/{strengths.number}/opening")

    assert page.location == f"/events/HERON-42#step-{strengths.number}"
    assert strengths.is_open
    agenda = ada.get("/events/HERON-42").text.partition('<ol class="agenda">')[2]
    assert agenda.index("How people find out") < agenda.index("The room is here") < agenda.index("Something extra")


def test_ada_closes_a_step_and_may_open_it_again(browse, event, strengths):
    ada = browse(as_=ADA)
    for act in ("opening", "closing"):
        ada.post(f"/events/HERON-42/steps/{strengths.number}/{act}")
    assert not strengths.is_open

    ada.post(f"/events/HERON-42/steps/{strengths.number}/opening")

    assert strengths.is_open


def test_a_closed_event_opens_no_step(browse, event, strengths):
    event.close(now=utcnow())

    page = browse(as_=ADA).post(f"/events/HERON-42/steps/{strengths.number}/opening")

    assert page.status_code == 409
    assert not strengths.is_open


@pytest.mark.parametrize("reader", OTHERS)
@pytest.mark.parametrize("act", ["opening", "steps/4/opening", "steps/2/closing"])
def test_only_the_facilitator_opens_and_closes(browse, event, harbour, strengths, reader, act):
    page = browse(as_=reader).post(f"/events/HERON-42/{act}")

    assert page.status_code == (401 if reader is None else 404)
    assert not strengths.is_open
    assert factories.step(event, "objectives").is_open


@pytest.mark.parametrize(
    "path", ["/events/HERON-42/steps/99/opening", "/events/NONE-42/steps/2/opening", "/events/WREN-63/opening"]
)
def test_what_does_not_exist_and_what_is_anothers_look_alike(browse, event, harbour, path):
    assert browse(as_=ADA).post(path).status_code == 404


def test_the_control_room_shows_code_people_agenda_and_guide(browse, event):
    page = browse(as_=ADA).get("/events/heron-42")

    assert page.status_code == 200
    for words in (
        "HERON-42",
        "/join",
        "1 person has joined.",
        "Your customers and what they need",
        "Begin with whoever would notice",
    ):
        assert words in page.text


def test_an_empty_room_says_what_will_happen(browse, event):
    event_seat = db.session.scalars(select(Participant)).one()
    event_seat.removed_at = utcnow()

    assert "Nobody yet. People appear here as they join." in browse(as_=ADA).get("/events/HERON-42").text


@pytest.mark.parametrize("number", ["9" * 10, "9" * 30])
def test_a_step_number_beyond_all_numbers_is_not_found(browse, event, number):
    ada = browse(as_=ADA)

    assert ada.get(f"/events/HERON-42/steps/{number}/adding-up").status_code == 404
    assert ada.post(f"/events/HERON-42/steps/{number}/opening").status_code == 404
    assert ada.post("/events/HERON-42/releases", data={"step": number}).status_code == 404


def test_the_control_room_says_what_to_do_now_with_the_guide_of_the_worksheet(browse, event):
    now = browse(as_=ADA).get("/events/HERON-42").text.partition("control-now")[2].partition("</section>")[0]

    for words in ("Your customers and what they need", "Waiting for people.", "What for", "Under six answers"):
        assert words in now


def test_ada_goes_on_to_the_next_step_and_back_again(browse, event, strengths):
    ada = browse(as_=ADA)
    ada.post(f"/events/HERON-42/steps/{strengths.number}/opening")

    page = ada.get("/events/HERON-42").text

    assert (
        "Back: Worksheet 2: Your customers and what they need" in page,
        "Next: Worksheet 4: Something extra" in page,
    ) == (True, True)


def test_the_keys_can_be_switched_off_and_stay_off(browse, event):
    ada = browse(as_=ADA)
    assert "data-keys>" in ada.get("/events/HERON-42").text

    ada.post("/events/HERON-42/keys", data={"keys": "off"})

    assert "data-keys>" not in ada.get("/events/HERON-42").text
    ada.post("/events/HERON-42/keys", data={"keys": "on"})
    assert "data-keys>" in ada.get("/events/HERON-42").text
