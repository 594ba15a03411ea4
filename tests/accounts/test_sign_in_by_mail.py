"""Signing in with a mailed link or code."""

from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from sqlalchemy import func, select

from tests import factories
from tests.accounts.pages import code_in, letters, link_in, without_tokens
from tests.cast import ADA, BEN, CLEO
from workshop.accounts.models import MailedCode, SignIn
from workshop.database import utcnow
from workshop.extensions import db


def ask(client, address=BEN, **further):
    return client.post("/sign-in/link", data={"address": address} | further)


def n_sign_ins() -> int:
    return db.session.scalar(select(func.count(SignIn.id)))


def wrong_code() -> str:
    return f"{(int(code_in(letters()[-1])) + 1) % 10**6:06d}"


def test_in_the_browser_that_asked_one_press_signs_in(event, browse):
    client = browse()
    ask(client)

    page = client.get(link_in(letters()[0]))
    answer = client.post(link_in(letters()[0]))

    assert "6-digit code" not in page.text
    assert (answer.status_code, answer.location) == (303, "/workbook/HERON-42")
    assert client.get("/account").status_code == 200


def test_another_browser_is_asked_for_the_code_too(event, browse):
    ask(browse())
    other, path = browse(), link_in(letters()[0])

    assert "6-digit code" in other.get(path).text
    assert other.post(path).status_code == 422
    assert other.post(path, data={"code": code_in(letters()[0])}).status_code == 303


def test_the_code_alone_signs_in_where_it_was_asked_for(event, browse):
    client = browse()
    ask(client)
    code = code_in(letters()[0])

    answer = client.post("/sign-in/code", data={"code": f"{code[:3]} {code[3:]}"})

    assert answer.status_code == 303


def test_the_code_alone_does_nothing_in_another_browser(event, browse):
    ask(browse())

    answer = browse().post("/sign-in/code", data={"code": code_in(letters()[0])})

    assert answer.status_code == 410
    assert n_sign_ins() == 0


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_scanners_may_fetch_a_link_as_often_as_they_like(event, browse, method):
    client = browse()
    ask(client)
    before = db.session.execute(select(MailedCode.__table__)).all()

    for _ in range(20):
        assert browse().open(link_in(letters()[0]), method=method).status_code == 200

    assert db.session.execute(select(MailedCode.__table__)).all() == before
    assert client.post(link_in(letters()[0])).status_code == 303


def test_token_pages_tell_nobody_where_they_are_and_are_not_kept(event, browse):
    client = browse()
    ask(client)

    page = client.get(link_in(letters()[0]))

    assert (page.headers["Referrer-Policy"], page.headers["Cache-Control"]) == ("no-referrer", "no-store")


@pytest.mark.parametrize("spoil", ["used", "superseded", "expired", "tried too often", "made up"])
def test_every_bad_link_gets_the_same_page_with_410(event, browse, spoil):
    client = browse()
    ask(client)
    path = link_in(letters()[0])
    row = db.session.scalars(select(MailedCode)).one()
    match spoil:
        case "used":
            row.used_at = utcnow()
        case "superseded":
            ask(client)
        case "expired":
            row.expires_at = utcnow() - timedelta(seconds=1)
        case "tried too often":
            row.tries = 5
        case "made up":
            path = "/sign-in/link/" + "x" * 43
    db.session.commit()

    pages = [client.get(path), client.post(path)]

    made_up = browse().get("/sign-in/link/" + "y" * 43)
    assert [page.status_code for page in pages] == [410, 410]
    assert {without_tokens(page.text) for page in pages} == {without_tokens(made_up.text)}
    assert "Send me a new one" in made_up.text
    assert n_sign_ins() == 0


def test_a_link_lives_ten_minutes(event, browse):
    client = browse()
    ask(client)

    with time_machine.travel(utcnow() + timedelta(minutes=10, seconds=1)):
        assert client.get(link_in(letters()[0])).status_code == 410


