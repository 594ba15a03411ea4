"""When a device was last seen: the one write that a GET may cause."""

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.cast import BEN
from workshop.accounts.models import SignIn
from workshop.database import utcnow
from workshop.extensions import db
from workshop.turns import Turns


def seen_at():
    return db.session.scalars(select(SignIn.seen_at)).one()


def test_it_is_written_at_most_every_five_minutes(event, browse):
    client, begun = browse(as_=BEN), utcnow()
    first = seen_at()

    with time_machine.travel(begun + timedelta(minutes=4), tick=False):
        client.get("/account")
        assert seen_at() == first
    with time_machine.travel(begun + timedelta(minutes=6), tick=False):
        client.get("/account")
        assert seen_at() - begun == timedelta(minutes=6)


def test_a_page_is_shown_although_the_database_takes_no_write(event, browse, monkeypatch):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite locks the whole database")
    monkeypatch.setattr("workshop.database.sqlite.WAIT_SECONDS", 0.1)
    client, other = browse(as_=BEN), db.engine.connect()

    with time_machine.travel(utcnow() + timedelta(minutes=6)), other.begin():
        other.exec_driver_sql("UPDATE sign_ins SET device = 'held'")
        page = client.get("/account")

    other.close()
    assert page.status_code == 200


def test_a_page_is_shown_although_no_connection_is_free_to_save(event, browse, monkeypatch):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("only a server's connections stand in lines")
    client, pool = browse(as_=BEN), db.engine.pool
    db.session.remove()
    monkeypatch.setattr(pool, "_timeout", 0.05)
    monkeypatch.setattr(pool._lines["save"], "turns", Turns(0))

    with time_machine.travel(utcnow() + timedelta(minutes=6)):
        answer = FlaskClient.open(client, "/account", headers={"Sec-Fetch-Site": "same-origin"})

    monkeypatch.undo()
    assert answer.status_code == 200
