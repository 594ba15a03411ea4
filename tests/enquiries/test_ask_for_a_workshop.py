"""Asking for a workshop: kept, mailed to the practice, limited, and read by administrators alone."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.accounts.pages import letters
from tests.cast import CLEO, OMAR
from tests.newsletter.readers import later
from workshop.database import utcnow
from workshop.enquiries.forgetting import forget_old_enquiries
from workshop.enquiries.models import Enquiry
from workshop.extensions import db

FORM = {
    "name": "Cleo Clerk",
    "organisation": "Northgate",
    "address": CLEO,
    "kind": "workshop",
    "wanted_for": "In spring, thirty people",
    "words": "Less guessing.\nMore asking.",
}


def send(client, *, seconds=5, path="/enquiries", **further):
    """Fill in the form as a person would, some seconds after it was opened."""
    page = client.get(path).text
    held = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("began", "about")}
    with later(seconds=seconds):
        return client.post("/enquiries", data=held | FORM | further)


def kept() -> list[Enquiry]:
    return list(db.session.scalars(select(Enquiry).order_by(Enquiry.id)))


def test_what_was_asked_is_kept_and_mailed_to_the_practice(app, browse, settings):
    answer = send(browse(), path="/enquiries?about=be-the-name-that-comes-up")

    (one,), (letter,) = kept(), letters()
    assert (answer.status_code, answer.location) == (303, "/enquiries/asked")
    assert (one.name, one.kind, one.about) == ("Cleo Clerk", "workshop", "be-the-name-that-comes-up")
    assert letter.to_address == settings.contact_address
    assert letter.subject == "Somebody asks for a workshop, a webinar or a keynote"
    for words in (
        "Cleo Clerk",
        "Northgate",
        CLEO,
        "In spring, thirty people",
        "Less guessing.\nMore asking.",
        "/tips/be-the",
    ):
        assert words in letter.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Tell us your name."),
        ({"address": "cleo at northgate"}, "Write the whole e-mail address"),
        ({"kind": "party"}, "Choose one"),
        ({"words": ""}, "Say in a few words what you hope for."),
        ({"words": "x" * 4001}, "At most 4000 characters"),
        ({"name": "x" * 81}, "At most 80 characters"),
        ({"seconds": 1}, "Please press Send once more."),
        ({"seconds": 25 * 3600}, "Please press Send once more."),
        ({"began": "opened.forged"}, "Please press Send once more."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(app, browse, typed, sentence):
    page = send(browse(), **({"organisation": "Typed & kept"} | typed))

    assert page.status_code == 422
    assert sentence in page.text
    assert 'value="Typed &amp; kept"' in page.text
    assert (kept(), letters()) == ([], [])


def test_a_program_that_fills_in_every_field_is_thanked_and_ignored(app, browse):
    assert send(browse(), website="https://spam.example").location == "/enquiries/asked"
    assert (kept(), letters()) == ([], [])


def test_a_place_asks_five_times_an_hour_and_an_address_three_times_a_day(app, browse):
    from_one_place = [send(browse(), address=f"a{number}@a.example").status_code for number in range(6)]
    for number in range(4):
        client = browse()
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        assert send(client, address="b@b.example").location == "/enquiries/asked"

    assert from_one_place == [303] * 5 + [429]
    assert [one.address for one in kept()].count("b@b.example") == 3


def test_the_limit_keeps_what_was_typed(app, browse):
    for number in range(5):
        send(browse(), address=f"a{number}@a.example")

    page = send(browse())

    assert page.status_code == 429
    assert "Try again in an hour, or write to us." in page.text
    assert "Less guessing.\nMore asking." in page.text


def test_an_administrator_reads_it_as_text_and_notes_the_answer(event, browse):
    send(browse(), words="<b>Soon</b>")
    omar = browse(as_=OMAR)

    before = omar.get("/admin/enquiries").text
    omar.post(f"/admin/enquiries/{kept()[0].public_id}/answer")

    assert "&lt;b&gt;Soon&lt;/b&gt;" in before
    assert "Answered on" not in before
    assert "Answered on" in omar.get("/admin/enquiries").text


def test_the_offer_and_each_tipsheet_lead_to_the_form(app, browse):
    assert 'href="/enquiries"' in browse().get("/workshops").text
    assert 'href="/enquiries?about=be-the-name-that-comes-up"' in browse().get("/tips/be-the-name-that-comes-up").text


def test_it_is_deleted_after_two_years(app, browse, settings):
    send(browse())

    forget_old_enquiries(db.session, settings=settings, now=utcnow() + timedelta(days=725))
    assert len(kept()) == 1
    forget_old_enquiries(db.session, settings=settings, now=utcnow() + timedelta(days=735))
    assert kept() == []


def test_a_line_break_in_a_name_becomes_a_space(app, browse):
    assert send(browse(), name="Cleo\r\nE-mail: else@demo.example", organisation="North\ngate").status_code == 303

    kept = db.session.scalars(select(Enquiry)).one()
    assert (kept.name, kept.organisation) == ("Cleo E-mail: else@demo.example", "North gate")
