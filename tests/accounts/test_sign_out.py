"""Signing out."""

from sqlalchemy import select

from tests.cast import BEN
from workshop.accounts.models import SignIn
from workshop.extensions import db


def test_a_get_only_shows_a_button(event, browse):
    client = browse(as_=BEN)

    page = client.get("/sign-out")

    assert "<button" in page.text
    assert client.get("/account").status_code == 200


def test_a_post_ends_the_sign_in_for_good_and_has_the_browser_forget(event, browse):
    client = browse(as_=BEN)
    with client.session_transaction() as cookie:
        stolen = dict(cookie)

    answer = client.post("/sign-out")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert db.session.scalars(select(SignIn)).one().ended_at is not None
    thief = browse()
    with thief.session_transaction() as cookie:
        cookie.update(stolen)
    assert thief.get("/account").status_code == 302


def test_a_visitor_may_sign_out_too(app, browse):
    assert browse().post("/sign-out").status_code == 303


def test_private_pages_are_not_kept_for_the_back_button(event, browse):
    assert browse(as_=BEN).get("/account").headers["Cache-Control"] == "no-store"


def test_clearing_the_device_signs_out_has_the_browser_forget_and_leads_to_the_door(event, browse):
    client = browse(as_=BEN)

    answer = client.post("/sign-out", data={"clear": "1"})

    assert answer.location == "/join"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "This device is cleared" in client.get("/join").text
    assert client.get("/workbook").status_code == 302


def test_the_door_offers_to_clear_a_device_on_which_somebody_joined(event, browse):
    assert "Clear this device" in browse(as_=BEN).get("/join/HERON-42").text
