"""The states of a worksheet that no plain visit meets: errors, two versions, found words, closed; and text drawn larger."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.filling import NEEDS, status, who
from tests.browser.sweeping import layout_problems, problems_light_and_dark
from tests.cast import BEN
from workshop.extensions import db

pytestmark = [pytest.mark.browser, pytest.mark.look]

PHONE = {"width": 320, "height": 700}

WIDER = """[...document.querySelectorAll("main *")].filter((el) => el.getBoundingClientRect().right > innerWidth + 1
    && !el.closest(".visually-hidden")).map((el) => el.outerHTML.slice(0, 80))"""
CLIPPED = """[...document.querySelectorAll("button, .box")].filter((el) => el.checkVisibility()
    && !el.closest(".visually-hidden") && el.scrollHeight > el.clientHeight + 4).map((el) => el.textContent.trim())"""


def test_errors(visit, event):
    page = visit(NEEDS, as_=BEN, viewport=PHONE)
    page.get_by_label("Yes, mark it done").check()
    page.get_by_role("button", name="Save and continue").click()

    expect(page.locator(".error-summary")).to_be_focused()
    assert page.title().startswith("Error: Worksheet 2 of 5: Your customers and what they need – ")
    assert problems_light_and_dark(page) == []
    link = page.locator(".error-summary a").first
    link.click()
    assert page.evaluate("document.activeElement.id") == link.get_attribute("href").removeprefix("#")


def test_two_versions_in_a_dialog_and_on_a_page(visit, event):
    page = visit(NEEDS, as_=BEN, viewport=PHONE)
    plain = visit(NEEDS, as_=BEN, viewport=PHONE, java_script_enabled=False)
    laptop = visit(NEEDS, as_=BEN)
    who(laptop).fill("Advisers in Leeds")
    expect(status(laptop)).to_contain_text("Saved at ", timeout=5000)

    who(page).fill("Branch advisers")
    expect(page.get_by_role("dialog")).to_be_visible(timeout=5000)
    assert problems_light_and_dark(page) == []
    who(plain).fill("Brokers")
    plain.get_by_role("button", name="Save and continue").click()
    expect(plain.get_by_role("heading", name="This worksheet changed in another window")).to_be_visible()
    assert layout_problems(plain) == []


def test_found_words_and_the_offline_line(visit, event):
    page = visit(NEEDS, as_=BEN, viewport=PHONE)
    page.route("**/workbook/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    who(page).fill("Branch advisers")
    expect(status(page)).to_contain_text("You’re offline.", timeout=4000)
    assert problems_light_and_dark(page) == []

    page.reload()
    page.get_by_text("Show both versions").click()
    assert problems_light_and_dark(page) == []


def test_closed(visit, event):
    step = factories.step(event, "needs")
    step.closed_at = event.opened_at
    db.session.commit()

    page = visit(NEEDS, as_=BEN, viewport=PHONE)

    assert "You can still read and print it." in page.content()
    assert problems_light_and_dark(page) == []


@pytest.mark.parametrize("viewport", [{"width": 320, "height": 256}, {"width": 640, "height": 450}])
def test_zoomed_in_everything_is_reachable_and_the_save_bar_is_out_of_the_way(visit, event, viewport):
    page = visit(NEEDS, as_=BEN, viewport=viewport)

    assert layout_problems(page) == []
    bar = page.locator(".save-bar")
    is_in_flow = bar.evaluate("(bar) => getComputedStyle(bar).position === 'static'")
    assert is_in_flow or bar.bounding_box()["height"] <= viewport["height"] / 4


@pytest.mark.parametrize(
    "style",
    [
        "html { font-size: 200% !important }",
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
    ],
)
def test_larger_text_and_wider_spacing_clip_nothing(visit, event, style):
    page = visit(NEEDS, as_=BEN, viewport={"width": 390, "height": 844}, bypass_csp=True)
    page.add_style_tag(content=style)

    assert page.evaluate(WIDER) == []
    assert page.evaluate(CLIPPED) == []
