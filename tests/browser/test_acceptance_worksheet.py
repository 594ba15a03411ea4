"""A worksheet as assistive technology has it, as a whole; and what a chosen rating looks like in forced colours.

The stored tree is `worksheet.aria.yml`. After a change that was meant, look at the difference, then write it anew:
`WRITE_ARIA=1 .venv/bin/pytest tests/browser/test_acceptance_worksheet.py`.
"""

import base64
import os
from pathlib import Path

import pytest

from tests.browser.filling import NEEDS, status, who
from tests.cast import BEN

pytestmark = pytest.mark.browser
STORED = Path(__file__).with_name("worksheet.aria.yml")
# The share of pixels in which two pictures of the same size differ.
DIFFERENCE = """async (pictures) => {
  const [one, other] = await Promise.all(pictures.map(async (coded) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(coded), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    canvas.drawImage(bitmap, 0, 0);
    return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
  }));
  let differ = 0;
  for (let at = 0; at < one.length; at += 4) differ += [0, 1, 2].some((c) => Math.abs(one[at + c] - other[at + c]) > 24);
  return differ / (one.length / 4);
}"""
WATCH = """() => {
  window.said = [];
  const line = document.querySelector("[data-status]");
  new MutationObserver(() => line.getAttribute("aria-live") !== "off" && window.said.push(line.textContent.trim()))
    .observe(line, { childList: true, characterData: true, subtree: true });
}"""


def test_the_tree_of_a_worksheet_is_the_stored_one(visit, event):
    page = visit(NEEDS, as_=BEN)

    tree = page.locator("main").aria_snapshot() + "\n"
    if "WRITE_ARIA" in os.environ:
        STORED.write_text(tree)

    assert tree == STORED.read_text()
    assert '- group "Customer 3":' in tree
    assert '- radio "5, They’d go elsewhere or stop"' in tree


def test_in_forced_colours_a_chosen_rating_differs_by_more_than_one_pixel_in_twenty(visit, event):
    page = visit(NEEDS, as_=BEN, forced_colors="active")
    box = page.locator(".rating").first.locator(".rating-box .box").nth(4)
    before = box.screenshot()

    page.locator(".rating").first.locator(".rating-box").nth(4).click()
    page.locator("h1").click()
    pictures = [base64.b64encode(picture).decode() for picture in (before, box.screenshot())]

    assert page.evaluate(DIFFERENCE, pictures) > 0.05


def test_a_reader_who_types_on_and_on_hears_of_each_save_once_and_of_nothing_else(visit, event):
    page = visit(NEEDS, as_=BEN)
    page.clock.install()
    page.evaluate(WATCH)
    saves = []
    page.on("response", lambda answer: saves.append(answer) if answer.request.method == "POST" else None)
    for _pause in range(12):  # a minute of typing, on a clock of our own
        who(page).press_sequentially("advisers ")
        page.clock.run_for(5000)
        status(page).get_by_text("Saved at").wait_for()

    said = page.evaluate("window.said")
    assert "Not saved yet" not in said
    assert len([words for words in said if words.startswith("Saved at ")]) == len(saves) == 12
