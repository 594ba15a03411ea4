"""What people shared and the room was shown stands in the client's report; nothing else that anybody wrote does."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests import factories
from tests.cast import ADA, CLEO
from tests.insights.people import seats, write
from tests.reports.closed import SENTENCES, release
from tests.reports.test_release_a_report import seen
from tests.reports.test_write_a_report import typed
from workshop.answers.sharing import own_texts, share
from workshop.database import utcnow
from workshop.events.models import Event
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.insights.gathering import gather
from workshop.insights.models import StatementBatch
from workshop.insights.statements import leave_out, show_statements
from workshop.reports.models import Report
from workshop.reports.releasing import content_hash, released_content, withdraw_report
from workshop.room.closing import close_event

SHARED = [f"Canary shared {number:02}" for number in range(8)]
PRIVATE = [f"Canary private {number:02}" for number in range(8, 12)]


@pytest.fixture
def batch(event) -> StatementBatch:
    """Twelve wrote of something extra, eight of them share it: gathered, and one left out."""
    return batch_of(event, "extra", "idea", kind="time")


def batch_of(event: Event, key: str, question: str, **further: str) -> StatementBatch:
    event.is_led_by_one_manager = False
    step = factories.step(event, key)
    for text, seat in zip(SHARED + PRIVATE, seats(event, "Claims", 12), strict=True):
        write(seat, key, {question: text, **further})
        if text in SHARED:
            own = own_texts(db.session, seat, step, question)[0]
            share(db.session, seat, step, question, entry=own.entry, was=own.was, now=utcnow())
    add_up(db.session, step, now=utcnow())
    (made,) = gather(db.session, step, now=utcnow())
    leave_out(db.session, step, made.id, [made.everything.index(SHARED[0])])
    return db.session.scalars(select(StatementBatch).where(StatementBatch.public_id == made.id)).one()


def show(batch: StatementBatch) -> None:
    show_statements(db.session, batch.step, batch.public_id, now=utcnow())
    db.session.commit()


def close_and_release(event: Event) -> Report:
    close_event(db.session, event, now=utcnow())
    return release(event)


def outputs(browse, report: Report) -> dict[str, str]:
    """Page, PDF and spreadsheet of the report, as the client gets them."""
    cleo, path = browse(as_=CLEO), f"/reports/{report.public_id}"
    paper = PdfReader(BytesIO(cleo.get(f"{path}.pdf").data))
    book = ZipFile(BytesIO(cleo.get(f"{path}.xlsx").data))
    return {
        "page": cleo.get(path).text,
        "pdf": " ".join(" ".join(page.extract_text() for page in paper.pages).split()),
        "xlsx": " ".join(book.read(name).decode() for name in book.namelist()),
    }


def canaries_in(browse, report: Report) -> dict[str, list[str]]:
    return {name: [words for words in SHARED + PRIVATE if words in text] for name, text in outputs(browse, report).items()}


def test_page_pdf_and_spreadsheet_hold_what_was_shared_and_kept_and_no_other_text(browse, event, batch):
    show(batch)
    report = close_and_release(event)

    assert canaries_in(browse, report) == dict.fromkeys(["page", "pdf", "xlsx"], SHARED[1:])
    for text in outputs(browse, report).values():
        assert "Shared by their writers, without names, in random order; the room was shown the same." in text


def test_what_the_room_was_not_shown_is_not_in_the_report(browse, event, batch):
    assert canaries_in(browse, close_and_release(event)) == {"page": [], "pdf": [], "xlsx": []}


def test_statements_shown_after_the_preview_was_seen_are_looked_at_first(browse, event, batch):
    close_event(db.session, event, now=utcnow())
    db.session.commit()
    ada, path = browse(as_=ADA), "/events/HERON-42/report"
    ada.post(path, data=typed(ada.get(path), *SENTENCES))
    before = seen(ada)
    show(batch)

    page = ada.post(f"{path}/release", data=before)
    assert (page.status_code, "Look at it once more." in page.text) == (409, True)
    assert "What is stored now" not in page.text

    assert ada.post(f"{path}/release", data=seen(ada)).status_code == 303
    (report,) = db.session.scalars(select(Report)).all()
    assert canaries_in(browse, report)["page"] == SHARED[1:]


def test_what_the_room_is_shown_later_waits_for_the_next_version(browse, event, batch):
    report = close_and_release(event)
    before = content_hash(report, released_content(db.session, report))
    show(batch)

    assert canaries_in(browse, report)["page"] == []
    assert content_hash(report, released_content(db.session, report)) == before
    withdraw_report(db.session, event, now=utcnow())
    assert canaries_in(browse, release(event))["page"] == SHARED[1:]


def test_the_manager_s_sheet_stays_in_the_room_where_one_manager_leads_these_people(browse, event):
    show(batch_of(event, "objectives", "objective", kind="target", sure="told"))
    event.is_led_by_one_manager = True

    assert canaries_in(browse, close_and_release(event)) == {"page": [], "pdf": [], "xlsx": []}


def test_ada_sees_the_statements_where_the_client_will(browse, event, batch):
    show(batch)

    assert SHARED[1] in browse(as_=ADA).get("/events/HERON-42/report/preview").text
