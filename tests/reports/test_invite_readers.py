"""A facilitator sees who of the client reads its reports, invites somebody by address, and takes that back."""

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.admin.acting import letters_to, noted, user_of
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.reports.closed import close, release
from workshop.accounts.models import User
from workshop.accounts.own_data import erase
from workshop.clients.models import Reader
from workshop.database import utcnow
from workshop.extensions import db

NEW = "nora@northgate.example"
PAGE = "/events/HERON-42/report/readers"


@pytest.fixture
def ada(browse, event):
    return browse(as_=ADA)


def reader(event, address: str) -> Reader | None:
    return db.session.get(Reader, (event.client_id, user_of(address).id), populate_existing=True)


def test_a_facilitator_invites_by_address_and_the_letter_says_who_invites(ada, event):
    ada.post(PAGE, data={"address": f" {NEW} "})
    page = ada.get(PAGE)

    assert "Invited. A letter with a sign-in link is on its way." in page.text
    assert f"<bdi>{NEW}</bdi>" in page.text
    [letter] = letters_to(NEW)
    assert "Ada of Workshop Companion has invited you to read the reports of Northgate" in letter.text
    invited = reader(event, NEW)
    assert (invited.invited_by.address, (utcnow() - invited.invited_at).total_seconds() < 60) == (ADA, True)


def test_who_was_invited_reads_this_client_and_no_other(ada, browse, event, harbour):
    report = release(close(event))
    ada.post(PAGE, data={"address": NEW})

    nora = browse(as_=NEW)

    assert nora.get(f"/reports/{report.public_id}").status_code == 200
    assert "Harbour" not in nora.get("/reports").text
    assert nora.get(PAGE).status_code == 404


def test_the_page_names_the_client_s_readers_and_nobody_else_s(ada, harbour):
    page = ada.get(PAGE).text

    assert f"<bdi>{CLEO}</bdi>" in page
    assert DORA not in page
    assert "Harbour" not in page


def test_the_composing_page_says_who_reads_before_and_after_the_release(ada, event):
    before = ada.get("/events/HERON-42/report").text
    release(close(event))
    after = ada.get("/events/HERON-42/report").text

    for page in (before, after):
        assert f"<bdi>{CLEO}</bdi>" in page
        assert f'href="{PAGE}"' in page


def test_an_invitation_of_one_s_own_is_withdrawn_and_the_reports_are_shut_at_the_next_request(ada, browse, event):
    report = release(close(event))
    ada.post(PAGE, data={"address": NEW})
    nora = browse(as_=NEW)
    before = nora.get(f"/reports/{report.public_id}").status_code

    ada.post(f"{PAGE}/{user_of(NEW).public_id}/withdrawal")

    assert (before, nora.get(f"/reports/{report.public_id}").status_code) == (200, 404)
    assert f"<bdi>{NEW}</bdi>" not in ada.get(PAGE).text


def test_a_letter_that_waits_is_not_sent_once_the_invitation_is_withdrawn(ada):
    ada.post(PAGE, data={"address": NEW})

    ada.post(f"{PAGE}/{user_of(NEW).public_id}/withdrawal")

    assert [letter.state for letter in letters_to(NEW)] == ["cancelled"]


def test_whom_somebody_else_invited_stays(ada, browse, event):
    page = ada.post(f"{PAGE}/{user_of(CLEO).public_id}/withdrawal")
    browse(as_=factories.administrator()).post(f"/admin/clients/{event.client.public_id}/readers", data={"address": NEW})
    other = ada.post(f"{PAGE}/{user_of(NEW).public_id}/withdrawal")

    assert (page.status_code, other.status_code) == (404, 404)
    assert reader(event, CLEO) is not None
    assert reader(event, NEW).invited_by.address == OMAR
    assert f"{user_of(NEW).public_id}/withdrawal" not in ada.get(PAGE).text


def test_an_invitation_to_another_client_is_not_withdrawn_through_this_one(ada, browse, event, harbour):
    factories.event(harbour.client, code="OTTER-17", teams=("Claims",))
    ada.post("/events/OTTER-17/report/readers", data={"address": NEW})

    page = ada.post(f"{PAGE}/{user_of(NEW).public_id}/withdrawal")

    assert page.status_code == 404
    assert db.session.get(Reader, (harbour.client_id, user_of(NEW).id)) is not None


def test_both_acts_are_noted_with_who_did_them(ada, event):
    ada.post(PAGE, data={"address": NEW})
    ada.post(f"{PAGE}/{user_of(NEW).public_id}/withdrawal")

    actor, both = user_of(ADA).public_id, f"{user_of(NEW).public_id} {event.client.public_id}"
    assert noted() == [("reader.added", actor, both), ("reader.removed", actor, both)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nora", "Write the whole e-mail address"),
        (CLEO, "This address reads the reports already."),
        (BEN, "This address cannot be invited here."),
    ],
)
def test_whoever_cannot_be_invited_is_said_and_stays_typed(ada, typed, sentence):
    user_of(BEN).disabled_at = utcnow()
    db.session.commit()

    page = ada.post(PAGE, data={"address": typed})

    assert (page.status_code, sentence in page.text) == (422, True)
    assert f'name="address" value="{typed}"' in page.text
    assert noted() == []


def test_somebody_known_keeps_the_one_account(ada, event):
    dora = factories.user(DORA)
    dora.name = "Dora of Harbour"
    db.session.commit()
    ada.post(PAGE, data={"address": DORA.title()})
    page = ada.get(PAGE).text

    assert f"<bdi>{DORA}</bdi>" in page
    assert "Dora of Harbour" not in page + ada.get("/events/HERON-42/report").text  # what she is called is hers to tell
    assert db.session.scalar(select(func.count()).where(User.address_key == DORA)) == 1
    assert reader(event, DORA).invited_by.address == ADA


def test_readers_stay_when_who_invited_them_is_erased(ada, browse, event):
    ada.post(PAGE, data={"address": NEW})
    eve = factories.planner("eve@demo.example")
    db.session.commit()
    invited = reader(event, NEW)
    invited.invited_by_id = eve.id
    db.session.commit()

    erase(db.session, eve, pepper="x", now=utcnow())
    db.session.commit()

    assert reader(event, NEW).invited_by is None
    assert f"<bdi>{NEW}</bdi>" in ada.get(PAGE).text


def test_a_webinar_without_a_client_has_no_such_page(browse, event):
    factories.event(None, code="ROBIN-5", teams=())

    assert browse(as_=ADA).get("/events/ROBIN-5/report/readers").status_code == 404
