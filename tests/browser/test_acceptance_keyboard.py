"""A worksheet for people who use a keyboard or a screen reader: order, outline, names and titles."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.filling import NEEDS
from tests.cast import BEN

pytestmark = [pytest.mark.browser, pytest.mark.look]
STOP = """() => {
  const here = document.activeElement, seen = here.closest(".rating-box, .choice") ?? here;
  const box = seen.getBoundingClientRect(), style = getComputedStyle(here), around = getComputedStyle(seen);
  const inner = getComputedStyle(seen.querySelector(".box") ?? seen);
  return {
    name: here.outerHTML.slice(0, 90), top: box.top + scrollY, left: box.left, isBar: !!here.closest(".save-bar"),
    end: here === document.body,
    outlined: [style, around, inner].some((one) => one.outlineStyle !== "none" || one.boxShadow !== "none"),
  };
}"""


def stops(page: Page) -> list[dict]:
    """Every stop of the Tab key in the form, from its first field on, but for the bar that hovers at the foot."""
    found = []
    page.locator("[data-entry] input:not([type=hidden])").first.focus()
    for _ in range(120):
        stop = page.evaluate(STOP)
        if stop["end"] or stop["isBar"]:
            return found
        found.append(stop)
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard never gets to the save button")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_tab_key_goes_through_a_worksheet_as_it_is_read(visit, event, width):
    page = visit(NEEDS, as_=BEN, viewport={"width": width, "height": 800})

    found = stops(page)

    assert len(found) > 30
    for before, after in pairwise(found):
        in_one_row = abs(after["top"] - before["top"]) < 30
        assert after["left"] > before["left"] if in_one_row else after["top"] > before["top"], (before, after)


def test_every_stop_of_a_worksheet_is_outlined(visit, event):
    page = visit(NEEDS, as_=BEN)

    assert [stop["name"] for stop in stops(page) if not stop["outlined"]] == []


def test_a_screen_reader_hears_which_customer_and_which_end_of_a_rating(visit, event):
    page = visit(NEEDS, as_=BEN)

    expect(page.get_by_role("group", name="Customer 2", exact=True)).to_match_aria_snapshot(
        """
        - group "Customer 2":
          - textbox "Who are they? (customer 2)"
          - group /What do they need\\? \\(customer 2\\)/:
            - checkbox "A faster answer"
        """
    )
    expect(page.get_by_role("group", name="How much does a quick answer matter to them?")).to_match_aria_snapshot(
        """
        - group "How much does a quick answer matter to them?":
          - radio "1, They hardly notice it"
          - radio "2, A small plus"
          - radio "3, They’d mind"
          - radio "4, They’d complain"
          - radio "5, They’d go elsewhere or stop"
        """
    )
