"""Asking for the tipsheet by mail: one page for everybody, and a letter only where one is due."""

import pytest
from sqlalchemy import select

from tests.accounts.pages import letters, without_tokens
from tests.newsletter.readers import FAY, ask, later, link_to_confirm, reader, subscribe
from workshop.database import utcnow
from workshop.extensions import db
from workshop.newsletter.asking import forget_old
from workshop.newsletter.consents import ledger_of
from workshop.newsletter.models import PendingSubscription


def pending() -> list[PendingSubscription]:
    return list(db.session.scalars(select(PendingSubscription)))


def test_asking_makes_no_subscriber_but_a_letter_with_a_link(app, browse):
    answer = ask(browse(), first_name="Fay", last_name="Reader")

    assert (answer.status_code, answer.location) == (303, "/subscribe/asked")
    assert reader() is None
    assert [letter.to_address for letter in letters()] == [FAY]
    assert link_to_confirm() in letters()[0].text


def test_the_letter_holds_no_word_that_was_typed(app, browse):
    ask(browse(), first_name="Buy", last_name="Cheap pills")

    assert "Buy" not in letters()[0].text + letters()[0].subject
    assert "pills" not in letters()[0].text + letters()[0].subject


def test_known_unknown_and_gone_addresses_get_the_same_answer(app, browse):
    path = subscribe(browse(), "known@reader.example")
    subscribe(browse(), "gone@reader.example")
    browse().post(f"{path}/leaving")

    answers = [ask(browse(), address) for address in ("known@reader.example", "gone@reader.example", "new@reader.example")]

    assert {(answer.status_code, answer.location, without_tokens(answer.text)) for answer in answers} == {
        (303, "/subscribe/asked", without_tokens(answers[0].text))
    }


def test_a_subscriber_who_asks_again_reads_so_once_a_day(app, browse):
    subscribe(browse())
    before = len(letters())

    ask(browse())
    ask(browse())

    assert [letter.subject for letter in letters()[before:]] == ["You get the tipsheet of Workshop Companion already"]


def test_asking_again_within_ten_minutes_sends_no_second_link(app, browse):
    for minutes in (0, 9):
        with later(minutes=minutes):
            ask(browse())

    assert len(letters()) == 1


def test_asking_again_later_sends_three_links_in_all(app, browse):
    for minutes in (0, 11, 22, 33, 44):
        with later(minutes=minutes):
            ask(browse(), first_name=f"Name {minutes}")

    assert len(letters()) == 3
    assert [(one.n_letters, one.first_name) for one in pending()] == [(3, "Name 0")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"address": "fay at reader"}, "Write the whole e-mail address"),
        ({"consent": ""}, "Tick the box"),
        ({"first_name": "http://spam.example"}, "Write a name of at most 80 letters"),
        ({"last_name": "x" * 81}, "Write a name of at most 80 letters"),
        ({"began": "2026-11.forged"}, "Please press Subscribe once more"),
        ({"seconds": 0}, "Please press Subscribe once more"),
        ({"seconds": 25 * 3600}, "Please press Subscribe once more"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(app, browse, typed, sentence):
    answer = ask(browse(), **({"first_name": "Fay"} | typed))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{typed.get("address", FAY)}"' in answer.text
    assert pending() == []
    assert letters() == []


def test_a_program_that_fills_in_every_field_is_thanked_and_ignored(app, browse):
    answer = ask(browse(), website="https://spam.example")

    assert answer.location == "/subscribe/asked"
    assert pending() == []


def test_no_box_is_ticked_beforehand(app, browse):
    page = browse().get("/subscribe").text

    assert "checked" not in page


def test_one_place_asks_five_times_an_hour(app, browse):
    statuses = [ask(browse(), f"r{number}@d{number}.example").status_code for number in range(6)]

    assert statuses == [303] * 5 + [429]
    assert len(letters()) == 5


def test_one_household_is_one_place_however_many_addresses_it_has(app, browse):
    statuses = []
    for number in range(6):
        client = browse()
        client.environ_base["REMOTE_ADDR"] = f"2001:db8::{number}"
        statuses.append(ask(client, f"r{number}@d{number}.example").status_code)

    assert statuses == [303] * 5 + [429]


def test_an_address_gets_three_askings_a_day_whoever_types_it(app, browse):
    for number in range(5):
        client = browse()
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        with later(minutes=11 * number):
            assert ask(client).status_code == 303

    assert len(letters()) == 3


def test_the_ledger_holds_the_words_that_were_agreed_to(app, browse, settings):
    ask(browse())

    (line,) = ledger_of(db.session, FAY, pepper=settings.secret_key)
    assert (line.act, line.wording, line.source) == ("asked", "2026-11", "/subscribe")
    assert len(line.wording_hash) == 64


def test_an_asking_that_was_never_confirmed_is_deleted_after_four_days(app, browse):
    ask(browse())

    with later(hours=95):
        forget_old(db.session, now=utcnow())
        assert len(pending()) == 1
    with later(hours=97):
        forget_old(db.session, now=utcnow())
        assert pending() == []
