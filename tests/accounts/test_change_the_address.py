"""A new address: confirmed only where its asker is signed in, and by nobody whose letter somebody else asked for."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.accounts.pages import code_in, letters, link_in
from tests.cast import BEN, DORA
from workshop.accounts.models import MailedCode, User
from workshop.database import utcnow
from workshop.events.models import EventTeam, Participant
from workshop.extensions import db

MALLORY = "mallory@private.example"
NEW = "ben@private.example"


def ask(client, address):
    """Ask for the address as the account page does; the letter that went there."""
    client.post("/account/address", data={"address": address})
    return [letter for letter in letters() if letter.to_address == address][-1]


def join(client, event, address=MALLORY):
    team = db.session.scalars(select(EventTeam.id).where(EventTeam.event_id == event.id)).first()
    assert client.post(f"/join/{event.code}", data={"address": address, "team": team}).status_code == 303
    return client


def sign_in_by_mail(client, address=MALLORY):
    client.post("/sign-in/link", data={"address": address})
    return client.post("/sign-in/code", data={"code": code_in(letters()[-1])})


def address_of(name: str) -> str:
    return db.session.scalars(select(User.address).where(User.name == name)).one()


def seat_owner() -> User:
    found = select(Participant).join(Participant.user).where(User.address_key == MALLORY)
    return db.session.scalars(found).one().user


@pytest.mark.parametrize("reader", ["who joined unproven", "who has no account yet", "who opens it signed out"])
def test_whoever_answers_a_letter_that_somebody_else_asked_for_gives_nothing_away(event, browse, reader):
    dora, phone = browse(as_=DORA), browse()
    if reader == "who joined unproven":
        join(phone, event)
    letter = ask(dora, MALLORY)

    page = phone.get(link_in(letter))
    pressed = phone.post(link_in(letter), data={"code": code_in(letter)})
    typed = phone.post("/sign-in/code", data={"code": code_in(letter)})

    assert "Open this link where you are signed in" in page.text
    assert "d…a@" in page.text
    assert f'action="{link_in(letter)}"' not in page.text
    assert (pressed.status_code, typed.status_code) == (403, 410)
    assert address_of("Dora") == DORA
    assert "Open this link" not in dora.get(link_in(letter)).text, "it was used up"


def test_the_whole_walk_leaves_dora_outside_mallorys_sheets(event, browse):
    dora, mallory = browse(as_=DORA), join(browse(), event)
    letter = ask(dora, MALLORY)
    mallory.get(link_in(letter))
    mallory.post(link_in(letter), data={"code": code_in(letter)})

    proven = sign_in_by_mail(mallory)

    assert proven.location.startswith("/workbook/HERON-42")
    assert (seat_owner().address, seat_owner().is_proven, seat_owner().name) == (MALLORY, True, "")
    assert mallory.get("/workbook/HERON-42/needs").status_code == 200
    assert dora.get("/workbook/HERON-42/needs").status_code == 404
    assert mallory.get("/reports").status_code == 404
    dora.post(link_in(letter), data={"code": code_in(letter)})
    assert address_of("Dora") == DORA


def test_the_trap_laid_before_somebody_has_an_account_catches_nobody(event, browse):
    dora, victim = browse(as_=DORA), browse()
    letter = ask(dora, MALLORY)
    victim.post(link_in(letter), data={"code": code_in(letter)})

    join(victim, event)
    sign_in_by_mail(victim)

    assert victim.get("/workbook/HERON-42").status_code == 200
    assert dora.get("/workbook/HERON-42").status_code == 404
    assert seat_owner().name != "Dora"


def test_somebody_else_who_is_signed_in_gives_nothing_away_either(event, browse):
    letter, cleo = ask(browse(as_=DORA), MALLORY), browse(as_=BEN)

    assert cleo.post(link_in(letter), data={"code": code_in(letter)}).status_code == 403
    assert (address_of("Dora"), address_of("Ben")) == (DORA, BEN)


def test_the_page_names_what_it_does(event, browse):
    ben = browse(as_=BEN)

    page = ben.get(link_in(ask(ben, NEW))).text

    assert "Use b…n@private.example for this account?" in page
    assert "Yes, use this address" in page
    assert "open my worksheets" not in page


def test_in_another_browser_of_ones_own_it_needs_the_code(event, browse):
    letter, laptop = ask(browse(as_=BEN), NEW), browse(as_=BEN)

    assert laptop.post(link_in(letter)).status_code == 422
    assert laptop.post(link_in(letter), data={"code": code_in(letter)}).status_code == 303
    assert address_of("Ben") == NEW


def test_with_the_address_every_other_sign_in_and_every_waiting_code_ends_and_the_old_address_is_told(event, browse):
    ben, phone, elsewhere = browse(as_=BEN), browse(as_=BEN), browse()
    elsewhere.post("/sign-in/link", data={"address": BEN})
    waiting = letters()[-1]

    ben.post(link_in(ask(ben, NEW)))

    assert ben.get("/account").status_code == 200
    assert phone.get("/account").status_code == 302
    assert elsewhere.post("/sign-in/code", data={"code": code_in(waiting)}).status_code == 410
    assert (letters()[-1].to_address, letters()[-1].kind) == (BEN, "readdressed")
    assert "b…n@private.example" in letters()[-1].text
    good = select(MailedCode.id).where(MailedCode.used_at.is_(None), MailedCode.superseded_at.is_(None))
    assert db.session.scalars(good.where(MailedCode.expires_at > utcnow())).all() == []


def test_a_seat_under_the_new_address_waits_until_its_owner_says_that_was_me(event, browse):
    phone, dora = join(browse(), event), browse(as_=DORA)

    answer = dora.post(link_in(ask(dora, MALLORY)))

    assert answer.location.startswith("/account/seats")
    page = dora.get(answer.location).text
    assert "A seat in ‘Who are your customers?’" in page
    assert dora.get("/workbook/HERON-42").status_code == 404
    assert phone.get("/workbook/HERON-42").status_code == 200
    seat = db.session.scalars(select(Participant).join(Participant.user).where(User.proven_at.is_(None))).one()
    dora.post("/account/seats", data={"seat": seat.public_id})
    assert dora.get("/workbook/HERON-42").status_code == 200
    assert phone.get("/workbook/HERON-42").status_code == 200


def test_nobody_claims_a_seat_under_an_address_that_is_not_theirs(event, browse):
    join(browse(), event)
    seat = db.session.scalars(select(Participant).join(Participant.user).where(User.address_key == MALLORY)).one()

    browse(as_=DORA).post("/account/seats", data={"seat": seat.public_id})

    assert seat_owner().is_proven is False
    assert factories.user(DORA).address == DORA
