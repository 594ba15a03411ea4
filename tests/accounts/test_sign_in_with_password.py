"""Signing in with a password."""

import threading

import pytest
from argon2 import low_level

from tests import factories
from tests.accounts.pages import without_tokens
from tests.cast import ADA, BEN, PASSWORD
from workshop.accounts import attempts
from workshop.accounts.hashing import hash_password
from workshop.accounts.models import SignIn
from workshop.audit.models import AuditEntry
from workshop.database import utcnow
from workshop.extensions import db

HASH = hash_password(PASSWORD)


@pytest.fixture
def ada(event):
    user = factories.user(ADA)
    user.password_hash = HASH
    db.session.commit()
    return user


def sign_in(client, address=ADA, password=PASSWORD, **further):
    return client.post("/sign-in", data={"address": address, "password": password} | further)


def test_the_right_password_signs_in_and_leads_a_facilitator_to_her_events(ada, browse):
    client = browse()

    answer = sign_in(client)

    assert (answer.status_code, answer.location) == (303, "/events")
    assert client.get("/account").status_code == 200


def test_the_address_may_be_typed_in_capitals(ada, browse):
    assert sign_in(browse(), "  ADA@Demo.Example ").status_code == 303


@pytest.mark.parametrize(("address", "password"), [(ADA, "wrong"), ("nobody@demo.example", PASSWORD), (ADA, ""), ("", "")])
def test_known_and_unknown_people_get_the_same_answer(ada, browse, address, password):
    answer = sign_in(browse(), address, password)

    assert answer.status_code == 401
    assert "E-mail or password is not right" in answer.text
    assert password == "" or password not in answer.text


def test_a_wrong_password_page_differs_only_by_what_was_typed(ada, browse):
    known, unknown = sign_in(browse(), ADA, "wrong").text, sign_in(browse(), "nil@demo.example", "wrong").text

    assert without_tokens(known).replace(ADA, "") == without_tokens(unknown).replace("nil@demo.example", "")


def test_a_person_without_a_password_cannot_sign_in_with_none(event, browse):
    assert sign_in(browse(), BEN, "").status_code == 401


def test_a_provisional_user_never_signs_in_with_a_password(event, browse):
    stranger = factories.user("new@demo.example", is_proven=False)
    stranger.password_hash = HASH
    db.session.commit()

    assert sign_in(browse(), "new@demo.example").status_code == 401


def test_a_disabled_person_is_not_let_in(ada, browse):
    ada.disabled_at = utcnow()
    db.session.commit()

    assert sign_in(browse()).status_code == 401


def test_signing_in_changes_the_identity_in_the_cookie(ada, browse):
    """Session fixation: nothing planted in the cookie before survives, and an older sign-in of this browser is ended."""
    client = browse(as_=BEN)
    with client.session_transaction() as cookie:
        before, cookie["planted"] = cookie["_user_id"], "by somebody"

    sign_in(client)

    with client.session_transaction() as cookie:
        assert cookie["_user_id"] != before
        assert "planted" not in cookie
    assert [s.ended_at is None for s in db.session.query(SignIn).order_by(SignIn.id)] == [False, True]


def test_staff_sign_ins_are_audited_without_an_address(ada, browse):
    sign_in(browse())

    entry = db.session.query(AuditEntry).one()
    assert (entry.act, entry.actor) == ("staff.signed_in", ada.public_id)


def test_wrong_tries_are_counted_in_the_database_and_forgotten_after_the_right_one(ada, browse, app):
    hashed = attempts.key_hash(ADA, app.config["SECRET_KEY"])
    for _ in range(3):
        sign_in(browse(), ADA, "wrong")
    assert attempts.counted(db.session, [(attempts.PASSWORDS, hashed)], now=utcnow()) == [3]

    sign_in(browse())

    assert attempts.counted(db.session, [(attempts.PASSWORDS, hashed)], now=utcnow()) == [0]


def test_many_wrong_tries_delay_but_never_lock_out(ada, browse, app, monkeypatch):
    waited = []
    monkeypatch.setattr("workshop.accounts.waiting.time.sleep", waited.append)
    for _ in range(12):
        sign_in(browse(), ADA, "wrong")

    answer = sign_in(browse())

    assert answer.status_code == 303
    assert waited[:2] == [0.25, 0.5]  # the first four wait for nothing
    assert max(waited) == attempts.LONGEST_DELAY


def test_a_flood_of_guesses_takes_few_places_and_keeps_nobody_else_out(ada, browse, monkeypatch):
    monkeypatch.setattr("workshop.accounts.waiting._places", threading.BoundedSemaphore(1))
    monkeypatch.setattr("workshop.accounts.waiting.time.sleep", lambda _: answers.append(sign_in(browse(), ADA, "wrong")))
    answers = []

    for _ in range(5):
        answers.append(sign_in(browse(), ADA, "wrong"))

    assert [one.status_code for one in answers] == [401, 401, 401, 401, 429, 401]
    assert "Too many tries" in answers[4].text
    assert sign_in(browse(), "somebody@northgate.example", "wrong").status_code == 401


def test_a_weaker_hash_is_replaced_when_its_owner_signs_in(ada, browse):
    ada.password_hash = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$" + _weak_digest()
    db.session.commit()

    sign_in(browse())

    assert factories.user(ADA).password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def _weak_digest() -> str:
    made = low_level.hash_secret(
        PASSWORD.encode(),
        b"somesaltsomesalt",
        time_cost=1,
        memory_cost=8,
        parallelism=1,
        hash_len=32,
        type=low_level.Type.ID,
    )
    return made.decode().rsplit("$", 1)[1]
