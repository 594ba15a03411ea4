"""The administrator's pages for mailing tipsheets and for subscribers."""

from datetime import timedelta

import pytest

from tests.admin.acting import noted
from tests.admin.tips import PATH as DRAFT
from tests.admin.tips import begin, row
from tests.cast import OMAR
from tests.newsletter.readers import later, reader
from tests.newsletter.runs import SLUG, plan, readers, ring
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.newsletter.mailings import mailing_of

PATH = f"/admin/tipsheets/{SLUG}/mailing"


@pytest.fixture
def omar(browse, event, app, settings, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", type(settings)(**{**vars(settings), "postal_address": "1 Front Street"}))
    return browse(as_=OMAR)


def test_a_tipsheet_is_planned_by_whoever_types_how_many_it_goes_to(omar):
    readers(3)

    page = omar.get(PATH).text
    slip = omar.post(PATH, data={"at": "2030-01-01T10:00", "n_readers": "4"})
    done = omar.post(PATH, data={"at": "2030-01-01T10:00", "n_readers": "3"})

    assert "<dt>Readers it goes to</dt><dd>3</dd>" in page
    assert (slip.status_code, done.status_code) == (422, 303)
    assert 'value="2030-01-01T10:00"' in slip.text
    assert mailing_of(db.session, SLUG).state == "scheduled"
    assert [act for act, _actor, _subject in noted()] == ["mailing.scheduled"]


def test_an_hour_that_is_none_gets_a_sentence(omar):
    page = omar.post(PATH, data={"at": "soon", "n_readers": "0"})

    assert page.status_code == 422
    assert "Write day and hour as" in page.text


def test_before_its_hour_it_is_cancelled_with_one_press(omar):
    omar.post(PATH, data={"at": "2030-01-01T10:00", "n_readers": "0"})

    omar.post(f"{PATH}/cancelling")

    assert mailing_of(db.session, SLUG).state == "cancelled"


def test_cancelling_makes_a_page_that_was_to_open_with_it_a_draft_again_and_says_so(omar):
    begin(omar)
    omar.post(f"{DRAFT}/mailing", data={"at": "2030-01-01T10:00", "n_readers": "0"})

    omar.post(f"{DRAFT}/mailing/cancelling")

    assert "Nothing was sent, and its page is a draft again." in omar.get(f"{DRAFT}/mailing").text
    assert row().published_at is None


def test_cancelling_leaves_an_hour_of_its_own_and_says_so(omar):
    begin(omar)
    omar.post(f"{DRAFT}/publication", data={"at": "2029-12-01T10:00"})
    planned = row().published_at
    omar.post(f"{DRAFT}/mailing", data={"at": "2030-01-01T10:00", "n_readers": "0"})

    omar.post(f"{DRAFT}/mailing/cancelling")

    assert "Its page still opens at the hour that was planned for it." in omar.get(f"{DRAFT}/mailing").text
    db.session.expire_all()
    assert row().published_at == planned


def test_a_mailing_opens_a_page_that_was_planned_for_later(omar):
    begin(omar)
    omar.post(f"{DRAFT}/publication", data={"at": "2030-02-01T10:00"})

    omar.post(f"{DRAFT}/mailing", data={"at": "2030-01-01T10:00", "n_readers": "0"})

    db.session.expire_all()
    assert row().published_at == mailing_of(db.session, "ask-first").due_at


def test_no_page_opens_after_its_mailing(omar):
    begin(omar)
    omar.post(f"{DRAFT}/mailing", data={"at": "2030-01-01T10:00", "n_readers": "0"})

    later_hour = omar.post(f"{DRAFT}/publication", data={"at": "2030-01-01T11:00"})
    db.session.expire_all()
    due_at, planned = mailing_of(db.session, "ask-first").due_at, row().published_at
    earlier_hour = omar.post(f"{DRAFT}/publication", data={"at": "2030-01-01T09:00"})

    db.session.expire_all()
    assert (later_hour.status_code, planned, earlier_hour.status_code) == (422, due_at, 303)
    assert "It is mailed before that hour" in later_hour.text
    assert 'value="2030-01-01T11:00"' in later_hour.text
    assert row().published_at == due_at - timedelta(hours=1)


def test_one_that_became_too_long_says_so_and_can_be_cancelled(omar, settings):
    begin(omar)
    omar.post(f"{DRAFT}/mailing", data={"n_readers": "0"})
    row().source = "word " * 30_000
    db.session.commit()
    ring(settings)

    page = omar.get(f"{DRAFT}/mailing").text

    assert "It has become too long for a letter." in page
    assert f"{DRAFT}/mailing/going-on" in page
    assert f"{DRAFT}/mailing/cancelling" in page


def test_a_held_mailing_goes_on_with_one_press(omar, settings):
    readers(2)
    mailing = plan(settings)
    with later(hours=7):
        ring(settings)
    assert mailing.state == "held"

    page = omar.post(f"{PATH}/going-on")

    db.session.expire_all()
    assert (page.status_code, mailing.state) == (303, "sending")
    assert ("mailing.went_on", SLUG) in [(act, subject) for act, _actor, subject in noted()]


def test_a_copy_to_oneself_unsubscribes_nobody(omar):
    omar.post(f"{PATH}/trying")

    (letter,) = db.session.query(OutgoingMail).all()
    assert (letter.to_address, letter.bulk_id) == (OMAR, None)
    assert "http://localhost/subscribe" in letter.text
    assert "%%" not in letter.text + letter.html


def test_a_list_is_brought_along_and_the_rest_is_named(omar):
    refused = omar.post("/admin/subscribers", data={"lines": "fay@reader.example"})
    omar.post("/admin/subscribers", data={"lines": "fay@reader.example, Fay\nnobody", "source": "The old site"})
    page = omar.get("/admin/subscribers").text

    assert refused.status_code == 422
    assert "fay@reader.example" in refused.text
    assert "New readers: 1." in page
    assert "Not an address, or a name that is none: line 2." in page
    assert reader().first_name == "Fay"


def test_the_list_of_tipsheets_says_what_has_become_of_each(omar):
    omar.post(PATH, data={"n_readers": "0"})

    assert "Planned" in omar.get("/admin/tipsheets").text
    with later(days=1):
        assert mailing_of(db.session, SLUG).due_at < utcnow()
