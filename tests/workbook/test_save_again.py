"""A page saves once more: what its last save left is not read again, and not believed either."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from tests import factories
from tests.cast import BEN
from tests.workbook.test_who_asks import OVER
from workshop.accounts.models import SignIn, User
from workshop.answers.models import Answer
from workshop.answers.remembering import REMEMBERED_FOR
from workshop.database import utcnow
from workshop.events.models import Event, Participant, Step
from workshop.extensions import db

BEFORE = timedelta(minutes=2)


class Typing:
    """Somebody who types into one open page, whose script saves at each pause."""

    def __init__(self, sheet, question: str = "objective"):
        self.sheet, self.form, self.question, self.seq = sheet, sheet.open(), question, 0

    def save(self, words: str, **more: str):
        """The answer to a save of these words."""
        self.seq += 1
        self.form.fill(self.question, words)
        self.form.set("seq", str(self.seq))
        answer = self.sheet.script(self.form, **more)
        for name, was in (answer.json or {}).get("was", {}).items():
            self.form.set(name, was)
        return answer


@pytest.fixture
def typing(open_sheet) -> Typing:
    """Ben, who has saved twice: the second time the sheet was there."""
    page = Typing(open_sheet("objectives"))
    for words in ("Fewer calls", "Fewer calls by June"):
        assert page.save(words).status_code == 200
    return page


def words() -> list[str]:
    return list(db.session.scalars(select(Answer.text).where(Answer.text.is_not(None))))


def test_nothing_is_read_again(typing, statements):
    statements.clear()

    answer = typing.save("Fewer calls by May")

    storing = ["WITH"] if db.engine.dialect.name == "postgresql" else ["UPDATE", "INSERT", "INSERT"]
    assert [one.split()[0] for one in statements] == storing
    assert (answer.status_code, answer.json["receipt"]["revision"]) == (200, 3)
    assert words() == ["Fewer calls by May"]


def test_the_receipt_says_the_same_as_one_that_was_read(typing, open_sheet):
    again = typing.save("Fewer calls by May").json
    typing.sheet.browser.application.extensions["last_saves"]._kept.clear()
    anew = typing.save("Fewer calls by April").json

    assert again.keys() == anew.keys()
    assert again["receipt"].keys() == anew["receipt"].keys()
    assert again["receipt"]["revision"] + 1 == anew["receipt"]["revision"]


@pytest.mark.parametrize("over", OVER)
def test_whoever_is_not_signed_in_any_more_stores_nothing(typing, over):
    db.session.execute(OVER[over](utcnow()))
    db.session.commit()

    assert typing.save("Not any more").status_code == 401
    assert words() == ["Fewer calls by June"]


def test_whose_sign_in_is_somebody_elses_by_now_stores_nothing(typing):
    db.session.execute(update(SignIn).values(user_id=factories.user("cleo@demo.example").id))
    db.session.commit()

    assert typing.save("Not any more").status_code == 404
    assert words() == ["Fewer calls by June"]


def test_whose_seat_was_taken_away_stores_nothing(typing):
    ben = select(User.id).where(User.address == BEN)
    db.session.execute(update(Participant).where(Participant.user_id.in_(ben)).values(removed_at=utcnow()))
    db.session.commit()

    assert typing.save("Not any more").status_code == 404
    assert words() == ["Fewer calls by June"]


@pytest.mark.parametrize("what", [Step, Event])
def test_what_closed_meanwhile_is_told_and_keeps_the_words_aside(typing, what):
    db.session.execute(update(what).values(closed_at=utcnow() - BEFORE))
    db.session.commit()

    answer = typing.save("Too late")

    assert answer.status_code == 409
    assert "closed" in answer.json
    assert words() == ["Fewer calls by June"]


def test_what_another_device_wrote_is_not_overwritten(typing, open_sheet):
    laptop = Typing(open_sheet("objectives"))
    assert laptop.save("From the laptop").status_code == 200

    answer = typing.save("From the phone")

    assert answer.status_code == 409
    assert "laptop" in answer.json["conflict"]
    assert words() == ["From the laptop"]


def test_both_devices_go_on_where_they_write_different_answers(typing, open_sheet):
    laptop = Typing(open_sheet("objectives"), "help")
    for number in range(3):
        assert laptop.save(f"Laptop {number}").status_code == 200
        assert typing.save(f"Phone {number}").status_code == 200

    assert sorted(words()) == ["Laptop 2", "Phone 2"]


def test_a_page_of_another_sheet_is_not_taken_for_this_one(typing, open_sheet):
    other = Typing(open_sheet("needs"), "need")
    other.form.set("writer", next(value for name, value in typing.form.fields if name == "writer"))
    other.sheet.path = typing.sheet.path

    assert other.save("Somewhere else").status_code in (400, 404)
    assert words() == ["Fewer calls by June"]


def test_what_is_not_everyday_is_read_anew(typing):
    added = typing.save("Fewer calls by May", action="add")

    assert added.status_code == 200
    assert "body" in added.json
    assert words() == ["Fewer calls by May"]


def test_after_a_minute_it_is_read_again(typing, statements):
    statements.clear()

    with time_machine.travel(utcnow() + REMEMBERED_FOR, tick=False):
        answer = typing.save("Fewer calls by May")

    assert answer.status_code == 200
    assert statements[0].startswith("SELECT")


def test_a_device_that_saves_without_a_pause_is_still_seen(typing):
    began = utcnow()
    for half_minutes in range(1, 13):
        with time_machine.travel(began + half_minutes * timedelta(seconds=30), tick=False):
            assert typing.save(f"Words {half_minutes}").status_code == 200

    seen = db.session.scalar(select(SignIn.seen_at).where(SignIn.user_id == factories.user(BEN).id).limit(1))
    assert seen > began + timedelta(minutes=4)
