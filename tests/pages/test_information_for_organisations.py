"""What a works council or a board wants to know, and an agreement to sign: public, from the settings, as page and as PDF."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from workshop.pages.agreement_views import agreement
from workshop.pages.information_views import information_sheet
from workshop.pages.papers import Paper

PATHS = {"/privacy/information-sheet": information_sheet, "/privacy/processing-agreement": agreement}


def papers(app, make) -> Paper:
    with app.test_request_context():
        return make(app.config["SETTINGS"])


def words(paper: Paper) -> list[str]:
    cells = [cell for section in paper.sections for row in (section.head, *section.rows) for cell in row]
    return [
        paper.title,
        paper.standfirst,
        *cells,
        *(line for one in paper.sections for line in (one.heading, *one.lines)),
        *paper.blanks,
    ]


def plain(text: str) -> str:
    return "".join(text.replace("-\n", "").split())


@pytest.mark.parametrize("path", PATHS)
def test_page_and_pdf_say_the_same_to_everybody(app, browse, path):
    paper = papers(app, PATHS[path])
    page, file = browse().get(path), browse().get(f"{path}.pdf")

    document = PdfReader(BytesIO(file.data))
    printed = plain(" ".join(one.extract_text() for one in document.pages))
    assert (page.status_code, file.mimetype) == (200, "application/pdf")
    for sentence in words(paper):
        assert sentence in page.text
        assert plain(sentence) in printed, sentence


@pytest.mark.parametrize("path", PATHS)
def test_the_pdf_is_tagged_titled_and_short(app, browse, path):
    document = PdfReader(BytesIO(browse().get(f"{path}.pdf?paper=letter").data))

    assert "pdfuaid" in document.trailer["/Root"]["/Metadata"].get_data().decode()
    assert (document.trailer["/Root"]["/Lang"], document.metadata.title) == ("en", papers(app, PATHS[path]).title)
    assert len(document.pages) <= 3
    assert round(float(document.pages[0].mediabox.width)) == 612


def test_the_sheet_answers_what_is_asked_of_it(app):
    sheet = papers(app, information_sheet)

    assert [section.heading for section in sheet.sections] == [
        "Purpose",
        "No assessment of persons",
        "What is kept, who sees it, for how long",
        "How people are protected",
        "How to object, and other rights",
        "Honest limits",
        "Who answers",
    ]


def test_it_speaks_of_this_practice_and_its_own_settings(app):
    settings = app.config["SETTINGS"]
    sheet = " ".join(words(papers(app, information_sheet)))

    for told in (settings.practice_name, settings.contact_address, settings.base_url, f"{settings.backup_days} days"):
        assert told in sheet


def test_the_privacy_page_leads_to_both(browse, app):
    page = browse().get("/privacy").text

    assert [path for path in PATHS if f'href="{path}"' not in page] == []
