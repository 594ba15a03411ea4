"""Reading: a client's reader sees the reports of their own organisation, and nothing else of the site."""

import pytest
from sqlalchemy import delete, select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.reports.closed import SENTENCES, close, release
from workshop.accounts.models import User
from workshop.audit.models import AuditEntry
from workshop.clients.models import Client, Reader
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db


@pytest.fixture
def report(event):
    return release(close(event))


def test_cleo_finds_the_report_in_her_list_and_reads_it(browse, report):
    cleo = browse(as_=CLEO)

    listed = cleo.get("/reports")
    page = cleo.get(f"/reports/{report.public_id}")

    assert f'href="/reports/{report.public_id}"' in listed.text
    assert "Report ready" in listed.text
    assert page.status_code == 200
    for words in (
        "Prepared for Northgate",
        *SENTENCES,
        "How people are protected",
        "Hit a number is named by nearly everyone.",
        "13 people joined.",
        "Martilla",
        "This report may not be used to assess a person, or one manager.",
        "These are staff’s views of their customers, not a survey of customers.",
    ):
        assert words in page.text


def test_a_report_of_too_few_people_draws_nothing(browse, event):
    report = release(close(event, n=4))

    page = browse(as_=CLEO).get(f"/reports/{report.public_id}")

    assert "Too few people answered for figures. To protect them nothing is drawn." in page.text
    assert "Made of figures" not in page.text
    assert "<figure" not in page.text
    assert "<svg" not in page.text
    assert "Not enough answers" in browse(as_=CLEO).get("/reports").text


def test_a_reader_learns_nothing_from_someone_who_erases_themselves(browse, event):
    report = release(close(event))
    cleo = browse(as_=CLEO)
    before = cleo.get(f"/reports/{report.public_id}").text

    people = db.session.scalars(select(Participant.user_id).where(Participant.event_id == event.id).limit(3)).all()
    db.session.execute(delete(User).where(User.id.in_(people)))
    db.session.commit()

    assert cleo.get(f"/reports/{report.public_id}").text == before


def test_reading_is_noted_and_looking_for_it_is_not(browse, report):
    cleo = browse(as_=CLEO)
    cleo.head(f"/reports/{report.public_id}")
    assert noted() == []

    cleo.get(f"/reports/{report.public_id}")

    assert noted() == [(factories.user(CLEO).public_id, report.public_id)]


def noted() -> list[tuple[str, str]]:
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "report.read")).all()
    return [(one.actor, one.subject) for one in entries]


@pytest.mark.parametrize("reader", [ADA, BEN, DORA, OMAR])
def test_everyone_else_gets_the_same_404_as_for_no_report(browse, report, harbour, reader):
    other = browse(as_=reader)

    page, none = other.get(f"/reports/{report.public_id}"), other.get("/reports/none-such")

    assert page.status_code == 404
    assert page.text.replace(report.public_id, "") == none.text.replace("none-such", "")
    assert noted() == []


def test_a_visitor_is_asked_to_sign_in(browse, report):
    assert browse().get("/reports").status_code == 302
    assert browse().get(f"/reports/{report.public_id}").status_code == 302


@pytest.mark.parametrize("reader", [BEN, OMAR])
def test_who_reads_for_no_client_has_no_list(browse, report, reader):
    assert browse(as_=reader).get("/reports").status_code == 404


def test_dora_has_a_list_without_northgates_report(browse, report, harbour):
    page = browse(as_=DORA).get("/reports")

    assert "No report has reached you yet." in page.text
    assert report.public_id not in page.text


def test_a_draft_and_a_withdrawn_report_are_not_there(browse, report):
    cleo = browse(as_=CLEO)
    for column, value in (("withdrawn_at", utcnow()), ("released_at", None)):
        setattr(report, column, value)

        assert cleo.get(f"/reports/{report.public_id}").status_code == 404
        assert report.public_id not in cleo.get("/reports").text


def test_a_reader_who_is_taken_away_reads_no_more_at_once(browse, report):
    cleo = browse(as_=CLEO)
    db.session.delete(db.session.scalars(select(Reader).where(Reader.user_id == factories.user(CLEO).id)).one())

    assert cleo.get(f"/reports/{report.public_id}").status_code == 404
    assert cleo.get("/reports").status_code == 404


@pytest.mark.parametrize("path", ["", "/plan", "/results", "/report", "/roster", "/closing", "/steps/2/adding-up"])
def test_nothing_else_of_the_event_is_reachable_for_its_reader(browse, report, path):
    assert browse(as_=CLEO).get(f"/events/HERON-42{path}").status_code == 404


def test_the_list_takes_the_same_number_of_statements_for_one_report_and_for_three(browse, event, report, statements):
    cleo = browse(as_=CLEO)
    with_one = number_of_statements(cleo, statements)
    northgate = db.session.scalars(select(Client).where(Client.name == "Northgate")).one()
    for code in ("OTTER-17", "ROBIN-33"):
        release(close(factories.event(northgate, code=code, teams=("Claims",))))

    with_three = number_of_statements(cleo, statements)

    assert with_three == with_one


def number_of_statements(cleo, statements) -> int:
    db.session.commit()
    db.session.expunge_all()
    statements.clear()
    assert cleo.get("/reports").status_code == 200
    return len(statements)
