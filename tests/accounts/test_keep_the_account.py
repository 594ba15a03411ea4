"""The account page: name, address, devices, password, data, erasing."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tests import factories
from tests.accounts.pages import letters, link_in
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.accounts.hashing import hash_password, is_password
from workshop.accounts.models import Erasure, SignIn, User
from workshop.accounts.own_data import address_hmac, erased_hmacs
from workshop.audit.models import AuditEntry
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db

NEW_PASSWORD = "two herons and a slow river"
OLD_PASSWORD = "a quiet lamp over the desk"


def test_a_name_is_changed(event, browse):
    answer = browse(as_=BEN).post("/account/name", data={"name": "  Ben Ọkọ́  "})

    assert answer.status_code == 303
    assert factories.user(BEN).name == "Ben Ọkọ́"


@pytest.mark.parametrize("name", ["B" * 81, "\u200b", "Ben\u0007"])
def test_a_name_nobody_can_read_is_refused_and_kept(event, browse, name):
    answer = browse(as_=BEN).post("/account/name", data={"name": name})

    assert answer.status_code == 422
    assert f'value="{name}"' in answer.text


def test_a_new_address_counts_once_its_letter_was_answered(event, browse):
    client = browse(as_=BEN)

    client.post("/account/address", data={"address": "ben@private.example"})
    assert db.session.scalar(select(User.id).where(User.address == "ben@private.example")) is None
    answer = client.post(link_in(letters()[0]))

    assert answer.location == "/account"
    assert letters()[0].to_address == "ben@private.example"
    assert "ben@private.example" in client.get("/account").text


def test_an_address_of_somebody_else_is_never_taken_over(event, browse):
    client = browse(as_=BEN)
    client.post("/account/address", data={"address": CLEO})

    client.post(link_in(letters()[0]))

    assert factories.user(BEN).name == "Ben"
    assert factories.user(CLEO).name == "Cleo"
    assert "belongs to another account" in client.get("/account").text


def test_a_provisional_person_mends_a_typing_mistake_at_once_and_the_roster_knows_them(event, browse):
    who = factories.user("bem@private.example", is_proven=False)
    seat = factories.seat(event, who, is_rostered=False)
    line = factories.RosterLine(
        event_id=event.id, event_team_id=event.teams[1].id, address="ban@private.example", address_key="ban@private.example"
    )
    db.session.add(line)

    browse(as_=who).post("/account/address", data={"address": "ban@private.example"})

    seat = db.session.get(Participant, seat.id)
    assert (seat.user.address, seat.is_expected, seat.event_team_id) == ("ban@private.example", True, event.teams[1].id)
    assert letters() == []


def test_devices_are_listed_and_signed_out_one_by_one(event, browse):
    phone, laptop = browse(as_=BEN), browse(as_=BEN)
    phone.get("/account", headers={"User-Agent": "Mozilla/5.0 (Android 15; Mobile) Firefox/145.0"})
    page = laptop.get("/account").text
    handle = page.split('name="device" value="')[1][:16]

    laptop.post("/account/devices/ending", data={"device": handle})

    assert page.count("signed in on") == 3  # one of them is the button's own name
    assert phone.get("/account").status_code == 302
    assert laptop.get("/account").status_code == 200


def test_nobody_signs_out_the_devices_of_others(event, browse):
    ben = browse(as_=BEN)
    handle = db.session.scalars(select(SignIn.token_hash)).one()[:16]

    browse(as_=CLEO).post("/account/devices/ending", data={"device": handle})

    assert ben.get("/account").status_code == 200


def test_a_first_password_is_set_and_every_other_device_signed_out(event, browse):
    here, elsewhere = browse(as_=BEN), browse(as_=BEN)

    answer = here.post("/account/password", data={"new": NEW_PASSWORD})

    assert answer.status_code == 303
    assert is_password(NEW_PASSWORD, factories.user(BEN).password_hash)
    assert (here.get("/account").status_code, elsewhere.get("/account").status_code) == (200, 302)


@pytest.mark.parametrize(
    ("current", "new", "said"),
    [
        ("wrong", NEW_PASSWORD, "That is not your password of now."),
        (OLD_PASSWORD, "short", "Use at least 15 characters."),
        (OLD_PASSWORD, "password12345678", "among the first that are tried"),
        (OLD_PASSWORD, "x" + "long " * 250, "longer than 1,024"),
    ],
)
def test_a_password_is_refused_with_the_reason(event, browse, current, new, said):
    factories.user(BEN).password_hash = hash_password(OLD_PASSWORD)
    db.session.commit()

    answer = browse(as_=BEN).post("/account/password", data={"current": current, "new": new})

    assert answer.status_code == 422
    assert said in answer.text
    assert new not in answer.text
    assert is_password(OLD_PASSWORD, factories.user(BEN).password_hash)


def test_a_provisional_person_cannot_set_a_password(event, browse):
    who = factories.user("new@private.example", is_proven=False)

    answer = browse(as_=who).post("/account/password", data={"new": NEW_PASSWORD})

    assert answer.status_code == 422
    assert db.session.get(User, who.id).password_hash is None


def test_my_data_holds_my_own_words_and_nobody_elses(event, browse):
    answer = browse(as_=BEN).get("/account/data.json")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert answer.json["person"]["address"] == BEN
    assert [seat["event"] for seat in answer.json["seats"]] == ["HERON-42"]
    assert DORA not in answer.text
    assert ADA not in answer.text


def test_erasing_asks_for_the_address_to_be_typed(event, browse):
    answer = browse(as_=BEN).post("/account/erasure", data={"confirmation": "yes"})

    assert answer.status_code == 422
    assert 'value="yes"' in answer.text
    assert factories.user(BEN).name == "Ben"


def test_erasing_removes_the_person_and_all_that_hangs_on_them(event, browse, app):
    client, phone = browse(as_=BEN), browse(as_=BEN)
    client.post("/sign-in/link", data={"address": BEN})
    ben = factories.user(BEN)
    public_id = ben.public_id

    answer = client.post("/account/erasure", data={"confirmation": f" {BEN.upper()} "})

    receipt = db.session.scalars(select(Erasure)).one().receipt
    assert receipt in answer.text
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    for table in (Participant, SignIn):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    assert db.session.scalar(select(func.count(User.id)).where(User.address == BEN)) == 0
    assert letters() == []
    assert phone.get("/account").status_code == 302
    assert address_hmac(BEN, app.config["SECRET_KEY"]) in erased_hmacs(db.session)
    assert (db.session.scalars(select(AuditEntry.subject)).one(), BEN in receipt) == (public_id, False)


@pytest.mark.parametrize("needed", [ADA, OMAR])
def test_whoever_is_needed_hands_over_first(event, browse, needed):
    answer = browse(as_=needed).post("/account/erasure", data={"confirmation": needed})

    assert answer.status_code == 422
    assert "has to take over" in answer.text
    assert factories.user(needed).name


def test_typing_an_address_gives_no_power_to_block_it(event, browse, app):
    """A stranger who joined as Cleo and has themself erased leaves Cleo, her letters and her invitations alone."""
    stranger = factories.user(CLEO, is_proven=False)
    factories.seat(event, stranger, is_rostered=False)

    browse(as_=stranger).post("/account/erasure", data={"confirmation": CLEO})

    assert factories.user(CLEO).name == "Cleo"
    assert address_hmac(CLEO, app.config["SECRET_KEY"]) not in erased_hmacs(db.session)


@pytest.mark.parametrize(("person", "minutes", "status"), [(ADA, 55, 200), (ADA, 61, 302), (CLEO, 61, 302), (BEN, 61, 200)])
def test_staff_are_signed_out_after_an_hour_and_participants_are_not(event, browse, person, minutes, status):
    client = browse(as_=person)

    with time_machine.travel(utcnow() + timedelta(minutes=minutes)):
        assert client.get("/account").status_code == status


def test_nobody_stays_signed_in_longer_than_seven_days(event, browse):
    client = browse(as_=BEN)

    with time_machine.travel(utcnow() + timedelta(days=7, minutes=1)):
        assert client.get("/account").status_code == 302
