"""The workbook as a PDF: one's own words, whatever they are, tagged, on either paper."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.extensions import db

PDF = "/workbook/HERON-42/workbook.pdf"


def document(browser, path: str = PDF) -> PdfReader:
    answer = browser.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return PdfReader(BytesIO(answer.data))


def words(made: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in made.pages).split())


@pytest.fixture
def written(open_sheet):
    """Ben wrote on worksheets 2 and 5."""
    needs, action = open_sheet("needs"), open_sheet("action")
    form = needs.open().fill("who", "Branch advisers").fill("needs", "quick", "clear").fill("own_words", "By *noon*\n#today")
    needs.press(form.fill("importance.speed", "5", entry=0).fill("delivery.speed", "dont_know", entry=0))
    action.press(action.open().fill("when", "the Thursday meeting ends").fill("will", "ask her."))


def test_it_says_everything_in_words_with_the_action_first(written, browse):
    said = words(document(browse(as_=BEN)))

    assert said.startswith(
        "Ben My workbook: Who are your customers? What I will do When the Thursday meeting ends, I will ask her."
    )
    for line in (
        "Worksheet 2 of 5 Your customers and what they need Customer 1",
        "Who are they? Branch advisers",
        "What do they need? A faster answer, Plain words",
        "By *noon* #today",
        "5 of 5 – They’d go elsewhere or stop",
        "How often do they get a quick answer today? I don’t know",
    ):
        assert line in said
    assert "Your manager’s objectives" not in said


def test_it_is_tagged_and_has_its_title_and_language(written, browse):
    made = document(browse(as_=BEN))

    assert "pdfuaid" in made.trailer["/Root"]["/Metadata"].get_data().decode()
    assert made.metadata.title == "My workbook: Who are your customers?"
    assert made.trailer["/Root"]["/Lang"] == "en"


@pytest.mark.parametrize(("query", "millimetres"), [("", 297), ("?paper=letter", 279), ("?paper=<b>", 297)])
def test_it_is_made_for_the_paper_one_has(written, browse, query, millimetres):
    page = document(browse(as_=BEN), PDF + query).pages[0]

    assert round(float(page.mediabox.height) / 72 * 25.4) == millimetres


@pytest.mark.parametrize("name", ["王小明", "Zoë Šťastná", "שרה כהן", "#import *evil*", "🙂", ""])
def test_any_name_is_set(written, browse, name):
    ben = factories.user(BEN)
    ben.name = name
    db.session.commit()

    assert "Branch advisers" in words(document(browse(as_=BEN)))


def test_the_longest_answers_run_on_over_pages(open_sheet, browse):
    sheet = open_sheet("needs")
    form = sheet.open()
    for entry in (1, 2, 3):
        form.fill("own_words", "word " * 390, entry=entry)
    sheet.press(form)

    made = document(browse(as_=BEN))

    assert words(made).count("word") > 3 * 380
    assert len(made.pages) > 1


def test_an_empty_workbook_says_so(event, browse):
    assert "Nothing is written yet." in words(document(browse(as_=BEN)))


@pytest.mark.parametrize("reader", [ADA, CLEO, DORA, OMAR])
def test_nobody_else_gets_it(written, browse, reader):
    assert browse(as_=reader).get(PDF).status_code == 404


def test_it_is_a_file_that_no_cache_keeps(written, browse):
    headers = browse(as_=BEN).get(PDF).headers

    assert headers["Content-Disposition"] == 'attachment; filename="workbook-HERON-42.pdf"'
    assert headers["Cache-Control"] == "no-store"


def test_somebody_elses_words_are_not_in_it(written, event, open_sheet, browse):
    factories.seat(event, "zoe@demo.example")
    zoe = open_sheet("needs", as_="zoe@demo.example")
    zoe.press(zoe.open().fill("who", "Pilots"))

    assert "Pilots" not in words(document(browse(as_=BEN)))
    assert "Branch advisers" not in words(document(browse(as_="zoe@demo.example")))
