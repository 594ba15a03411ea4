"""The big screen, measured in a real browser: read from the back, scanned from the front, changed from elsewhere."""

import base64

import pytest
import segno
from playwright.sync_api import Page, expect

from tests.browser.sweeping import axe_problems, layout_problems
from tests.cast import ADA
from tests.polls.rooms import ask, people_vote, press
from tests.room.rooms import fill
from workshop.database import utcnow
from workshop.events.agenda import WELCOME
from workshop.events.models import Step
from workshop.extensions import db

pytestmark = pytest.mark.browser
SCREEN = "/events/HERON-42/screen"
NEEDS_STEP = 3
SIZES = [({"width": 1920, "height": 1080}, 28), ({"width": 1280, "height": 720}, 19)]
LAYERS = [
    {"layer": "join"},
    {"layer": "prompt", "step": NEEDS_STEP},
    {"layer": "writing", "step": NEEDS_STEP},
    {"layer": "result", "step": NEEDS_STEP, "page": 1},
    {"layer": "result", "step": NEEDS_STEP, "page": 2},
    {"layer": "words", "step": NEEDS_STEP},
    {"layer": "blank"},
]
_MEASURE = """(least) => {
  const doc = document.documentElement, problems = [];
  if (doc.scrollWidth > innerWidth || doc.scrollHeight > innerHeight) problems.push("scrolls");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), el = walker.currentNode.parentElement;
    const isShown = el.checkVisibility({opacityProperty: true, visibilityProperty: true});
    if (!text || !isShown || el.closest(".visually-hidden")) continue;
    const scale = el.closest("svg") ? el.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(el).fontSize) * scale;
    const box = el.getBoundingClientRect();
    if (size < least) problems.push(`${text.slice(0, 30)} is ${size}px`);
    if (box.top < 0 || box.bottom > innerHeight || box.right > innerWidth + 1) problems.push(`${text.slice(0, 30)} is cut`);
  }
  return problems;
}"""
# The middle of each module, dark or not, from the pixels of a screenshot.
_MODULES = """async ([picture, count]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const module = image.width / count, rows = [];
  for (let row = 0; row < count; row++) {
    let line = "";
    for (let column = 0; column < count; column++) {
      const [red] = pen.getImageData((column + 0.5) * module, (row + 0.5) * module, 1, 1).data;
      line += red < 128 ? "1" : "0";
    }
    rows.push(line);
  }
  return [image.width, rows];
}"""


@pytest.fixture
def ada(browse, event):
    """Ada with her phone: twelve people have written, and the figures of worksheet 2 were shown."""
    fill(event, n=12)
    phone = browse(as_=ADA)
    phone.post("/events/HERON-42/releases", data={"step": NEEDS_STEP})
    release = phone.get("/events/HERON-42/results").text.split("/releases/")[1].split("/showing")[0]
    phone.post(f"/events/HERON-42/releases/{release}/showing")
    return phone


def poll_on_the_screen(ada, event, browse) -> None:
    """Six votes on a poll, all for one option, before the room: then the longest words stand beside the bars."""
    ask(ada)
    people_vote(event, browse, [1] * 6)
    press(ada, "showing")


@pytest.mark.look
@pytest.mark.parametrize("size", [*[size for size, _least in SIZES], {"width": 320, "height": 700}])
def test_a_poll_is_read_from_the_back_and_scrolled_on_a_phone(ada, event, browse, visit, size):
    poll_on_the_screen(ada, event, browse)

    page = visit(SCREEN, as_=ADA, viewport=size, reduced_motion="reduce")

    least = {one["width"]: least for one, least in SIZES}.get(size["width"])
    assert (page.evaluate(_MEASURE, least) if least else layout_problems(page)) + axe_problems(page) == []


