"""The practice's look beyond the site's pages: on paper, on the big screen, and in the newsletter's letter."""

from io import BytesIO

import pytest
from flask import current_app
from pypdf import PdfReader

from tests.branding.pictures import png
from tests.cast import ADA, BEN, CLEO
from tests.reports.closed import close, release
from workshop.branding.look import set_accent, set_logo, stored_look
from workshop.branding.png import read_png
from workshop.branding.views import ask_anew
from workshop.database import utcnow
from workshop.extensions import db
from workshop.newsletter.rendering import bulk_letter
from workshop.tipsheets.archive import latest


@pytest.fixture
def own_look(app, event):
    """A wine-red practice with a logo."""
    set_accent(db.session, "#7A1F5C", now=utcnow())
    set_logo(db.session, read_png(png(120, 40)), now=utcnow())
    db.session.commit()
    ask_anew(app)
    yield
    current_app.extensions.pop("practice_look", None)


def test_the_report_has_the_logo_on_its_first_page_the_client_s_name_and_is_still_read_aloud(browse, event, own_look):
    report = release(close(event))

    document = PdfReader(BytesIO(browse(as_=CLEO).get(f"/reports/{report.public_id}.pdf").data))

    assert "pdfuaid" in document.trailer["/Root"]["/Metadata"].get_data().decode()
    assert [len(page.images) for page in document.pages] == [1] + [0] * (len(document.pages) - 1)
    assert "Prepared for Northgate" in document.pages[0].extract_text()
    alternatives = [one["/Alt"] for one in objects(document) if "/Alt" in one]
    assert "Workshop Companion" in alternatives


def objects(document: PdfReader) -> list[dict]:
    found = (document.get_object(number) for number in range(1, document.trailer["/Size"]))
    return [one for one in found if isinstance(one, dict)]


def test_the_newsletter_has_both_and_its_logo_is_found_when_it_has_long_been_another(app, browse, own_look):
    settings = app.config["SETTINGS"]

    letter = bulk_letter(latest(db.session, now=utcnow()), settings, look=stored_look(db.session), now=utcnow())

    assert f'src="{settings.base_url}/look/current.png" alt="{settings.practice_name}"' in letter.html
    assert "#7A1F5C" in letter.html
    assert "#0E5C54" not in letter.html
    first = browse().get("/look/current.png")
    set_logo(db.session, read_png(png(40, 40)), now=utcnow())
    db.session.commit()
    ask_anew(app)
    second = browse().get("/look/current.png")
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.data != second.data


def test_without_a_look_the_letter_is_as_before(app, event):
    letter = bulk_letter(latest(db.session, now=utcnow()), app.config["SETTINGS"], now=utcnow())

    assert "#0E5C54" in letter.html
    assert "<img" not in letter.html


@pytest.mark.parametrize("name", ["workbook", "certificate"])
def test_what_a_participant_keeps_has_the_logo_too(browse, event, own_look, name):
    ben = browse(as_=BEN)
    close(event)
    ben.post("/workbook/HERON-42/certificate", data={"name": "Ben"})

    document = PdfReader(BytesIO(ben.get(f"/workbook/HERON-42/{name}.pdf").data))

    assert len(document.pages[0].images) == 1
    assert "pdfuaid" in document.trailer["/Root"]["/Metadata"].get_data().decode()


@pytest.mark.parametrize(("who", "path"), [(ADA, "/events/HERON-42/screen"), (BEN, "/workbook/HERON-42/print")])
def test_the_big_screen_and_printed_pages_have_the_logo(browse, event, own_look, who, path):
    page = browse(as_=who).get(path)

    assert f'<img src="/look/{stored_look(db.session).stamp}.png" alt="Workshop Companion"' in page.text


def test_without_a_look_screen_and_print_have_none(browse, event):
    for who, path in ((ADA, "/events/HERON-42/screen"), (BEN, "/workbook/HERON-42/print")):
        assert "/look/" not in browse(as_=who).get(path).text
