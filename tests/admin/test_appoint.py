"""Who plans workshops and who administers: given, taken, and never taken from the last."""

import pytest

from tests import factories
from tests.admin.acting import noted, path_of, user_of
from tests.cast import ADA, BEN, CLEO, OMAR
from workshop.accounts.models import Administrator, SignIn
from workshop.admin import people
from workshop.database import utcnow
from workshop.extensions import db


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


def test_planning_is_given_and_works_at_the_next_request(omar, browse):
    cleo = browse(as_=CLEO)
    before = cleo.get("/events/new").status_code

    page = omar.post(path_of(CLEO, "/planning"))

    assert page.status_code == 303
    assert (before, cleo.get("/events/new").status_code) == (404, 200)


def test_whoever_may_plan_is_shown_the_way_to_events(omar, browse):
    cleo = browse(as_=CLEO)
    before = 'href="/events"' in cleo.get("/account").text

    omar.post(path_of(CLEO, "/planning"))

    assert (before, 'href="/events"' in cleo.get("/account").text) == (False, True)


def test_planning_is_taken_back_and_the_led_workshops_stay(omar, browse):
    ada = browse(as_=ADA)

    omar.post(path_of(ADA, "/planning/ending"))

    assert ada.get("/events/new").status_code == 404
    assert ada.get("/events/HERON-42").status_code == 200


def test_administration_is_given_and_taken_back(omar, browse):
    ada = browse(as_=ADA)

    omar.post(path_of(ADA, "/administration"))
    while_given = ada.get("/admin").status_code
    omar.post(path_of(ADA, "/administration/ending"))

    assert (while_given, ada.get("/admin").status_code) == (200, 404)


def test_whoever_becomes_staff_keeps_staffs_hours_where_they_are_signed_in(omar, browse):
    browse(as_=BEN)

    omar.post(path_of(BEN, "/planning"))

    ben = user_of(BEN)
    assert [sign_in.is_staff for sign_in in db.session.query(SignIn).filter_by(user_id=ben.id)] == [True]


@pytest.mark.parametrize("act", ["/administration/ending", "/disabling"])
def test_nobody_does_it_to_themself(omar, act):
    factories.administrator(ADA)

    page = omar.post(path_of(OMAR, act))

    assert page.status_code == 409
    assert "Another administrator has to do this" in page.text
    assert omar.get("/admin").status_code == 200
    assert noted() == []


def test_the_last_administrator_who_can_sign_in_is_left(app):
    only, gone = factories.administrator(OMAR), factories.administrator(ADA)
    gone.disabled_at = utcnow()

    with pytest.raises(people.NobodyLeft):
        people.dismiss_administrator(db.session, only)
    with pytest.raises(people.NobodyLeft):
        people.disable(db.session, only, now=utcnow())

    assert db.session.get(Administrator, only.id) is not None
    assert only.disabled_at is None


@pytest.mark.parametrize("act", ["/planning", "/administration", "/letter"])
def test_whose_address_is_not_proven_is_given_nothing(omar, act):
    stranger = factories.user("ivy@demo.example", is_proven=False)
    db.session.commit()

    page = omar.post(f"/admin/people/{stranger.public_id}{act}")

    assert page.status_code == 404


@pytest.mark.parametrize(
    ("act", "note"),
    [
        ("/planning", "planner.appointed"),
        ("/planning/ending", "planner.dismissed"),
        ("/administration", "administrator.appointed"),
        ("/administration/ending", "administrator.dismissed"),
        ("/disabling", "person.disabled"),
        ("/enabling", "person.enabled"),
        ("/letter", "person.sent_link"),
    ],
)
def test_every_act_is_noted_and_safe_to_repeat(omar, act, note):
    statuses = [omar.post(path_of(CLEO, act)).status_code for _time in range(2)]

    assert statuses == [303, 303]
    assert noted() == [(note, user_of(OMAR).public_id, user_of(CLEO).public_id)] * 2