@pytest.mark.look
@pytest.mark.parametrize(("size", "least"), SIZES)
def test_every_layer_fits_without_scrolling_and_is_read_from_the_back(ada, visit, size, least):
    page = visit(SCREEN, as_=ADA, viewport=size, reduced_motion="reduce")

    problems = []
    for fields in LAYERS:
        ada.post(SCREEN, data=fields)
        page.goto(SCREEN)
        problems += [f"{fields}: {one}" for one in page.evaluate(_MEASURE, least) + axe_problems(page)]

    assert problems == []


@pytest.mark.look
@pytest.mark.parametrize(("size", "least"), SIZES)
@pytest.mark.parametrize("words", [WELCOME, "Long words. " * 20, "Long words. " * 80])
def test_words_fit_with_the_way_in_below_them(ada, event, visit, size, least, words):
    step = Step(event_id=event.id, number=20, rank=20, kind="words", prompt=words, minutes=5)
    db.session.add(step)
    step.open(now=utcnow())
    db.session.commit()
    ada.post(SCREEN, data={"layer": "words", "step": 20})

    page = visit(SCREEN, as_=ADA, viewport=size, reduced_motion="reduce")

    assert page.evaluate(_MEASURE, least) + axe_problems(page) == []
    assert page.locator(".way-in").inner_text().endswith("HERON-42")


@pytest.mark.look
@pytest.mark.parametrize(("size", "least"), SIZES)
def test_the_qr_code_is_scanned_from_a_picture_of_the_screen(event, visit, live, size, least):
    page = visit(SCREEN, as_=ADA, viewport=size, java_script_enabled=False)  # or the layer is fetched again meanwhile
    picture = page.locator(".qr").screenshot()

    address = f"{live}/join/HERON-42"
    matrix = segno.make(address, error="m", micro=False, boost_error=False).matrix_iter(border=4)
    wanted = ["".join(str(int(module)) for module in row) for row in matrix]

    side, seen = modules_of(page, picture, len(wanted))
    assert seen == wanted
    assert side >= 400


def modules_of(page: Page, picture: bytes, count: int) -> tuple[int, list[str]]:
    """How wide the picture is, and its rows of dark and light modules as a camera would find them, quiet zone included."""
    blank = page.context.new_page()  # away from our pages, whose policy lets no such picture in
    return blank.evaluate(_MODULES, [base64.b64encode(picture).decode(), count])


def test_it_changes_by_itself_when_ada_puts_something_else_there(ada, visit):
    page = visit(SCREEN, as_=ADA)
    expect(page.locator(".layer.result")).to_be_visible()

    ada.post(SCREEN, data={"layer": "join"})

    expect(page.locator(".layer.join")).to_be_visible(timeout=15000)


def test_a_venues_computer_becomes_the_screen_once_its_characters_are_typed(ada, visit):
    page = visit("/screen")
    page.get_by_role("button", name="Show the characters").click()
    code = page.locator(".join-code").inner_text()

    ada.post("/events/HERON-42/screens", data={"pairing": code})

    expect(page.locator(".layer.result")).to_be_visible(timeout=15000)


def test_a_mistyped_code_keeps_its_field_open_focused_and_in_sight_on_a_phone(ada, visit):
    page = visit("/events/HERON-42", as_=ADA, viewport={"width": 390, "height": 700}, reduced_motion="reduce")
    page.locator("#pairing summary").click()
    page.locator("#pairing-code").fill("ABC DEF")
    page.get_by_role("button", name="Show it there").click()

    page.wait_for_timeout(1500)  # by then what follows the room has been fetched anew

    expect(page.get_by_text("No screen shows these characters now.")).to_be_in_viewport()
    expect(page.locator("#pairing-code")).to_be_focused()
    expect(page.locator("#pairing-code")).to_have_value("ABC DEF")


def test_without_scripts_it_asks_again_every_ten_seconds(event, visit):
    page = visit(SCREEN, as_=ADA, java_script_enabled=False)

    assert page.locator("noscript meta[http-equiv=refresh], meta[http-equiv=refresh]").get_attribute("content") == "10"