def test_five_wrong_tries_end_a_code_for_good(event, browse):
    client = browse()
    ask(client)
    statuses = [client.post("/sign-in/code", data={"code": wrong_code()}).status_code for _ in range(5)]

    answer = client.post("/sign-in/code", data={"code": code_in(letters()[0])})

    assert statuses == [422, 422, 422, 422, 410]
    assert answer.status_code == 410
    assert client.post(link_in(letters()[0])).status_code == 410


@pytest.mark.parametrize("address", [BEN, "nobody@demo.example"])
def test_known_and_unknown_addresses_are_answered_alike(event, browse, address):
    client = browse()

    answer = ask(client, address)

    assert (answer.status_code, answer.location) == (303, "/sign-in/code")
    assert [letter.to_address for letter in letters()] == ([BEN] if address == BEN else [])
    assert client.post("/sign-in/code", data={"code": "000000"}).status_code == 422


def test_the_page_after_asking_differs_only_by_the_masked_address(event, browse):
    pages = []
    for address in (BEN, "bxn@demo.example"):
        client = browse()
        pages.append(without_tokens(client.get(ask(client, address).location).text))

    assert pages[0] == pages[1]


def test_an_address_gets_five_letters_an_hour_from_one_place_and_the_answer_stays_the_same(event, browse):
    answers = [ask(browse()) for _ in range(7)]

    assert len(letters()) == 5
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/sign-in/code")}


def test_nobody_ends_a_letter_that_somebody_else_waits_for_by_asking_too(event, browse):
    ben, stranger = browse(), browse()
    ask(ben)

    for _ in range(5):
        ask(stranger)

    assert ben.post(link_in(letters()[0])).status_code == 303


def test_one_place_cannot_use_up_the_letters_that_another_may_ask_for(event, browse):
    for _ in range(9):
        browse().post("/sign-in/link", data={"address": BEN}, environ_overrides={"REMOTE_ADDR": "198.51.100.7"})

    ask(browse())

    assert len(letters()) == 6


def test_an_address_gets_twenty_letters_an_hour_wherever_they_are_asked_for(event, browse):
    for n in range(25):
        browse().post("/sign-in/link", data={"address": BEN}, environ_overrides={"REMOTE_ADDR": f"2001:db8:0:{n}::1"})

    assert len(letters()) == 20


def test_one_household_is_one_place_however_many_addresses_it_has(event, browse):
    for n in range(9):
        browse().post("/sign-in/link", data={"address": BEN}, environ_overrides={"REMOTE_ADDR": f"2001:db8::{n}"})

    assert len(letters()) == 5


def test_a_disabled_person_gets_no_letter(event, browse):
    factories.user(BEN).disabled_at = utcnow()
    db.session.commit()

    ask(browse())

    assert letters() == []


def test_something_that_is_no_address_is_said_so_and_kept(event, browse):
    answer = ask(browse(), "ben at demo")

    assert answer.status_code == 422
    assert 'value="ben at demo"' in answer.text


def test_the_mailed_address_is_built_from_the_settings_and_never_from_the_request(event, browse):
    ask(browse())

    assert "http://localhost/sign-in/link/" in letters()[0].text


def test_after_signing_in_the_page_asked_for_opens(event, browse):
    client = browse()
    ask(client, CLEO, next="/account")

    assert client.post(link_in(letters()[0])).location == "/account"


def test_twenty_posts_of_one_link_at_once_make_one_sign_in(event, app):
    client = app.test_client()
    ask(client, ADA)
    path, statuses = link_in(letters()[0]), []
    cookie = client.get_cookie("workshop").value

    def press():
        with app.app_context():
            phone = app.test_client()
            phone.set_cookie("workshop", cookie)
            statuses.append(phone.post(path).status_code)

    threads = [Thread(target=press) for _ in range(20)]
    db.session.remove()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [303] + [410] * 19
    assert n_sign_ins() == 1
