"""The big screen shows one layer, which the facilitators choose; what it shows of people is released figures and turnout."""

from datetime import timedelta

import pytest

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.room.rooms import fill
from workshop.database import utcnow
from workshop.events.agenda import WELCOME
from workshop.extensions import db
from workshop.qr import QUIET, qr_of
from workshop.room.big_screen import screen_of

SCREEN = "/events/HERON-42/screen"
NEEDS_STEP = 3


def put(browser, layer: str, **fields):
    return browser.post(SCREEN, data={"layer": layer, **fields})


def shown(browser) -> str:
    return browser.get(f"{SCREEN}/layer").text


def remote(browser) -> str:
    """The bar under the thumb."""
    return browser.get("/events/HERON-42").text.partition('class="save-bar remote')[2]


def test_it_begins_with_the_join_sheet(browse, event):
    page = browse(as_=ADA).get(SCREEN).text

    for words in ("HERON-42", "localhost/join", "1 here", 'class="qr"'):
        assert words in page


def test_opening_a_step_says_there_what_to_do_and_until_when(browse, event):
    ada = browse(as_=ADA)

    ada.post("/events/HERON-42/steps/4/opening")

    assert (screen_of(db.session, event).layer, screen_of(db.session, event).step.number) == ("prompt", 4)
    assert "What can you do really well that this customer needs?" in shown(ada)
    assert "Until " in shown(ada)


def test_writing_tells_how_many_in_steps_of_five_and_nothing_below_six(browse, event):
    ada = browse(as_=ADA)
    put(ada, "writing", step=NEEDS_STEP)
    assert ("Writing" in shown(ada), "have started" in shown(ada)) == (True, False)

    fill(event, n=8)

    assert "5 of 9 have started" in shown(ada)
    assert shown(ada).count('class="fill-ink stroke-ink"') == 5


def test_show_puts_the_first_figure_there_and_the_next_one_follows(browse, event):
    fill(event, n=12)
    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/releases", data={"step": NEEDS_STEP})
    assert "Speed" not in shown(ada)

    results = ada.get("/events/HERON-42/results").text
    release = results.split("/releases/")[1].split("/showing")[0]
    ada.post(f"/events/HERON-42/releases/{release}/showing")

    assert ("Speed" in shown(ada), "Figure 1 of 2." in ada.get("/events/HERON-42").text) == (True, True)
    assert "Next page on the big screen" in remote(ada)
    page = put(ada, "result", step=NEEDS_STEP, page=2, **{"from": "remote"})
    assert page.location == "/events/HERON-42"
    assert ("Speed" in shown(ada), "What our customers need" in shown(ada)) == (False, True)
    assert "Next page on the big screen" not in remote(ada)


def test_what_was_added_up_and_not_shown_never_stands_there(browse, event):
    fill(event, n=12)
    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/releases", data={"step": NEEDS_STEP})

    put(ada, "result", step=NEEDS_STEP)

    assert "Nothing has been shown yet." in shown(ada)


def test_nothing_that_people_save_changes_a_shown_figure(browse, event):
    fill(event, n=12)
    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/releases", data={"step": NEEDS_STEP})
    release = ada.get("/events/HERON-42/results").text.split("/releases/")[1].split("/showing")[0]
    ada.post(f"/events/HERON-42/releases/{release}/showing")
    before = shown(ada)

    fill(event, n=12)
    ada.post("/events/HERON-42/releases", data={"step": NEEDS_STEP})

    assert shown(ada) == before


def test_blank_is_blank_and_a_slide_is_markdown(browse, event):
    ada = browse(as_=ADA)
    step = factories.step(event, "strengths")
    step.kind, step.worksheet_key, step.worksheet_version, step.prompt = "words", None, None, "## Welcome\n\n<b>you</b>"
    db.session.commit()

    put(ada, "blank")
    assert "HERON-42" not in shown(ada)
    put(ada, "words", step=4)

    assert ("<h2>Welcome</h2>" in shown(ada), "<b>" in shown(ada)) == (True, False)


