"""A room from its first step to the client's report, in a real browser, by hand and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from tests.browser.sweeping import problems_light_and_dark
from tests.cast import ADA, CLEO, DORA
from tests.room.rooms import fill
from workshop.extensions import db
from workshop.insights.models import ReleaseRow
from workshop.reports.models import Report

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}}
DARK = {"color_scheme": "dark"}
NEEDS = "Your customers and what they need"


def step(page: Page, title: str):
    """One step of the agenda in the control room."""
    return page.locator(".agenda > li").filter(has=page.get_by_role("heading", name=title))


def checked(page: Page) -> None:
    """The page as it stands fits its window and is accessible; at its end, where the bar at the foot covers nothing."""
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    assert problems_light_and_dark(page) == []


@pytest.mark.parametrize(
    "options", [PHONE, PHONE | {"java_script_enabled": False}, pytest.param(DARK, marks=pytest.mark.look)]
)
def test_ada_runs_the_room_cleo_reads_and_dora_finds_nothing(event, harbour, visit, options):
    page = visit("/events", as_=ADA, **options)
    page.get_by_role("link", name="Who are your customers?").click()
    page.wait_for_load_state()  # without its style the page has the buttons of phone and laptop
    page.get_by_role("button", name=re.compile("^Next(:|$)")).click()
    expect(step(page, "How people find out what you can do")).to_contain_text("The room is here")

    fill(event, n=8)
    page.get_by_role("link", name="Count again").click()
    expect(step(page, NEEDS)).to_contain_text("5 of 9 have started.")
    step(page, NEEDS).get_by_role("link", name="Add up").click()
    expect(page.get_by_text("At least 5 of 9 have saved, counted in fives.")).to_be_visible()
    page.get_by_role("button", name="Add up now").click()
    expect(page.get_by_text("Only you see this so far.")).to_be_visible()
    page.get_by_role("button", name="Show").click()
    expect(step(page, NEEDS)).to_contain_text("Shown to the room.")

    page.get_by_role("link", name="Close the workshop").click()
    page.get_by_role("button", name="Close the workshop").click()
    expect(page.get_by_role("heading", name="Results")).to_be_visible()
    expect(page.get_by_role("heading", name="Speed comes first")).to_have_count(0)
    page.get_by_role("link", name="Control room").click()
    page.get_by_role("link", name="Report for Northgate", exact=True).click()
    page.get_by_label("Sentence 1").fill("The room serves advisers.")
    page.get_by_label("Sentence 2").fill("Every need matters and falls short.")
    page.get_by_role("button", name="Save, and see it as Northgate will").click()
    page.get_by_role("button", name="Release to Northgate").first.click()
    expect(page.get_by_role("link", name="Write sentence 3.")).to_be_visible()
    expect(page.get_by_label("Sentence 1")).to_have_value("The room serves advisers.")
    page.get_by_label("Sentence 3").fill("We begin with quicker answers.")
    page.get_by_role("button", name="Save, and see it as Northgate will").click()
    page.get_by_role("button", name="Release to Northgate").first.click()
    expect(page.get_by_text("Northgate can read the report now")).to_be_visible()

    db.session.rollback()
    report = db.session.scalars(select(Report)).one()
    read = visit("/reports", as_=CLEO, **options)
    read.get_by_role("link", name="Who are your customers?").click()
    expect(read).to_have_url(re.compile(f"/reports/{re.escape(report.public_id)}$"))
    expect(read.get_by_text("We begin with quicker answers.")).to_be_visible()
    expect(read.get_by_text("6 to 9 people").first).to_be_visible()

    hers = visit("/reports", as_=DORA, **options)
    assert hers.goto(f"/reports/{report.public_id}").status == 404
    assert hers.goto("/events/HERON-42").status == 404
    assert db.session.scalar(select(func.count()).select_from(ReleaseRow)) == 3


def test_the_control_room_is_run_with_the_keyboard_alone(event, visit):
    fill(event, n=8)
    page = visit("/events/HERON-42", as_=ADA)
    add_up = step(page, NEEDS).get_by_role("link", name="Add up")

    for _ in range(60):
        page.keyboard.press("Tab")
        if add_up.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add up now").press("Enter")

    expect(page.get_by_text("Only you see this so far.")).to_be_visible()


def test_keys_do_nothing_in_a_field_and_move_the_room_outside_of_one(event, visit):
    page = visit("/events/HERON-42", as_=ADA)
    page.get_by_text("Name a second facilitator").click()
    field = page.get_by_label("Their e-mail address")
    here = page.locator(".agenda > li[aria-current]")
    before = here.get_attribute("id")

    field.press_sequentially("npasjb?")

    expect(field).to_have_value("npasjb?")
    assert (here.get_attribute("id"), page.locator("#keys").get_attribute("open")) == (before, None)

    field.blur()
    page.keyboard.press("n")
    expect(here).not_to_have_attribute("id", before)


@pytest.mark.look
def test_every_page_of_a_room_is_accessible_and_fits_at_each_stage(event, visit):
    page = visit("/events/HERON-42", as_=ADA, viewport={"width": 320, "height": 700})
    for path in ("", "/results", "/steps/3/adding-up", "/plan", "/closing", "/report"):
        page.goto(f"/events/HERON-42{path}")
        checked(page)

    fill(event, n=12)
    page.goto("/events/HERON-42/steps/3/adding-up")
    checked(page)
    page.get_by_role("button", name="Add up now").click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    checked(page)
    page.goto("/events/HERON-42")
    checked(page)
    page.goto("/events/new")
    page.get_by_role("button", name="Save the plan").click()
    assert page.title().startswith("Error: ")
    checked(page)
