"""Proving an address: what waits for "That was me", what stays, and what a stranger on one's seat can and cannot do."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.accounts.pages import code_in, letters, link_in
from tests.cast import ADA
from workshop.accounts.models import User
from workshop.events.models import EventTeam, Participant
from workshop.extensions import db
from workshop.tokens import token_hash

NIA = "nia@private.example"


@pytest.fixture
def phone(event, browse):
    """A phone on which somebody joined HERON-42 as Nia, who has never proven her address."""
    return join(browse(), event)


def join(client, event, address=NIA):
    team = db.session.scalars(select(EventTeam.id).where(EventTeam.event_id == event.id)).first()
    answer = client.post(f"/join/{event.code}", data={"address": address, "team": team})
    assert answer.location == f"/workbook/{event.code}"
    return client


def prove(client, address=NIA):
    client.post("/sign-in/link", data={"address": address})
    return client.post("/sign-in/code", data={"code": code_in(letters()[-1])})


def say(client, path="/account/seats"):
    """Press "That was me", or another button, for the first seat that was taken under Nia's address."""
    seat = next(seat for seat in seats() if not seat.user.is_proven)
    return client.post(path, data={"seat": seat.public_id})


def seats() -> list[Participant]:
    found = select(Participant).join(Participant.user).where(User.address_key == NIA, Participant.removed_at.is_(None))
    return list(db.session.scalars(found.order_by(Participant.id)))


def test_proving_on_the_same_phone_makes_the_provisional_user_the_proven_one(phone):
    before = seats()[0].user.public_id

    answer = prove(phone)

    assert answer.location == "/workbook/HERON-42"
    assert seats()[0].user.is_proven
    assert seats()[0].user.public_id == before
    assert "This address is yours" in phone.get("/workbook/HERON-42").text


def test_proving_on_a_laptop_asks_who_it_was_before_anything_is_mixed(phone, browse):
    laptop = browse()

    answer = prove(laptop)

    page = laptop.get(answer.location).text
    assert "A seat in ‘Who are your customers?’" in page
    assert "Devices that joined under your address" in page
    assert [seat.user.is_proven for seat in seats()] == [False]
    assert laptop.get("/workbook/HERON-42").status_code == 404
    assert phone.get("/workbook/HERON-42").status_code == 200


def test_that_was_me_opens_the_seat_on_the_laptop_and_the_phone_goes_on(phone, browse):
    laptop = browse()
    prove(laptop)

    say(laptop)

    assert [client.get("/workbook/HERON-42/needs").status_code for client in (laptop, phone)] == [200, 200]
    assert [seat.user.is_proven for seat in seats()] == [True]
    assert "A seat in" not in laptop.get("/account/seats").text


def test_that_was_not_me_frees_the_place_and_the_stranger_reads_nothing_there(phone, event, browse):
    """Whoever joined under Nia's address does not keep her out, and does not go on reading what she writes."""
    laptop = browse()
    prove(laptop)

    say(laptop, "/account/seats/refusal")

    assert phone.get("/workbook/HERON-42").status_code == 404
    team = db.session.scalars(select(EventTeam.id).where(EventTeam.event_id == event.id)).first()
    assert laptop.post("/join/HERON-42", data={"own": "1", "team": team}).location == "/workbook/HERON-42"
    assert laptop.get("/workbook/HERON-42/needs").status_code == 200
    assert phone.get("/workbook/HERON-42/needs").status_code == 404


def test_what_a_stranger_called_themself_is_not_the_owners_name_until_that_was_them(event, browse):
    team = db.session.scalars(select(EventTeam.id).where(EventTeam.event_id == event.id)).first()
    browse().post("/join/HERON-42", data={"address": NIA, "team": team, "name": "Not Nia"})
    laptop = browse()
    prove(laptop)
    before = factories.user(NIA).name

    say(laptop)

    assert (before, factories.user(NIA).name) == ("", "Not Nia")


def test_a_phone_cannot_say_that_it_was_the_owner(phone, browse):
    prove(browse())

    assert say(phone).status_code == 404
    assert [seat.user.is_proven for seat in seats()] == [False]


def test_the_phone_keeps_its_one_seat_and_opens_nothing_else_of_the_owner(phone, harbour, browse):
    laptop = browse()
    prove(laptop)
    say(laptop)
    team = db.session.scalars(select(EventTeam.id).where(EventTeam.event_id == harbour.id)).first()
    laptop.post("/join/WREN-63", data={"own": "1", "team": team})

    assert laptop.get("/workbook/WREN-63").status_code == 200
    assert phone.get("/workbook/HERON-42").status_code == 200
    assert phone.get("/workbook/WREN-63").status_code == 404


def test_the_owner_signs_the_phone_out_and_its_next_request_is_a_visitors(phone, browse):
    laptop = browse()
    prove(laptop)
    page = laptop.get("/account").text

    laptop.post("/account/devices/ending", data={"device": page.split('name="device" value="')[1][:16]})

    assert phone.get("/workbook/HERON-42").status_code == 302
    assert phone.post("/account/name", data={"name": "still here"}).status_code == 401


