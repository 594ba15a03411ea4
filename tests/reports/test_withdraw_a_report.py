"""Taking a report back: the client finds nothing there, and what comes next is a new version on the same figures."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from tests.cast import ADA, CLEO, DORA
from tests.reports.closed import SENTENCES, close, release
from tests.reports.test_write_a_report import typed
from workshop.audit.models import AuditEntry
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.reports.composing import report_of
from workshop.reports.models import Report
from workshop.reports.releasing import released_content

CHANGED = "The first sentence named the wrong quarter."
PATH = "/events/HERON-42/report"


def letters() -> list[OutgoingMail]:
    return list(db.session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "report").order_by(OutgoingMail.id)))


def release_by_hand(browse, *sentences: str) -> Report:
    ada = browse(as_=ADA)
    assert ada.post(f"{PATH}/release", data=typed(ada.get(PATH), *sentences)).status_code == 303
    return db.session.scalars(select(Report).order_by(Report.version.desc())).first()


def test_readers_are_told_that_the_report_is_there_and_nothing_of_what_it_says(browse, event):
    close(event)

    report = release_by_hand(browse, *SENTENCES)

    [letter] = letters()
    assert (letter.to_address, letter.subject) == (CLEO, f"Your report is ready: {event.title}")
    assert f"/reports/{report.public_id}" in letter.text
    assert [sentence for sentence in SENTENCES if sentence in letter.text] == []


@pytest.mark.parametrize("end", ["", ".pdf", ".xlsx", "/objectives-kinds.csv"])
def test_a_withdrawn_report_is_not_there_for_the_client(browse, event, end):
    report = release(close(event))
    assert browse(as_=CLEO).get(f"/reports/{report.public_id}{end}").status_code == 200

    browse(as_=ADA).post(f"{PATH}/withdrawal")

    assert browse(as_=CLEO).get(f"/reports/{report.public_id}{end}").status_code == 404


def test_the_letter_about_a_version_that_was_corrected_leads_to_the_correction(browse, event, harbour):
    first = release(close(event))
    ada = browse(as_=ADA)
    ada.post(f"{PATH}/withdrawal")
    ada.post(f"{PATH}/release", data=typed(ada.get(PATH), *SENTENCES, "A number was wrong."))
    second = db.session.scalars(select(Report).order_by(Report.version.desc())).first()
    cleo = browse(as_=CLEO)

    page = cleo.get(f"/reports/{first.public_id}")

    assert page.location == f"/reports/{second.public_id}"
    assert "The version you asked for was withdrawn. This is version 2." in cleo.get(page.location).text
    assert browse(as_=DORA).get(f"/reports/{first.public_id}").status_code == 404


def test_withdrawing_is_noted_and_letters_that_wait_are_not_sent(browse, event):
    close(event)
    report = release_by_hand(browse, *SENTENCES)

    browse(as_=ADA).post(f"{PATH}/withdrawal")

    assert [letter.state for letter in letters()] == ["cancelled"]
    noted = select(AuditEntry.subject).where(AuditEntry.act == "report.withdrawn")
    assert db.session.scalars(noted).all() == [report.public_id]


def test_a_correction_is_the_next_version_with_new_words_on_the_same_figures(browse, event):
    close(event)
    first = release_by_hand(browse, *SENTENCES)
    figures = [chapter.release.hash for chapter in released_content(db.session, first).chapters]
    browse(as_=ADA).post(f"{PATH}/withdrawal")
    page = browse(as_=ADA).get(PATH).text

    second = release_by_hand(browse, "Another first sentence.", *SENTENCES[1:], CHANGED)

    assert "Withdrawn on" in page
    assert SENTENCES[0] in page
    assert (second.version, second.is_readable, second.public_id != first.public_id) == (2, True, True)
    assert [chapter.release.hash for chapter in released_content(db.session, second).chapters] == figures
    read = browse(as_=CLEO).get(f"/reports/{second.public_id}").text
    assert [words for words in ("Another first sentence.", f"Corrected: {CHANGED}") if words not in read] == []
    assert letters()[-1].subject == f"A corrected report: {event.title}"


def test_a_correction_says_what_changed_on_paper_and_in_the_spreadsheet_too(browse, event):
    close(event)
    release_by_hand(browse, *SENTENCES)
    browse(as_=ADA).post(f"{PATH}/withdrawal")
    second = release_by_hand(browse, *SENTENCES, CHANGED)
    cleo = browse(as_=CLEO)

    paper = PdfReader(BytesIO(cleo.get(f"/reports/{second.public_id}.pdf").data)).pages[0].extract_text()
    book = load_workbook(BytesIO(cleo.get(f"/reports/{second.public_id}.xlsx").data))

    assert CHANGED in " ".join(paper.split())
    assert f"Corrected: {CHANGED}" in [cell.value for row in book["ReadMe"].iter_rows() for cell in row]


def test_a_correction_is_not_released_before_it_says_what_changed(browse, event):
    close(event)
    release_by_hand(browse, *SENTENCES)
    ada = browse(as_=ADA)
    ada.post(f"{PATH}/withdrawal")

    page = ada.post(f"{PATH}/release", data=typed(ada.get(PATH), *SENTENCES, " "))

    assert page.status_code == 422
    assert "Say what changed since the version before." in page.text
    assert not report_of(db.session, event).is_readable


def test_what_is_not_released_cannot_be_withdrawn(browse, event):
    close(event)

    page = browse(as_=ADA).post(f"{PATH}/withdrawal")

    assert page.status_code == 409
    assert "There is no released report." in page.text
    assert report_of(db.session, event) is None
