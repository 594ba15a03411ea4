"""The second step at sign-in: switched on with an app, asked after the first proof, never twice with one code."""

import logging
import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select, text

from tests import factories
from tests.accounts.pages import letters, link_in
from tests.cast import ADA, BEN, PASSWORD
from workshop.accounts import second_factor
from workshop.accounts.hashing import hash_password
from workshop.accounts.models import RecoveryCode, SecondFactor
from workshop.audit.models import AuditEntry
from workshop.database import utcnow
from workshop.extensions import Base, db

HASH = hash_password(PASSWORD)
PAGE = "/account/second-step"


@pytest.fixture
def ada(event):
    user = factories.user(ADA)
    user.password_hash = HASH
    db.session.commit()
    return user


@pytest.fixture
def secret(ada, browse) -> str:
    """Ada has begun, and her app knows the secret."""
    ada_here = browse(as_=ADA)
    ada_here.post(PAGE, data={"current": PASSWORD})
    return re.search(r"<code>([A-Z2-7]{32})</code>", ada_here.get(PAGE).text)[1]


@pytest.fixture
def codes(secret, browse) -> list[str]:
    """Ada has confirmed; her recovery codes."""
    page = browse(as_=ADA).post(f"{PAGE}/confirmation", data={"code": shown(secret, -30)})
    return re.findall(r"<code>([a-z2-9-]{14})</code>", page.text)


def shown(secret: str, seconds: int = 0) -> str:
    """What the app shows so many seconds from now."""
    return pyotp.TOTP(secret).at(utcnow() + timedelta(seconds=seconds))


def with_password(client):
    return client.post("/sign-in", data={"address": ADA, "password": PASSWORD, "next": "/events"})


def step(client, code: str):
    return client.post("/sign-in/second-step", data={"code": code})


def test_the_secret_is_drawn_and_written_until_it_is_confirmed(ada, browse):
    client = browse(as_=ADA)
    assert "<svg" not in client.get(PAGE).text

    client.post(PAGE, data={"current": PASSWORD})

    page = client.get(PAGE)
    assert "<svg" in page.text
    assert "style=" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_beginning_asks_for_the_password(ada, browse):
    assert browse(as_=ADA).post(PAGE, data={"current": "wrong"}).status_code == 422
    assert db.session.scalars(select(SecondFactor)).all() == []


def test_nobody_is_asked_before_the_app_has_shown_that_it_knows_the_secret(secret, browse):
    assert browse(as_=ADA).post(f"{PAGE}/confirmation", data={"code": "000000"}).status_code == 422
    assert with_password(browse()).location == "/events"


def test_after_the_password_the_code_is_asked_and_then_opens_the_page_asked_for(secret, codes, browse):
    client = browse()

    half = with_password(client)
    assert (half.location, client.get("/events").status_code) == ("/sign-in/second-step", 302)
    whole = step(client, shown(secret))

    assert (whole.status_code, whole.location) == (303, "/events")
    assert client.get("/events").status_code == 200


def test_after_a_mailed_link_it_is_asked_too(secret, codes, browse):
    client = browse()
    client.post("/sign-in/link", data={"address": ADA})

    assert client.post(link_in(letters()[0])).location == "/sign-in/second-step"
    assert client.get("/account").status_code == 302
    assert step(client, shown(secret)).status_code == 303


def test_a_code_is_never_taken_twice_and_none_that_is_older(secret, codes, browse):
    first, second = browse(), browse()
    with_password(first)
    with_password(second)
    code = shown(secret)
    assert step(first, code).status_code == 303

    assert step(second, code).status_code == 422
    assert step(second, shown(secret, -30)).status_code == 422
    assert step(second, shown(secret, 30)).status_code == 303


@pytest.mark.parametrize(("seconds", "status"), [(-90, 422), (90, 422), (30, 303)])
def test_a_clock_may_differ_by_half_a_minute(secret, codes, browse, seconds, status):
    client = browse()
    with_password(client)

    assert step(client, shown(secret, seconds)).status_code == status


