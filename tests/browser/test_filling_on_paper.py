"""A worksheet on paper: every typed word and every chosen rating can be read with backgrounds off."""

import io

import pytest
from pypdf import PdfReader

from tests import factories
from tests.browser.filling import NEEDS, status, who
from tests.cast import BEN

pytestmark = [pytest.mark.browser, pytest.mark.look]

LONG = "\n".join(f"Line {number} of what they need" for number in range(1, 12))


def test_typed_words_and_chosen_ratings_are_printed(visit, event):
    assert factories.step(event, "needs").is_open
    page = visit(NEEDS, as_=BEN)
    for number, name in enumerate(["Branch advisers", "Brokers", "Clerks"], 1):
        who(page, number).fill(name)
    page.get_by_text("Add detail (optional)").first.click()
    page.get_by_label("The need in your words (customer 1)").fill(LONG)
    page.locator(".rating").nth(0).locator(".rating-box").nth(4).click()
    page.locator(".rating").nth(1).locator(".rating-box").nth(1).click()
    status(page).get_by_text("Saved at").wait_for()

    made = page.pdf(format="A4", print_background=False)

    said = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(made)).pages)
    for words in ("Branch advisers", "Brokers", "Clerks", *LONG.splitlines()):
        assert words in said
    assert "Your rating: 5 of 5" in said
    assert "Your rating: 2 of 5" in said
    assert "Save and continue" not in said
