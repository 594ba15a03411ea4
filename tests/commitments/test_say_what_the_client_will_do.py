"""What the client will do: Cleo writes it, looks at the letter, and it reaches everybody who took part, and the report."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests import factories
from tests.accounts.pages import without_tokens
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.reports.closed import close, release
from workshop.audit.models import AuditEntry
from workshop.commitments.committing import MOST, draft_of, latest_sent, sent_of
from workshop.commitments.letters import make_some, untold
from workshop.commitments.running import tell_participants
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.reports.models import Report
from workshop.reports.releasing import withdraw_report

WORDS = "By June one person answers each claim.\r\nMartin sees to it."
LINES = ["By June one person answers each claim.", "Martin sees to it."]


@pytest.fixture
def report(event) -> Report:
    return release(close(event))


@pytest.fixture
def path(report) -> str:
    return f"/reports/{report.public_id}/commitment"


def stamp(page) -> str:
    return re.search(r'name="was" value="([^"]*)"', page.text)[1]


def write(cleo, path: str, words: str = WORDS, then: str = ""):
    return cleo.post(path, data={"words": words, "was": stamp(cleo.get(path)), "then": then})


def send(cleo, path: str, words: str = WORDS):
    write(cleo, path, words, then="look")
    return cleo.post(f"{path}/sending", data={"was": stamp(cleo.get(f"{path}/letter"))})


def ring(settings) -> None:
    """What the worker does when its clock rings."""
    tell_participants(db.session, settings=settings, now=utcnow())
    db.session.commit()


def letters() -> list[OutgoingMail]:
    return list(db.session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "commitment")))


def test_a_draft_is_kept_and_nobody_hears_of_it(browse, event, path):
    cleo = browse(as_=CLEO)

    assert write(cleo, path).status_code == 303

    assert LINES[0] in cleo.get(path).text
    assert letters() == []
    assert LINES[0] not in browse(as_=BEN).get("/workbook/HERON-42").text
    assert latest_sent(db.session, event) is None


def test_the_letter_is_looked_at_before_it_goes(browse, path):
    cleo = browse(as_=CLEO)

    answer = write(cleo, path, then="look")
    page = cleo.get(answer.headers["Location"])

    assert answer.headers["Location"].endswith("/letter")
    assert [line for line in LINES if line not in page.text] == []
    assert "What Northgate will do after" in page.text
    assert letters() == []


def test_it_goes_to_everybody_who_took_part_once_and_to_nobody_else(browse, settings, event, path):
    removed, staff = factories.seat(event, "rae@demo.example"), factories.seat(event, "sam@demo.example")
    removed.removed_at, staff.is_staff = utcnow(), True
    gone = factories.seat(event, "dee@demo.example")
    gone.user.disabled_at = utcnow()
    db.session.commit()

    send(browse(as_=CLEO), path)
    ring(settings)
    ring(settings)

    out = {removed.id, staff.id, gone.id}
    seats = db.session.scalars(select(Participant).where(Participant.event_id == event.id))
    assert sorted(one.to_address for one in letters()) == sorted(seat.user.address for seat in seats if seat.id not in out)
    assert {one.subject for one in letters()} == {f"What Northgate will do after ‘{event.title}’"}
    assert all(line in one.text for line in LINES for one in letters())


def test_the_request_makes_no_letter_and_the_worker_makes_them_in_batches(browse, settings, event, path, monkeypatch):
    send(browse(as_=CLEO), path)
    assert letters() == []
    monkeypatch.setattr("workshop.commitments.letters.AT_ONCE", 10)
    (sent,) = untold(db.session)
    made = []

    while make_some(db.session, sent, settings=settings, now=utcnow()):
        db.session.commit()
        made.append(len(letters()))

    n_seats = db.session.scalar(select(func.count()).where(Participant.event_id == event.id))
    assert made == list(range(10, n_seats + 1, 10))
    assert len(letters()) == n_seats
    assert list(untold(db.session)) == []


def test_a_letter_lives_a_week(browse, settings, path):
    send(browse(as_=CLEO), path)
    ring(settings)

    assert {one.expires_at - one.not_before for one in letters()} == {timedelta(days=7)}


def test_its_writer_is_told_neither_to_whom_nor_to_how_many(browse, settings, event, path):
    cleo = browse(as_=CLEO)

    said = [cleo.get(path).text, write(cleo, path, then="look").text, cleo.get(f"{path}/letter").text]
    said += [send(cleo, path).text, cleo.get(path).text]
    ring(settings)

    assert [one.to_address for one in letters() if any(one.to_address in page for page in said)] == []
    after = without_tokens(cleo.get(path).text)
    db.session.query(OutgoingMail).delete()
    db.session.query(Participant).filter(Participant.event_id == event.id).delete()
    db.session.commit()
    assert without_tokens(cleo.get(path).text) == after


def test_it_stands_in_the_report_its_files_and_every_workbook(browse, event, report, path):
    cleo = browse(as_=CLEO)
    send(cleo, path)
    address = f"/reports/{report.public_id}"

    page = cleo.get(address).text
    paper = " ".join(one.extract_text() for one in PdfReader(BytesIO(cleo.get(f"{address}.pdf").data)).pages)
    book = load_workbook(BytesIO(cleo.get(f"{address}.xlsx").data))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    workbook = browse(as_=BEN).get("/workbook/HERON-42").text

    for text in (page, " ".join(paper.split()), cells, workbook):
        assert [line for line in LINES if line not in text] == []
        assert "What Northgate will do" in text
    assert "after version 1 of this report" in page
    assert LINES[0] in browse(as_=ADA).get("/events/HERON-42/report/preview").text


def test_it_is_kept_with_its_version_when_the_report_is_corrected(browse, event, path):
    send(browse(as_=CLEO), path)
    withdraw_report(db.session, event, now=utcnow())
    second = release(event)

    page = browse(as_=CLEO).get(f"/reports/{second.public_id}").text

    assert LINES[0] in page
    assert "after version 1 of this report" in page


def test_it_does_not_move_the_hash_of_the_report(browse, report, path):
    before = report.hash

    send(browse(as_=CLEO), path)

    assert report.hash == before
    assert before in browse(as_=CLEO).get(f"/reports/{report.public_id}").text


def test_a_later_one_takes_its_place_and_after_three_no_more_go_out(browse, event, report, path):
    cleo = browse(as_=CLEO)
    for number in range(MOST):
        send(cleo, path, f"Words {number}.")

    page = cleo.post(path, data={"words": "A fourth.", "was": ""})

    assert page.status_code == 409
    assert "A fourth." in page.text
    assert [one.words for one in sent_of(db.session, event)] == ["Words 2.", "Words 1.", "Words 0."]
    shown = cleo.get(f"/reports/{report.public_id}").text
    assert "Words 2." in shown
    assert "Words 1." not in shown


@pytest.mark.parametrize(
    ("words", "sentence"), [(" \r\n", "Write what your organisation will do."), ("x" * 1501, "Shorten it to 1500.")]
)
def test_what_cannot_be_sent_is_kept_and_says_why(browse, event, path, words, sentence):
    cleo = browse(as_=CLEO)

    page = write(cleo, path, words, then="look")

    assert page.status_code == 422
    assert sentence in page.text
    assert draft_of(db.session, event).words == words.strip()
    assert cleo.post(f"{path}/sending", data={"was": stamp(cleo.get(path))}).status_code == 422
    assert letters() == []


def test_words_that_somebody_else_changed_meanwhile_are_shown_beside_one_s_own(browse, event, path):
    cleo = browse(as_=CLEO)
    old = stamp(cleo.get(path))
    write(cleo, path, "Theirs.")

    page = cleo.post(path, data={"words": "Mine.", "was": old})
    unsent = cleo.post(f"{path}/sending", data={"was": old})

    assert (page.status_code, unsent.status_code) == (409, 409)
    assert "Theirs." in page.text
    assert "Mine." in page.text
    assert letters() == []


def test_pressing_save_twice_is_nobody_else_s_change(browse, event, path):
    cleo = browse(as_=CLEO)
    was = stamp(cleo.get(path))

    answers = [cleo.post(path, data={"words": f" {WORDS}\r\n", "was": was}).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert draft_of(db.session, event).words == "\n".join(LINES)


def test_the_log_says_who_sent_it(browse, report, path):
    send(browse(as_=CLEO), path)

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "commitment.sent")).one()
    assert (entry.actor, entry.subject) == (factories.user(CLEO).public_id, report.public_id)


def test_the_database_keeps_what_was_sent(browse, event, path):
    send(browse(as_=CLEO), path)
    sent = latest_sent(db.session, event)

    sent.words = "Never said."
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_of_a_withdrawn_report_nothing_is_written_or_sent(browse, event, path):
    cleo = browse(as_=CLEO)
    write(cleo, path)
    was = stamp(cleo.get(path))
    withdraw_report(db.session, event, now=utcnow())
    db.session.commit()

    assert cleo.get(path).status_code == 404
    assert cleo.post(f"{path}/sending", data={"was": was}).status_code == 404
    assert letters() == []


@pytest.mark.parametrize("reader", [ADA, BEN, DORA, OMAR, None])
def test_only_a_reader_of_the_client_writes(browse, event, path, harbour, reader):
    other = browse(as_=reader)

    assert other.get(path).status_code == (302 if reader is None else 404)
    assert other.post(path, data={"words": "x"}).status_code == (401 if reader is None else 404)
    assert other.post(f"{path}/sending").status_code == (401 if reader is None else 404)
    assert draft_of(db.session, event) is None
