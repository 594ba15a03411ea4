"""A webinar for nobody's staff: no client anywhere, joined with the code, and everything else as in every event."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests import factories
from tests.cast import ADA, BEN, CLEO, OMAR
from tests.workbook.pages import Form
from workshop.events.models import Event
from workshop.extensions import db

CHANGES = {"title": "Your manager’s problems", "hour": "10:00", "kind": "webinar", "client": "public", "admission": "roster"}


def filled_in(ada, **changes: str) -> dict:
    """The fields of a new plan as the page has them, with these changes; whether managers lead is left open."""
    form = Form(ada.get("/events/new").text, "novalidate")
    for name, value in (CHANGES | changes).items():
        form.set(name, value)
    return form.sent("save")


@pytest.fixture
def ada(app, browse):
    factories.planner(ADA)
    return browse(as_=ADA)


@pytest.fixture
def webinar(ada) -> Event:
    ada.post("/events/new", data=filled_in(ada))
    made = db.session.scalars(select(Event)).one()
    ada.post(f"/events/{made.code}/opening")
    return made


@pytest.fixture
def ben(webinar, browse):
    browser = browse()
    browser.post(f"/join/{webinar.code}", data={"address": BEN, "name": "Ben"})
    return browser


def test_planning_asks_neither_about_managers_nor_for_a_roster(webinar):
    assert (webinar.client_id, webinar.kind, webinar.admission) == (None, "webinar", "code")
    assert not webinar.is_led_by_one_manager


def test_a_workshop_without_a_client_is_still_refused(ada):
    page = ada.post("/events/new", data=filled_in(ada, kind="workshop", led="no", managers="no"))

    assert (page.status_code, "only webinars are open to the public" in page.text) == (422, True)


def test_a_client_still_wants_the_questions_about_managers(ada):
    northgate = factories.client("Northgate", teams=("Claims",), reader=CLEO)

    page = ada.post("/events/new", data=filled_in(ada, client=northgate.public_id))

    assert (page.status_code, "Say whether one manager leads" in page.text) == (422, True)


@pytest.mark.parametrize("wrong", [{"kind": "workshop"}, {"admission": "roster"}])
def test_the_database_refuses_a_workshop_or_a_roster_without_a_client(webinar, wrong):
    for name, value in wrong.items():
        setattr(webinar, name, value)

    with pytest.raises(IntegrityError):
        db.session.commit()


def test_whoever_has_the_code_joins_and_reads_words_without_client_or_managers(webinar, ben, browse):
    for page in (
        browse().get(f"/join/{webinar.code}").text,
        ben.get(f"/workbook/{webinar.code}").text,
        ben.get(f"/workbook/{webinar.code}/seen-by-others").text,
    ):
        assert "report" not in page.split("<main")[1]
        assert "Managers of people" not in page


def test_its_pages_call_it_a_webinar(webinar, ben):
    page = ben.get(f"/workbook/{webinar.code}").text

    assert "until the webinar is closed" in page
    assert "until the workshop is closed" not in page


def test_it_is_closed_and_its_figures_stay_with_the_room(webinar, ben, ada):
    step = next(step for step in webinar.steps if step.worksheet_key == "objectives")
    ada.post(f"/events/{webinar.code}/steps/{step.number}/opening")

    page = ada.post(f"/events/{webinar.code}/closure")

    assert page.status_code == 303
    assert "Report for" not in ada.get(f"/events/{webinar.code}").text
    assert ada.get(f"/events/{webinar.code}/results").status_code == 200


def test_it_has_no_report(webinar, ada):
    assert ada.get(f"/events/{webinar.code}/report").status_code == 404


def test_lists_say_what_it_is(webinar, ada, browse):
    factories.administrator(OMAR)

    assert "Public webinar" in ada.get("/events").text
    assert "Public webinar" in ada.get(f"/events/{webinar.code}").text
