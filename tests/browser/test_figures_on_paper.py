"""Results and reports as a browser prints them: a heading stays with what it stands over, wherever a page ends."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.cast import ADA
from tests.room.rooms import fill

pytestmark = [pytest.mark.browser, pytest.mark.look]
RESULTS = "/events/HERON-42/results"
TITLES = ("Your manager’s objectives", "Your customers and what they need")
LEADS = ("Only you see this so far.", "Not added up yet.")


def ends(page, height: int) -> list[str]:
    """The last line of each printed page but the last, without its number, on paper so many millimetres high."""
    paper = PdfReader(BytesIO(page.pdf(width="210mm", height=f"{height}mm"))).pages[:-1]
    lines = [[one.strip() for one in sheet.extract_text().splitlines() if one.strip()] for sheet in paper]
    return [next(one for one in reversed(sheet) if " / " not in one or len(one) > 9) for sheet in lines]


def test_no_title_of_results_is_left_at_the_foot_of_a_page(browse, event, visit):
    fill(event, n=12)
    ada = browse(as_=ADA)
    for step in (2, 3):
        ada.post("/events/HERON-42/releases", data={"step": step})

    page = visit(RESULTS, as_=ADA)

    found = {height: ends(page, height) for height in range(180, 300, 24)}
    assert {height: last for height, last in found.items() if any(line in (*TITLES, *LEADS) for line in last)} == {}
