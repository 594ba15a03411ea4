"""The plain pages and the page of every component, in a real browser: accessible, fitting, readable, in light and dark."""

import pytest

from tests.browser.sweeping import layout_problems, problems_light_and_dark

pytestmark = [pytest.mark.browser, pytest.mark.look]
PAPERS = ["/privacy/information-sheet", "/privacy/processing-agreement"]
PAGES = ["/", "/workshops", "/help", "/privacy", *PAPERS, "/accessibility", "/patterns", "/no-such-page"]
SMALL_TARGETS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((el) => el.type !== "hidden")
  .map((el) => el.matches(".choice input, .rating-box input") ? el.closest("label") : el)
  .filter((el) => el.checkVisibility() && !el.matches(".skip-link") && !el.closest(".visually-hidden"))
  .filter((el) => !(el.matches("a") && el.closest("p, li, td, th, dd, h2, h3") && getComputedStyle(el).display === "inline"))
  .map((el) => [el, el.getBoundingClientRect()])
  .filter(([el, box]) => box.height < 43.9 || (box.width < 43.9 && !el.matches("a")))
  .map(([el, box]) => `${el.outerHTML.slice(0, 80)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


@pytest.mark.parametrize("width", [320, 1280])
def test_a_plain_page_is_accessible_and_fits_light_and_dark(visit, width):
    page = visit("/", viewport={"width": width, "height": 800})
    problems = {}
    for path in PAGES:
        page.goto(path)
        if found := problems_light_and_dark(page):
            problems[path] = found

    assert problems == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_everything_one_can_press_is_large_enough(visit, width):
    page = visit("/", viewport={"width": width, "height": 800})
    problems = {}
    for path in PAGES:
        page.goto(path)
        if found := page.evaluate(SMALL_TARGETS):
            problems[path] = found

    assert problems == {}


def test_a_user_who_doubles_the_type_reads_without_scrolling_sideways(visit):
    page = visit("/patterns", viewport={"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert layout_problems(page) == [
        "inline style or script: " + page.evaluate("document.documentElement.outerHTML.slice(0, 60)")
    ]


def test_wider_spacing_of_text_clips_nothing(visit):
    page = visit("/patterns", viewport={"width": 320, "height": 700}, bypass_csp=True)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    )
    clipped = page.evaluate(
        """() => [...document.querySelectorAll(".button, label, legend, th, td, .status")]
          .filter((el) => el.checkVisibility())
          .filter((el) => el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1)
          .filter((el) => !["inline", "contents"].includes(getComputedStyle(el).display) && !el.closest(".visually-hidden"))
          .map((el) => `${el.outerHTML.slice(0, 70)} ${el.scrollWidth} in ${el.clientWidth}`)"""
    )

    assert clipped == []


def test_the_skip_link_comes_first_and_leads_to_the_page(visit):
    page = visit("/help")

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")

    assert first == "skip-link"
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_stop_of_the_keyboard_is_outlined(visit):
    page = visit("/patterns", viewport={"width": 1280, "height": 900})
    bare, stops = [], 0
    for _press in range(50):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const el = document.activeElement;
              const drawn = el.matches(".rating-box input") ? el.nextElementSibling : el;
              return [el.outerHTML.slice(0, 60), getComputedStyle(drawn).outlineStyle, el === document.body]; }"""
        )
        stops += not seen[2]
        if seen[1] == "none" and not seen[2]:
            bare.append(seen[0])

    assert (bare, stops) == ([], 50)


def test_without_scripts_nothing_is_missing_but_the_print_button(visit):
    page = visit("/accessibility", java_script_enabled=False)

    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Keep this choice").click()

    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.get_by_role("status").inner_text() == "Your choice is kept on this device."
    assert page.get_by_role("button", name="Print").count() == 0


def test_with_scripts_a_theme_shows_at_once_and_stays(visit):
    page = visit("/accessibility", color_scheme="light")

    with page.expect_response("**/accessibility*"):
        page.get_by_label("Dark").check()
    at_once = page.evaluate("getComputedStyle(document.body).color")
    page.reload()

    assert at_once == "rgb(238, 233, 223)"
    assert page.locator("html").get_attribute("data-theme") == "dark"
