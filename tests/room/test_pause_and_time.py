"""Ada pauses a step, and tells the room an end time."""

from datetime import timedelta

import pytest

from tests import factories
from tests.cast import ADA
from workshop.database import utcnow
from workshop.extensions import db

STEP = "/events/HERON-42/steps/3"


@pytest.fixture
def step(event):
    """Worksheet 2, which is open."""
    return factories.step(event, "needs")


def test_ada_pauses_and_goes_on(browse, step):
    ada = browse(as_=ADA)

    assert ada.post(f"{STEP}/pause").status_code == 303
    assert step.is_paused
    assert ada.post(f"{STEP}/opening").status_code == 303
    assert (step.is_paused, step.is_open) == (False, True)


def test_ada_tells_an_end_time_and_takes_it_away(browse, step):
    ada, before = browse(as_=ADA), utcnow()

    ada.post(f"{STEP}/timer", data={"minutes": "10"})
    assert timedelta(minutes=9) < step.ends_at - before < timedelta(minutes=11)
    ada.post(f"{STEP}/timer", data={"minutes": "0"})

    assert step.ends_at is None


def test_a_minute_more_pressed_on_two_screens_is_one_minute_more(browse, step):
    step.ends_at = ends_at = utcnow() + timedelta(minutes=5)
    db.session.commit()

    for _screen in range(2):
        browse(as_=ADA).post(f"{STEP}/timer", data={"minutes": "1", "after": ends_at.isoformat()})

    assert step.ends_at == ends_at + timedelta(minutes=1)


def test_the_big_screen_asks_people_to_look_up(browse, event, step):
    ada, layer = browse(as_=ADA), "/events/HERON-42/screen/layer"
    ada.post("/events/HERON-42/screen", data={"layer": "prompt", "step": step.number})
    before = ada.get(layer).text

    ada.post(f"{STEP}/pause")

    assert ["Please look up" in one for one in (before, ada.get(layer).text)] == [False, True]
    assert "Until" not in ada.get(layer).text


@pytest.mark.parametrize(("verb", "fields"), [("pause", {}), ("timer", {"minutes": "5"})])
def test_a_step_that_is_not_open_has_nothing_to_pause_or_to_time(browse, event, verb, fields):
    page = browse(as_=ADA).post(f"/events/HERON-42/steps/4/{verb}", data=fields)

    assert page.status_code == 409
    assert "This step is not open" in page.text


@pytest.mark.parametrize(
    "fields",
    [{"minutes": "-1"}, {"minutes": "9999"}, {"minutes": "1", "after": "soon"}, {"minutes": "1", "after": "2027-03-16"}],
)
def test_what_no_page_of_ours_sends_is_refused(browse, step, fields):
    assert browse(as_=ADA).post(f"{STEP}/timer", data=fields).status_code == 400