def test_a_recovery_code_works_once(codes, browse):
    first, second = browse(), browse()
    with_password(first)
    with_password(second)

    assert len(set(codes)) == 10
    assert step(first, codes[3].upper().replace("-", " ")).status_code == 303
    assert step(second, codes[3]).status_code == 422
    assert "9 recovery codes" in first.get(PAGE).text


def test_ten_wrong_codes_close_the_app_but_not_the_recovery_codes(secret, codes, browse):
    client = browse()
    with_password(client)
    statuses = [step(client, "000000").status_code for _ in range(11)]

    assert statuses == [422] * 9 + [429] * 2
    assert step(client, shown(secret)).status_code == 429
    assert step(client, codes[0]).status_code == 303


def test_a_stranger_without_her_password_uses_up_none_of_her_codes(secret, codes, browse):
    stranger, ada = browse(), browse()
    stranger.post("/sign-in", data={"address": ADA, "password": "a guess at her password"})
    refused = {step(stranger, "000000").location for _ in range(11)}
    with_password(ada)

    assert refused == {"/sign-in"}
    assert step(ada, shown(secret)).location == "/events"


def test_half_in_is_not_in_and_lasts_ten_minutes(secret, codes, browse):
    client = browse()
    with_password(client)

    with time_machine.travel(utcnow() + timedelta(minutes=11)):
        answer = step(client, shown(secret))

    assert answer.location == "/sign-in"
    assert browse().get("/sign-in/second-step").location == "/sign-in"


def test_switching_it_on_signs_other_devices_out(secret, browse):
    other = browse(as_=ADA)

    browse(as_=ADA).post(f"{PAGE}/confirmation", data={"code": shown(secret)})

    assert other.get("/account").status_code == 302


def test_switching_off_asks_for_the_password(codes, browse):
    client = browse(as_=ADA)
    assert client.post(f"{PAGE}/ending", data={"current": "wrong"}).status_code == 422

    client.post(f"{PAGE}/ending", data={"current": PASSWORD})

    assert with_password(browse()).location == "/events"
    assert db.session.scalars(select(RecoveryCode)).all() == []
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[:2] == ["second_step.set", "second_step.ended"]


def test_a_password_may_be_shorter_with_it_and_has_to_be_longer_again_without(codes, browse):
    client, short = browse(as_=ADA), "heronlid"
    assert client.post("/account/password", data={"current": PASSWORD, "new": short}).status_code == 303

    refused = client.post(f"{PAGE}/ending", data={"current": short})

    assert refused.status_code == 422
    assert "at least 15 characters" in refused.text


def test_without_it_eight_characters_are_too_few(ada, browse):
    answer = browse(as_=ADA).post("/account/password", data={"current": PASSWORD, "new": "heronlid"})

    assert "Use at least 15 characters." in answer.text


def test_the_secret_and_the_recovery_codes_stand_in_no_table_no_log_and_no_download(secret, codes, browse, caplog):
    caplog.set_level(logging.DEBUG)
    client = browse()
    with_password(client)
    step(client, shown(secret))
    stored = "".join(str(db.session.execute(text(f'SELECT * FROM "{table}"')).all()) for table in Base.metadata.tables)
    told = (
        stored
        + "".join(r.getMessage() for r in caplog.records)
        + client.get("/account/data.json").text
        + client.get(PAGE).text
    )

    assert [word for word in (secret, *codes) if word in told] == []


def test_the_operator_can_end_it_for_somebody_who_has_lost_everything(codes, app, browse):
    ended = app.test_cli_runner().invoke(args=["end-second-step", ADA])

    assert ended.exit_code == 0, ended.output
    assert with_password(browse()).location == "/events"
    assert app.test_cli_runner().invoke(args=["end-second-step", "nobody@demo.example"]).exit_code == 1


def test_of_five_uses_of_one_code_the_first_counts(secret, codes, event, app):
    user, code, now = factories.user(ADA), shown(secret), utcnow()

    answers = [second_factor.answer(db.session, user, code, pepper=app.config["SECRET_KEY"], now=now) for _ in range(5)]

    assert [one.value for one in answers] == ["right"] + ["wrong"] * 4


def test_who_has_no_password_is_told_to_set_one_first(event, browse):
    page = browse(as_=BEN).get(PAGE)

    assert (page.status_code, "First set a password" in page.text) == (200, True)
