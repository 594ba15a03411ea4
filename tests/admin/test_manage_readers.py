"""Who reads a client's reports."""

import pytest

from tests import factories
from tests.admin.acting import letters_to, noted, user_of
from tests.cast import ADA, BEN, CLEO, OMAR
from workshop.clients.models import Reader
from workshop.database import utcnow
from workshop.extensions import db
from workshop.reports.releasing import release_report

NEW = "nora@northgate.example"


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


@pytest.fixture
def northgate(event) -> str:
    """The path of Northgate's page."""
    return f"/admin/clients/{event.client.public_id}"


@pytest.fixture
def report(event) -> str:
    """The path of a released report of Northgate's."""
    event.close(now=utcnow())
    made = release_report(db.session, event, now=utcnow())
    db.session.commit()
    return f"/reports/{made.public_id}"


def test_a_reader_is_added_by_address_and_written_to(omar, northgate):
    page = omar.post(f"{northgate}/readers", data={"address": f" {NEW} "})

    assert page.status_code == 303
    assert f"<bdi>{NEW}</bdi>" in omar.get(northgate).text
    assert "the reports of Northgate" in letters_to(NEW)[0].text


def test_somebody_known_is_added_without_a_second_account(omar, northgate, event):
    known = user_of(ADA)

    omar.post(f"{northgate}/readers", data={"address": ADA.title()})

    assert db.session.get(Reader, (event.client_id, known.id)) is not None


def test_a_new_reader_reads_the_report_and_nothing_of_another_client(omar, browse, northgate, report, harbour):
    omar.post(f"{northgate}/readers", data={"address": NEW})

    nora = browse(as_=NEW)

    assert nora.get(report).status_code == 200
    assert "Harbour" not in nora.get("/reports").text


def test_a_removed_reader_is_shut_out_at_the_next_request(omar, browse, northgate, report):
    cleo = browse(as_=CLEO)
    before = cleo.get(report).status_code

    omar.post(f"{northgate}/readers/{user_of(CLEO).public_id}/removal")

    assert (before, cleo.get(report).status_code) == (200, 404)


def test_both_acts_are_noted_with_reader_and_client(omar, northgate, event):
    cleo, client, actor = user_of(CLEO).public_id, event.client.public_id, user_of(OMAR).public_id

    omar.post(f"{northgate}/readers/{cleo}/removal")
    omar.post(f"{northgate}/readers", data={"address": CLEO})

    both = f"{cleo} {client}"
    assert noted() == [("reader.removed", actor, both), ("reader.added", actor, both)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("cleo", "Write the whole e-mail address"),
        ("", "Write the whole e-mail address"),
        (CLEO, "This address reads the reports already."),
        (BEN, "The account of this address is disabled. Enable it first."),
    ],
)
def test_whoever_cannot_be_added_is_said_and_stays_typed(omar, northgate, typed, sentence):
    user_of(BEN).disabled_at = utcnow()

    page = omar.post(f"{northgate}/readers", data={"address": typed})

    assert (page.status_code, sentence in page.text) == (422, True)
    assert f'name="address" value="{typed}"' in page.text
    assert noted() == []


def test_removing_who_reads_nothing_changes_nothing(omar, northgate):
    page = omar.post(f"{northgate}/readers/{user_of(BEN).public_id}/removal")

    assert page.status_code == 303
    assert f"<bdi>{CLEO}</bdi>" in omar.get(northgate).text


def test_a_reader_of_another_client_keeps_that_one(omar, browse, harbour, northgate):
    lakeside = factories.client("Lakeside", teams=(), reader=CLEO)

    omar.post(f"{northgate}/readers/{user_of(CLEO).public_id}/removal")

    assert f"<bdi>{CLEO}</bdi>" in omar.get(f"/admin/clients/{lakeside.public_id}").text
