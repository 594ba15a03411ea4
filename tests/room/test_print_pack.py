"""The print pack: what a room needs when the Wi-Fi fails, on paper, with nobody's answers in it."""

import re
from io import BytesIO

import pytest
import segno
from pypdf import PdfReader
from sqlalchemy import delete

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.room.rooms import CUSTOMER, fill
from workshop.events.models import Step
from workshop.extensions import db
from workshop.room.paper import print_pack

PACK = "/events/HERON-42/print-pack.pdf"


def pages(browser, path: str = PACK) -> list[str]:
    """The words of each page."""
    answer = browser.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.data)).pages]


def test_it_holds_every_part_in_the_order_of_use(event, browse):
    found = pages(browse(as_=ADA))

    words = " ".join(found)
    parts = ("Join ‘Who are your customers?’", "Run sheet", "Show of hands", "Be the name that comes up", "Worksheet 1 of 5")
    assert [part for part in parts if part not in words] == []
    assert sorted(words.index(part) for part in parts) == [words.index(part) for part in parts]


def test_the_poster_has_address_and_code_and_how_to_begin(event, browse):
    poster = pages(browse(as_=ADA))[0]

    for words in ("localhost/join/HERON-42", "The code is HERON-42", "Read who sees what."):
        assert words in poster


def test_the_code_on_the_poster_is_drawn_in_lines_and_means_the_address(app, event):
    with app.test_request_context():
        poster = print_pack(db.session, event, join_href="https://workshop.example/join/HERON-42", day="today")["poster"]

    wanted = segno.make("https://workshop.example/join/HERON-42", error="m", micro=False, boost_error=False)
    runs = [[int(n) for n in run] for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", poster["drawing"])]
    black = {(x, y) for left, y, width in runs for x in range(left, left + width)}
    rows = enumerate(wanted.matrix_iter(border=4))
    assert poster["drawing"].startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert black == {(x, y) for y, row in rows for x, module in enumerate(row) if module}


def test_the_run_sheet_adds_up_the_minutes_from_the_beginning(app, event):
    event.starts_at = event.starts_at.replace(year=2026, month=11, day=25, hour=15, minute=0)
    db.session.commit()
    with app.test_request_context():
        rows = print_pack(db.session, event, join_href="https://x.example", day="today")["run_sheet"]["rows"]

    assert [[row[0].replace("\u202f", " "), *row[1:]] for row in rows[:3]] == [
        ["10:00 AM", "7", "Tipsheet"],
        ["10:07 AM", "10", "Worksheet 1: Your manager’s objectives"],
        ["10:17 AM", "10", "Worksheet 2: Your customers and what they need"],
    ]


def test_a_worksheet_has_one_number_by_its_place_wherever_it_is_named(app, event, browse):
    db.session.execute(delete(Step).where(Step.event_id == event.id, Step.worksheet_key.in_(("objectives", "extra"))))
    db.session.commit()
    ada, ben = browse(as_=ADA), browse(as_=BEN)
    with app.test_request_context():
        pack = print_pack(db.session, event, join_href="https://x.example", day="today")

    assert "Worksheet 3: One action for this week" in [row[2] for row in pack["run_sheet"]["rows"]]
    assert [sheet["kicker"] for sheet in pack["sheets"] if sheet["title"] == "One action for this week"] == [
        "Worksheet 3 of 3"
    ]
    for page in ("", "/plan"):
        assert "Worksheet 3: One action for this week" in ada.get(f"/events/HERON-42{page}").text
    assert "Worksheet 3 of 3" in ben.get("/workbook/HERON-42/action").text


def test_no_hand_is_raised_about_ones_manager(event, browse):
    hands = " ".join(page for page in pages(browse(as_=ADA)) if "Show of hands" in page)

    assert "What do they need?" in hands
    assert "Your manager’s objectives" not in hands
    assert "they go into no figure and no report" in hands


def test_blank_sheets_say_what_becomes_of_paper(event, browse):
    event.floor = 8
    db.session.commit()
    sheet = next(page for page in pages(browse(as_=ADA)) if page.startswith("Worksheet 1 of 5"))

    assert "This paper is yours: nobody collects it." in sheet
    assert "in totals in which you stand beside at least 7 other people. Typed up later, it is counted nowhere." in sheet


def test_nobodys_answers_are_in_it(event, browse):
    fill(event, n=8)

    assert CUSTOMER["who"] not in " ".join(pages(browse(as_=ADA)))


def test_an_event_without_a_tipsheet_or_worksheets_still_has_its_poster(event, browse):
    db.session.execute(delete(Step).where(Step.event_id == event.id))
    db.session.commit()

    assert [words for words in ("Show of hands", "Worksheet") if words in " ".join(pages(browse(as_=ADA)))] == []


def test_it_is_tagged_and_made_for_the_paper_one_has(event, browse):
    made = PdfReader(BytesIO(browse(as_=ADA).get(f"{PACK}?paper=letter").data))

    assert "pdfuaid" in made.trailer["/Root"]["/Metadata"].get_data().decode()
    assert made.metadata.title == "Print pack: Who are your customers?"
    assert round(float(made.pages[0].mediabox.width) / 72 * 25.4) == 216


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_the_facilitator_gets_it(event, browse, reader):
    assert browse(as_=reader).get(PACK).status_code == (302 if reader is None else 404)


def test_the_control_room_leads_to_it(event, browse):
    assert f'href="{PACK}"' in browse(as_=ADA).get("/events/HERON-42").text
    assert factories.step(event, "needs").is_open
