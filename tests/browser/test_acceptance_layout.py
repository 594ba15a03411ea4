"""People who enlarge, space out or touch: the pages of a workshop and its report, in a real browser."""

import pytest
from sqlalchemy import select

from tests.browser.sweeping import layout_problems
from tests.browser.test_look_of_plain_pages import SMALL_TARGETS
from tests.cast import ADA, BEN, CLEO
from workshop.database import utcnow
from workshop.demo.building import build_demo
from workshop.extensions import db
from workshop.reports.models import Report

pytestmark = [pytest.mark.browser, pytest.mark.look]
WORKSHEETS = tuple(f"/workbook/HERON-42/{key}" for key in ("objectives", "needs", "action"))
OF_BEN = (*WORKSHEETS, "/workbook", "/workbook/HERON-42", "/workbook/OTTER-17/needs", "/account")
OF_BEN += ("/workbook/HERON-42/check", "/workbook/HERON-42/finished")
OF_ADA = ("/events", "/events/HERON-42", "/events/HERON-42/plan", "/events/OTTER-17/results")
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
# The words of a chosen step stand under its box, on purpose.
CLIPPED = """() => [...document.querySelectorAll("main .button, main label, main legend, main th, main td, .status")]
  .filter((el) => el.checkVisibility() && !el.closest(".visually-hidden, .rating-box"))
  .filter((el) => !["inline", "contents"].includes(getComputedStyle(el).display))
  .filter((el) => el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1)
  .map((el) => `${el.outerHTML.slice(0, 80)} `
    + `${el.scrollWidth}x${el.scrollHeight} in ${el.clientWidth}x${el.clientHeight}`)"""
BAR = """() => [...document.querySelectorAll(".save-bar")].map((el) =>
  ["sticky", "fixed"].includes(getComputedStyle(el).position) ? el.getBoundingClientRect().height / innerHeight : 0)"""


@pytest.fixture
def pages(app) -> list[tuple[str, str]]:
    """(who, path) of the pages that a workshop is made of."""
    build_demo(db.session, now=utcnow())
    report = db.session.scalars(select(Report)).first()
    paths = {BEN: OF_BEN, ADA: OF_ADA, CLEO: (f"/reports/{report.public_id}",)}
    db.session.commit()
    return [(person, path) for person, all_paths in paths.items() for path in all_paths]


def problems_of(visit, pages, find, **options) -> dict[str, list]:
    """What `find(page)` says is wrong, by path."""
    tabs = {person: visit("/healthz", as_=person, **options) for person in dict(pages)}
    found = {}
    for person, path in pages:
        tabs[person].goto(path)
        if problems := find(tabs[person]):
            found[path] = problems
    return found


@pytest.mark.parametrize(("width", "height"), [(640, 450), (320, 256)])
def test_at_two_and_four_times_the_size_nothing_runs_off_and_the_save_bar_leaves_room(visit, pages, width, height):
    def find(page):
        return layout_problems(page) + [share for share in page.evaluate(BAR) if share > 0.25]

    assert problems_of(visit, pages, find, viewport={"width": width, "height": height}) == {}


def test_on_a_laptop_no_page_shows_type_under_fifteen_pixels_or_runs_off(visit, pages):
    assert problems_of(visit, pages, layout_problems, viewport={"width": 1280, "height": 844}) == {}


def test_with_type_of_twice_the_size_no_page_runs_off_a_small_phone(visit, pages):
    def find(page):
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        return [said for said in layout_problems(page) if said.startswith("scrolls")]

    assert problems_of(visit, pages, find, viewport={"width": 320, "height": 700}) == {}


def test_wider_spacing_of_text_clips_no_words(visit, pages):
    def find(page):
        page.add_style_tag(content=SPACED)
        return page.evaluate(CLIPPED)

    assert problems_of(visit, pages, find, viewport={"width": 320, "height": 700}, bypass_csp=True) == {}


def test_on_a_phone_whatever_a_participant_taps_is_large_enough_for_a_thumb_and_no_type_too_small(visit, pages):
    ours = [(person, path) for person, path in pages if person == BEN]

    def find(page):
        return page.evaluate(SMALL_TARGETS) + layout_problems(page)

    assert problems_of(visit, ours, find, viewport={"width": 390, "height": 844}) == {}
