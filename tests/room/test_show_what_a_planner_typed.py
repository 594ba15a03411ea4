"""What a planner types for the room to read stands on every page as it was typed: it is no HTML, and a "%" is a "%"."""

import pytest

from tests import factories
from tests.cast import ADA, BEN
from tests.room.plans import filled_in, planned, steps
from workshop.extensions import db

TYPED = "<img src=x> Save 20 % of the time, %(code)s"
ESCAPED = "&lt;img src=x&gt; Save 20 % of the time, %(code)s"


@pytest.fixture
def ada(browse, northgate):
    """Ada in her browser, the doors of her workshop open: a slide, a talk, a worksheet and the closing question."""
    ada = browse(as_=ADA)
    sent = steps("words", "talk", "objectives", "closing") | {"step-prompt": [TYPED, TYPED, "", ""]}
    ada.post("/events/new", data=filled_in(client=northgate.public_id, **sent))
    [event] = planned()
    factories.seat(event, BEN)
    db.session.commit()
    ada.post(f"/events/{event.code}/opening")
    return ada


def paths_of(kind: str) -> tuple[str, str]:
    """The address of the event and of its step of this kind, in the control room and in a workbook."""
    [event] = planned()
    number = next(step.number for step in event.steps if step.kind == kind)
    return f"/events/{event.code}", f"/steps/{number}"


@pytest.mark.parametrize("kind", ["words", "talk"])
def test_it_stands_as_typed_wherever_it_stands(ada, browse, kind):
    event, step = paths_of(kind)
    before = ada.get(event).text

    ada.post(f"{event}{step}/opening")

    pages = [before, *(ada.get(f"{event}{path}").text for path in ("", "/plan", "/screen", "/screen/layer"))]
    pages.append(browse(as_=BEN).get(event.replace("/events/", "/workbook/") + step).text)
    assert ["<img src=x" in page for page in pages] == [False] * 6
    assert [ESCAPED in page for page in pages] == [True] * 6


def test_what_we_say_to_begin_with_is_the_planner_s_to_change(ada):
    page = ada.get("/events/new").text

    assert "say hello to whoever sits next to you" in page
