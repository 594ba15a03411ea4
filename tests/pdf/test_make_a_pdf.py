"""A PDF is made of data alone: tagged, titled, in the site's typefaces, whatever people typed."""

from io import BytesIO

import pytest
import typst
from pypdf import PdfReader

from workshop.pdf import compiling
from workshop.pdf.compiling import compile_pdf

DATA = {
    "furniture": "HERON-42",
    "kicker": "Worksheet 2",
    "standfirst": "Who waits for what you do?",
    "heading": "Customers",
    "text": "Branch advisers",
    "head": ["Need", "People"],
    "rows": [["A faster answer", "12"], ["Dates that hold", "9"]],
    "drawing": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="5" height="5" fill="blue"/></svg>',
}


def made(**changes) -> PdfReader:
    return PdfReader(BytesIO(compile_pdf("pdf/patterns.typ", DATA | changes, title="My workbook")))


def words(document: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in document.pages)


def is_ua(document: PdfReader) -> bool:
    return "pdfuaid" in document.trailer["/Root"]["/Metadata"].get_data().decode()


def test_a_document_is_tagged_and_has_a_title_and_a_language():
    document = made()

    assert is_ua(document)
    assert document.metadata.title == "My workbook"
    assert document.trailer["/Root"]["/Lang"] == "en"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712  # pypdf's own kind of true


def test_every_part_of_the_frame_is_set_in_the_sites_typefaces():
    document = made()

    text = words(document)
    fonts = {font["/BaseFont"].split("+")[-1].split("-")[0] for font in document.pages[0]["/Resources"]["/Font"].values()}
    assert [
        part
        for part in ("My workbook", "Worksheet 2", "Customers", "A faster answer", "HERON-42", "1 / 1")
        if part not in text
    ] == []
    assert fonts == {"SourceSerifPro", "SourceSansPro"}


@pytest.mark.parametrize(("paper", "millimetres"), [("a4", (210, 297)), ("us-letter", (216, 279))])
def test_a_document_fits_the_paper_asked_for(paper, millimetres):
    document = PdfReader(BytesIO(compile_pdf("pdf/patterns.typ", DATA, title="My workbook", paper=paper)))

    box = document.pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == millimetres


@pytest.mark.parametrize(
    "typed", ["#panic()", "*bold* _it_ $x$", "= Heading", '"quoted" \\ ``raw``', "<label> @ref // #import"]
)
def test_typed_text_is_never_read_as_markup(typed):
    assert typed in words(made(text=typed))


def test_line_breaks_that_were_typed_are_kept():
    assert "first\nsecond" in words(made(text="first\nsecond"))


@pytest.mark.parametrize("typed", ["\u0378", "a\x01b"])
def test_a_character_that_no_font_has_costs_the_conformance_and_not_the_document(typed):
    document = made(text=f"before {typed} after")

    assert not is_ua(document)
    assert "before" in words(document)


def test_another_fault_of_a_template_is_not_hidden():
    with pytest.raises(typst.TypstError):
        made(drawing="no drawing")


def test_a_document_without_the_sites_typefaces_is_set_in_others(monkeypatch):
    monkeypatch.setattr(compiling, "TYPEFACES", ())
    compiling._fonts.cache_clear()

    document = made()

    compiling._fonts.cache_clear()
    assert "My workbook" in words(document)
