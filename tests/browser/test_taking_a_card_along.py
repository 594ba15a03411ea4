"""Ben makes his conversation card and prints it."""

import io

import pytest
from pypdf import PdfReader

from tests import factories
from tests.browser.filling import status
from tests.cast import BEN

pytestmark = pytest.mark.browser

LONGEST = "Cut the number of open household claims from nine hundred to five hundred " * 5


def test_a_card_with_as_many_words_as_it_takes_prints_on_one_small_page(visit, event):
    assert factories.step(event, "objectives").is_open
    page = visit("/workbook/HERON-42/objectives", as_=BEN)
    page.get_by_label("What must go well? (objective 1)").fill(LONGEST)
    page.get_by_text("Add detail (optional)").first.click()
    page.get_by_label("One thing you could take off their plate (objective 1)").fill(LONGEST)
    status(page).get_by_text("Saved at").wait_for()

    page.goto("/workbook/HERON-42/line-of-sight")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Make the card").click()
    page.get_by_role("heading", name="Conversation card").wait_for()
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages

    assert [round(float(pages[0].mediabox.width) / 72 * 25.4) for _one in pages] == [105]
    words = " ".join(pages[0].extract_text().split())
    assert "What would you put first?" in words
    assert "or ask someone who works closely with them." in words
    assert "Workshop Companion" not in words
