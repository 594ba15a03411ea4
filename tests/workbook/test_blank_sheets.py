"""Blank sheets for a participant who would rather write by hand."""

from io import BytesIO

from pypdf import PdfReader

from tests.cast import ADA, BEN

SHEETS = "/workbook/HERON-42/blank-sheets.pdf"


def words(browser) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(browser.get(SHEETS).data)).pages).split())


def test_every_worksheet_of_the_event_is_there_with_its_needs(event, browse):
    said = words(browse(as_=BEN))

    for number in range(1, 6):
        assert f"Worksheet {number} of 5" in said
    assert "How often do they get a quick answer today?" in said
    assert "I don’t know" in said


def test_what_one_wrote_is_not_in_them(open_sheet, browse):
    sheet = open_sheet("needs")
    sheet.press(sheet.open().fill("who", "Branch advisers"))

    assert "Branch advisers" not in words(browse(as_=BEN))


def test_the_print_page_leads_to_them_and_nobody_without_a_seat_gets_them(event, browse):
    assert f'href="{SHEETS}"' in browse(as_=BEN).get("/workbook/HERON-42/print").text
    assert browse(as_=ADA).get(SHEETS).status_code == 404
