"""The report as PDF, spreadsheet and values: the same figures everywhere, made of one release, and nothing more."""

import csv
import re
from html import unescape
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from tests.cast import CLEO
from tests.reports.closed import SENTENCES, close, release
from workshop.audit.models import AuditEntry
from workshop.extensions import db
from workshop.reports.models import Report
from workshop.reports.releasing import released_content
from workshop.reports.telling_views import told
from workshop.reports.told import Told

SILENCE = "Not shown, to protect the people behind it."


@pytest.fixture
def report(event) -> Report:
    return release(close(event, n=24))


def gathered(app, report: Report) -> Told:
    with app.test_request_context():
        kept = told(report, released_content(db.session, report))
        db.session.rollback()
        return kept


def pdf(browse, report: Report, paper: str = "") -> PdfReader:
    return PdfReader(BytesIO(browse(as_=CLEO).get(f"/reports/{report.public_id}.pdf{paper}").data))


def text(document: PdfReader) -> str:
    """All words of the document, with one space between them."""
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def book(browse, report: Report):
    return load_workbook(BytesIO(browse(as_=CLEO).get(f"/reports/{report.public_id}.xlsx").data))


def shown(cell) -> str:
    """A cell as its reader sees it."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    if cell.number_format == "0.0":
        return f"{cell.value:.1f}"
    return f"{cell.value} {cell.number_format[3:-1]}" if cell.number_format.startswith('0" ') else str(cell.value)


def test_page_pdf_spreadsheet_and_values_of_one_release_print_the_same_figures(app, browse, report):
    kept = gathered(app, report)
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", browse(as_=CLEO).get(f"/reports/{report.public_id}").text)).split())
    paper = text(pdf(browse, report))
    cells = {tuple(shown(cell) for cell in row) for sheet in book(browse, report) for row in sheet.iter_rows(max_col=9)}

    assert len(kept.figures) == 10
    for figure in kept.figures:
        rows = [tuple(cell.words for cell in row) for row in figure.table.rows]
        values = csv.reader(StringIO(browse(as_=CLEO).get(f"/reports/{report.public_id}/{figure.id}.csv").text[1:]))
        assert [tuple(row) for row in values][5:] == rows
        assert [row for row in rows if row + ("",) * (9 - len(row)) not in cells] == []
        for row in rows:
            assert [words for words in row if words not in paper] == [], (figure.id, row)
            assert [words for words in row if words not in page and "few, or nobody" not in words] == [], (figure.id, row)


def test_the_pdf_is_tagged_short_and_says_what_it_is(browse, report):
    document = pdf(browse, report)
    root = document.trailer["/Root"]

    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert (root["/Lang"], document.metadata.title) == ("en", report.event.title)
    assert 1 < len(document.pages) <= 6
    said = text(document)
    marks = ("Confidential: prepared for Northgate", report.public_id, "version 1", "Martilla", f"1 / {len(document.pages)}")
    for words in (*SENTENCES, *marks):
        assert words in said


def test_every_drawing_of_the_pdf_says_in_words_what_it_shows(browse, report):
    alternatives = [str(value) for value in found(pdf(browse, report), "/Alt")]

    assert len(alternatives) == 1
    assert "Fix first" in alternatives[0]


def found(document: PdfReader, key: str) -> list:
    """Every value of this key in any object of the document."""
    objects = (document.get_object(number) for number in range(1, document.trailer["/Size"]))
    return [one[key] for one in objects if isinstance(one, dict) and key in one]


@pytest.mark.parametrize(("paper", "millimetres"), [("", (210, 297)), ("?paper=letter", (216, 279))])
def test_the_pdf_comes_on_either_paper(browse, report, paper, millimetres):
    box = pdf(browse, report, paper).pages[0].mediabox

    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == millimetres


@pytest.mark.parametrize("name", ["Zoë Šćepanović 東京 🙂", '#panic() *x* <y> & "z"', '=HYPERLINK("x")'])
def test_any_name_renders_and_computes_nothing(browse, event, name):
    event.title = name
    db.session.commit()
    report = release(close(event))

    readme = book(browse, report)["ReadMe"]
    assert (readme["A1"].value, readme["A1"].data_type) == (name, "s")
    assert len(pdf(browse, report).pages) > 1


def test_the_spreadsheet_hides_nothing_and_says_which_report_it_is(app, browse, report):
    made = book(browse, report)
    readme = [cell.value for row in made["ReadMe"].iter_rows() for cell in row if cell.value]

    assert made.sheetnames[0] == "ReadMe"
    assert {sheet.sheet_state for sheet in made} == {"visible"}
    assert [cell.coordinate for sheet in made for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert gathered(app, report).hash in readme
    sizes = [one for sheet in made for one in (*sheet.column_dimensions.values(), *sheet.row_dimensions.values())]
    assert [one for one in sizes if one.hidden] == []


def test_with_too_few_people_no_file_holds_a_figure(app, browse, event):
    report = release(close(event, n=4))
    words = "Too few people answered for figures. To protect them nothing is drawn."
    cells = [cell.value for sheet in book(browse, report) for row in sheet.iter_rows() for cell in row if cell.value]

    assert words in text(pdf(browse, report))
    assert words in cells
    assert found(pdf(browse, report), "/Alt") == []
    assert SILENCE in browse(as_=CLEO).get(f"/reports/{report.public_id}/needs-importance-delivery.csv").text


def test_the_same_release_makes_the_same_spreadsheet(browse, report):
    made = [browse(as_=CLEO).get(f"/reports/{report.public_id}.xlsx").data for _again in range(2)]
    parts = [{name: archive.read(name) for name in archive.namelist()} for archive in map(ZipFile, map(BytesIO, made))]

    assert parts[0] == parts[1]


FILES = [(".pdf", "report.pdf"), (".xlsx", "report.xlsx"), ("/objectives-kinds.csv", "report.csv")]


@pytest.mark.parametrize(("file", "act"), FILES)
def test_taking_a_file_is_noted(browse, report, file, act):
    browse(as_=CLEO).get(f"/reports/{report.public_id}{file}")

    notes = db.session.scalars(select(AuditEntry).where(AuditEntry.act == act)).all()
    assert [(one.subject) for one in notes] == [report.public_id]


def test_the_page_leads_to_every_file(browse, report):
    page = browse(as_=CLEO).get(f"/reports/{report.public_id}").text
    ends = (".pdf", ".pdf?paper=letter", ".xlsx", "/needs-importance-delivery.csv")

    assert [end for end in ends if f'href="/reports/{report.public_id}{end}"' not in page] == []