def test_a_phone_cannot_sign_its_owner_out(phone, browse):
    laptop = browse()
    prove(laptop)
    say(laptop)
    handle = _handle(laptop)

    phone.post("/account/devices/ending", data={"device": handle})

    assert laptop.get("/workbook/HERON-42").status_code == 200


def test_a_phone_whose_seat_waits_for_its_owner_reads_so_and_what_to_do_and_nothing_else(phone, event, harbour, browse):
    """Nia had two seats, and chose that of her phone: until she says that it is hers, it sees nothing."""
    laptop = join(browse(), event, "nja@private.example")
    laptop.post("/account/address", data={"address": NIA})
    laptop.post("/sign-in/code", data={"code": code_in(letters()[-1])})
    say(laptop)

    page, elsewhere = phone.get("/workbook/HERON-42/needs"), phone.get("/workbook/WREN-63/needs")

    assert (page.status_code, elsewhere.status_code) == (404, 404)
    assert "<h1>This seat waits for its owner.</h1>" in page.text
    assert f'name="address" value="{NIA}"' in page.text
    assert "Who are your customers?" not in page.text
    assert "waits for its owner" not in elsewhere.text
    assert phone.post("/sign-in/link", data={"address": NIA, "next": "/workbook"}).status_code == 303
    assert phone.post("/sign-in/code", data={"code": code_in(letters()[-1])}).location.startswith("/workbook")
    assert phone.get("/workbook/HERON-42/needs").status_code == 200


def test_typing_the_address_of_staff_and_waiting_for_them_to_sign_in_gives_nothing(event, harbour, browse):
    """A stranger sits in WREN-63 under Ada's address; then Ada signs in by mail. That one seat stays the stranger’s."""
    stranger = join(browse(), harbour, ADA)

    ada = browse()
    prove(ada, ADA)

    assert stranger.get("/events").status_code == 404
    assert stranger.get("/events/HERON-42").status_code == 404
    assert stranger.get("/workbook/WREN-63").status_code == 200
    assert ada.get("/workbook/WREN-63").status_code == 404


def test_signing_in_beside_somebody_elses_seat_does_not_take_it(phone, browse):
    """Zoe signs in by mail on the phone on which Nia joined: Nia's seat stays Nia's."""
    factories.user("zoe@private.example")

    prove(phone, "zoe@private.example")

    assert [(seat.user.address, seat.user.is_proven) for seat in seats()] == [(NIA, False)]


def test_seats_of_all_events_joined_under_the_address_come_together(phone, harbour, browse):
    join(browse(), harbour)
    laptop = browse()
    prove(laptop)

    for _ in range(2):
        say(laptop)

    assert {seat.user_id for seat in seats()} == {factories.user(NIA).id}
    assert len(seats()) == 2


@pytest.mark.parametrize("keep", ["own", "other"])
def test_with_two_seats_in_one_event_the_person_chooses_after_proof(phone, event, browse, keep):
    """Nia mistyped her address on the laptop, and changes it there to the one her phone has joined under."""
    laptop = join(browse(), event, "nja@private.example")
    first, second = db.session.scalars(select(Participant).order_by(Participant.id)).all()[-2:]

    changed = laptop.post("/account/address", data={"address": NIA})
    assert changed.location == "/sign-in/code"
    assert "already in the room" in laptop.get(changed.location).text
    answer = laptop.post("/sign-in/code", data={"code": code_in(letters()[-1])})
    assert answer.location.startswith("/account/seats")
    page = laptop.get(answer.location).text
    assert "Two seats in ‘Who are your customers?’" in page
    assert len(seats()) == 2

    mine = next(seat for seat in seats() if seat.user.is_proven)
    chosen = mine if keep == "own" else next(seat for seat in (first, second) if seat.id != mine.id)
    laptop.post("/account/seats", data={"seat": chosen.public_id})

    assert [(seat.id, seat.user.is_proven) for seat in seats()] == [(chosen.id, True)]
    assert laptop.get("/workbook/HERON-42").status_code == 200
    assert "Two seats" not in laptop.get("/account/seats").text


def test_nobody_settles_seats_of_others(phone, event, browse):
    dora = browse(as_="dora@demo.example")
    seat = seats()[0]

    dora.post("/account/seats", data={"seat": seat.public_id})

    assert [(s.id, s.user_id) for s in seats()] == [(seat.id, seat.user_id)]


def test_a_link_opened_on_the_laptop_needs_the_code_and_leads_to_the_seat(phone, browse):
    phone.post("/sign-in/link", data={"address": NIA})
    laptop, letter = browse(), letters()[-1]

    answer = laptop.post(link_in(letter), data={"code": code_in(letter)})

    assert answer.location.startswith("/account/seats")
    say(laptop)
    assert laptop.get("/workbook/HERON-42").status_code == 200


def _handle(client) -> str:
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    return token_hash(token)[:16]
