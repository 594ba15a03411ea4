"""The worker makes the PDF of a report before anybody asks; it is handed out only while it says what the report says."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests import factories
from tests.branding.pictures import png
from tests.cast import CLEO
from tests.reports.closed import close, release
from workshop.branding.look import set_accent, set_logo
from workshop.branding.png import read_png
from workshop.branding.views import ask_anew
from workshop.clients.organising import rename_client
from workshop.commitments import committing
from workshop.database import utcnow
from workshop.extensions import db
from workshop.reports.file_views import compiled
from workshop.reports.models import ReadyPdf, Report
from workshop.reports.ready_pdfs import PAPERS
from workshop.reports.releasing import withdraw_report
from workshop.reports.running import make_pdfs
from workshop.reports.telling_views import told


@pytest.fixture
def report(event) -> Report:
    return release(close(event))


READY = b"% was ready"  # behind the end of a PDF, where no reader looks


def work(settings) -> None:
    make_pdfs(db.session, settings=settings, now=utcnow())


def work_and_mark(settings) -> None:
    """As the worker does; and what is ready can be told from what is made for whoever asks."""
    work(settings)
    for one in kept().values():
        one.made += READY
    db.session.commit()


def kept() -> dict[str, ReadyPdf]:
    db.session.rollback()
    return {one.paper: one for one in db.session.scalars(select(ReadyPdf).execution_options(populate_existing=True))}


def take(browse, report: Report, query: str = "") -> bytes:
    answer = browse(as_=CLEO).get(f"/reports/{report.public_id}.pdf{query}")
    assert answer.status_code == 200
    return answer.data


def words(made: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


@pytest.mark.parametrize(("query", "paper"), [("", "a4"), ("?paper=letter", "us-letter")])
def test_what_the_worker_made_is_what_the_reader_gets(app, browse, report, settings, query, paper):
    before = take(browse, report, query)
    work_and_mark(settings)

    made = take(browse, report, query)

    assert made == kept()[paper].made
    assert (before.endswith(READY), made.endswith(READY)) == (False, True)
    assert words(made) == words(before)
    assert PdfReader(BytesIO(made)).pages[0].mediabox == PdfReader(BytesIO(before)).pages[0].mediabox


def test_nothing_is_made_twice(app, report, settings):
    work(settings)
    first = {paper: one.made_at for paper, one in kept().items()}
    work(settings)

    assert set(first) == set(PAPERS)
    assert {paper: one.made_at for paper, one in kept().items()} == first


def sent(report: Report) -> str:
    committing.write(db.session, report.event, "One person answers each claim.", version=report.version)
    committing.send(db.session, report.event, now=utcnow())
    return "One person answers each claim."


def renamed(report: Report) -> str:
    rename_client(db.session, report.event.client, "Northgate Mutual")
    return "Prepared for Northgate Mutual"


def retitled(report: Report) -> str:
    report.event.title = "What the board needs from you"
    return "What the board needs from you"


@pytest.mark.parametrize("change", [sent, renamed, retitled])
def test_what_has_changed_since_is_in_the_file_at_once(app, browse, report, settings, change):
    work_and_mark(settings)
    found = change(report)
    db.session.commit()

    made = take(browse, report)

    assert found in words(made)
    assert not made.endswith(READY)


def test_another_logo_is_on_the_next_file(app, browse, report, settings):
    work_and_mark(settings)
    set_accent(db.session, "#7A1F5C", now=utcnow())
    set_logo(db.session, read_png(png(120, 40)), now=utcnow())
    db.session.commit()
    ask_anew(app)

    try:
        made = take(browse, report)
    finally:
        app.extensions.pop("practice_look")

    assert len(PdfReader(BytesIO(made)).pages[0].images) == 1
    assert not made.endswith(READY)


def test_after_the_client_answers_it_is_made_anew(app, browse, report, settings):
    work(settings)
    found = sent(report)
    db.session.commit()
    work_and_mark(settings)

    made = take(browse, report)

    assert found in words(made)
    assert made.endswith(READY)


def test_of_a_withdrawn_report_nothing_is_kept_and_nothing_made(app, report, settings):
    work(settings)
    withdraw_report(db.session, report.event, now=utcnow())
    db.session.commit()
    work(settings)

    assert kept() == {}


def test_one_that_was_withdrawn_while_it_was_set_is_not_kept(app, report, settings, monkeypatch):
    def withdrawn_meanwhile(*given):
        if not report.withdrawn_at:
            withdraw_report(db.session, report.event, now=utcnow())
            db.session.commit()
        return compiled(*given)

    monkeypatch.setattr("workshop.reports.running.compiled", withdrawn_meanwhile)
    work(settings)

    assert report.withdrawn_at is not None
    assert kept() == {}


def test_of_one_paper_that_is_missing_both_are_made(app, report, settings):
    work(settings)
    db.session.delete(kept()["us-letter"])
    db.session.commit()
    work(settings)

    assert set(kept()) == set(PAPERS)


def test_what_is_laid_out_otherwise_is_made_anew(app, report, settings, monkeypatch):
    work(settings)
    first = {paper: one.digest for paper, one in kept().items()}
    monkeypatch.setattr("workshop.reports.ready_pdfs._layout", lambda: "another")
    work(settings)

    assert [kept()[paper].digest != digest for paper, digest in first.items()] == [True, True]


def test_one_that_cannot_be_set_is_not_tried_again(app, browse, report, settings, monkeypatch, caplog):
    monkeypatch.setattr("workshop.pdf.compiling._exported", lambda compiler: 1 / 0)
    work(settings)
    work(settings)
    monkeypatch.undo()

    assert {one.made for one in kept().values()} == {b""}
    assert words(take(browse, report)) != ""
    assert caplog.text.count("could not be made") == 1


def test_one_that_cannot_be_gathered_holds_up_no_other(app, event, report, settings, monkeypatch):
    other = release(close(factories.event(event.client, code="LARK-11", teams=("Claims", "Pricing"))))

    def told_but_one(asked, content):
        if asked.id == report.id:
            raise LookupError("a worksheet that nobody has any more")
        return told(asked, content)

    monkeypatch.setattr("workshop.reports.running.told", told_but_one)
    work(settings)

    there = db.session.execute(select(ReadyPdf.report_id, ReadyPdf.made)).all()
    assert {number for number, made in there if made} == {other.id}