def test_words_that_ask_people_to_join_stand_above_the_address_and_the_code(browse, event):
    ada = browse(as_=ADA)
    step = factories.step(event, "strengths")
    step.kind, step.worksheet_key, step.worksheet_version, step.prompt = "words", None, None, WELCOME
    db.session.commit()

    put(ada, "words", step=4)
    assert "on the screen" in shown(ada).partition("localhost/join")[0]
    assert "HERON-42" in shown(ada).partition("localhost/join")[2]

    event.close(now=utcnow())
    db.session.commit()
    assert "localhost/join" not in shown(ada)


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_it_can_be_light_dark_or_black_on_white(browse, event, look):
    ada = browse(as_=ADA)

    ada.post(f"{SCREEN}/look", data={"look": look})

    assert f'class="layer join {look}"' in shown(ada)


@pytest.mark.parametrize(
    "fields", [{"layer": "door"}, {"layer": "prompt"}, {"layer": "prompt", "step": 99}, {"layer": "result", "step": 2**40}]
)
def test_what_there_is_not_is_refused(browse, event, fields):
    assert browse(as_=ADA).post(SCREEN, data=fields).status_code == 400


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_its_facilitators_see_and_control_it(browse, event, harbour, reader):
    browser = browse(as_=reader)

    assert put(browser, "blank").status_code == (401 if reader is None else 404)
    assert browser.get(SCREEN).status_code == (302 if reader is None else 404)
    assert screen_of(db.session, event).layer == "join"


def test_a_second_facilitator_acts_on_the_same_screen(browse, event):
    factories.planner("eve@demo.example")
    browse(as_=ADA).post("/events/HERON-42/facilitators", data={"address": "eve@demo.example"})

    put(browse(as_="eve@demo.example"), "blank")

    assert "It shows nothing." in browse(as_=ADA).get("/events/HERON-42").text


def test_the_qr_code_has_four_modules_of_white_around_it():
    code = qr_of("https://workshop.example/join/HERON-42")

    starts = [int(part.split()[0]) for part in code.path.removeprefix("M").split("M")]
    assert (min(starts), max(starts) < code.size - QUIET) == (QUIET, True)


def test_the_join_sheet_is_taken_along_as_a_drawing_and_as_pixels(browse, event):
    ada = browse(as_=ADA)

    drawing, pixels = (ada.get(f"/events/HERON-42/join-sheet.{kind}") for kind in ("svg", "png"))

    assert (drawing.mimetype, "HERON-42" in drawing.text) == ("image/svg+xml", True)
    assert (pixels.mimetype, pixels.data[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert tuple(int.from_bytes(pixels.data[at : at + 4], "big") for at in (16, 20)) == (1920, 1080)


def test_the_end_stands_on_the_screen_and_the_screen_is_still_steered(browse, event):
    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/steps/4/opening")

    ada.post("/events/HERON-42/closure")

    assert "This is over. Thank you for coming." in shown(ada)
    control_room = ada.get("/events/HERON-42").text
    assert "It shows that it is over." in control_room
    put(ada, "blank")
    assert "Thank you" not in shown(ada)


def test_a_page_from_before_the_end_does_not_put_the_work_back_on_the_screen(browse, event):
    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/closure")

    refused = ada.post("/events/HERON-42/screen", data={"layer": "prompt", "step": 1})

    assert refused.status_code == 409
    assert "The event is closed" in refused.text
    assert "This is over. Thank you for coming." in shown(ada)


def test_half_a_day_later_the_control_room_has_no_screen_to_steer(browse, event):
    ada = browse(as_=ADA)
    ada.post("/events/HERON-42/closure")
    event.closed_at -= timedelta(hours=13)
    db.session.commit()

    assert 'id="screen"' not in ada.get("/events/HERON-42").text
