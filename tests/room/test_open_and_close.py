"""Opening the doors, and opening and closing each step, from the control room."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.database import open_engine, utcnow
from workshop.events.models import Event, Participant
from workshop.events.pacing import room_step
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

    assert page.location == "/events/HERON-42"
    assert strengths.is_open
    agenda = ada.get("/events/HERON-42").text.partition('<ol class="agenda">')[2]
    assert agenda.index("How people find out") < agenda.index("The room is here") < agenda.index("Something extra")


def test_a_button_of_the_agenda_leads_back_to_its_place_there(browse, event, strengths):
    page = browse(as_=ADA).post(f"/events/HERON-42/steps/{strengths.number}/opening", data={"from": "agenda"})

    assert page.location == f"/events/HERON-42#step-{strengths.number}"


def test_the_room_is_put_back_to_a_step_that_is_open_and_keeps_its_end(browse, event, strengths):
    ada, needs = browse(as_=ADA), factories.step(event, "needs")
    ada.post(f"/events/HERON-42/steps/{strengths.number}/opening")
    needs.ends_at = ends_at = utcnow() + timedelta(minutes=3)
    db.session.commit()

    agenda = ada.get("/events/HERON-42").text.partition('<ol class="agenda">')[2]
    ada.post(f"/events/HERON-42/steps/{needs.number}/opening", data={"from": "agenda"})

    assert "Put the room here" in agenda
    assert (room_step(event, event.steps), needs.ends_at) == (needs, ends_at)
    assert strengths.is_open


def test_back_never_opens_a_step(browse, event, strengths):
    last = factories.step(event, "extra")
    ada = browse(as_=ADA)
    ada.post(f"/events/HERON-42/steps/{last.number}/opening")

    now = ada.get("/events/HERON-42").text.partition('id="now-title"')[2].partition('<ol class="agenda">')[0]

    assert f"/steps/{factories.step(event, 'needs').number}/opening" in now
    assert f"/steps/{strengths.number}/opening" not in now


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


def test_a_step_is_not_opened_while_another_facilitator_closes_the_event(app, browse, event, strengths, settings):
    ada, closing = browse(as_=ADA), open_engine(settings.database_url)
    path, event_id = f"/events/HERON-42/steps/{strengths.number}/opening", event.id
    db.session.commit()

    def press():
        with app.app_context():
            return ada.post(path)

    with ThreadPoolExecutor(1) as pool, closing.begin() as another:
        another.execute(update(Event).where(Event.id == event_id).values(closed_at=utcnow()))
        pressed = pool.submit(press)
        with pytest.raises(TimeoutError):
            pressed.result(timeout=0.3)
        another.commit()
        answer = pressed.result()
    closing.dispose()

    assert answer.status_code == 409
    assert "The doors are not open" in answer.text


def test_where_everybody_sets_their_own_pace_the_room_is_nowhere(browse, event):
    event.is_self_paced, event.opened_at = True, None
    db.session.commit()
    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/opening")

    page = ada.get("/events/HERON-42").text

    assert "Everybody at their own pace" in page
    assert all(words not in page for words in ("The room is here", 'data-key="n"', ">Pause<", "Put the room here"))
