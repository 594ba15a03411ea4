"""A cookie that was rightly signed is read once, and holds no longer and no more than it did."""

from datetime import timedelta
from itertools import count

import pytest
import time_machine
from flask import Flask, Request
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import EnvironBuilder

from workshop.database import utcnow
from workshop.web import site

WEEK = timedelta(days=7)


@pytest.fixture
def read(app: Flask):
    """`read(cookie)`: what is in it, as the site reads it."""

    def opened(cookie: str) -> dict:
        name = app.config["SESSION_COOKIE_NAME"]
        request = Request(EnvironBuilder(headers={"Cookie": f"{name}={cookie}"}).get_environ())
        return app.session_interface.open_session(app, request)

    return opened


def signed(app: Flask, **what) -> str:
    """As another process of the site writes it."""
    return app.session_interface._serializer(app).dumps(what)


def test_it_says_the_same_each_time_and_is_read_once(app, read, monkeypatch):
    cookie, n_read = signed(app, csrf_token="abc", _fresh=True), count(1)
    loads = URLSafeTimedSerializer.loads
    monkeypatch.setattr(URLSafeTimedSerializer, "loads", lambda *given, **named: next(n_read) and loads(*given, **named))

    assert [dict(read(cookie)) for _again in range(3)] == [{"csrf_token": "abc", "_fresh": True}] * 3
    assert next(n_read) == 2


def test_what_this_process_has_written_it_knows_already(app, read, monkeypatch):
    cookie = app.session_interface.get_signing_serializer(app).dumps({"csrf_token": "abc", "_fresh": True})
    monkeypatch.setattr(URLSafeTimedSerializer, "loads", None)

    assert dict(read(cookie)) == {"csrf_token": "abc", "_fresh": True}


def test_what_this_process_has_written_holds_no_longer_than_any_other(app, read):
    cookie = app.session_interface.get_signing_serializer(app).dumps({"csrf_token": "abc"})

    with time_machine.travel(utcnow() + WEEK + timedelta(minutes=1), tick=False):
        assert dict(read(cookie)) == {}


def test_what_one_request_changes_no_other_reads(app, read):
    cookie = signed(app, csrf_token="abc")
    read(cookie)

    opened = read(cookie)
    opened["csrf_token"] = "other"
    opened["_user_id"] = "somebody"

    assert dict(read(cookie)) == {"csrf_token": "abc"}


def test_what_can_be_changed_in_its_place_is_read_anew(app, read):
    cookie = signed(app, _flashes=[("message", "Saved")])
    read(cookie)

    read(cookie)["_flashes"].append(("message", "Somebody else's"))

    assert len(read(cookie)["_flashes"]) == 1


def test_it_ends_after_a_week_though_it_is_remembered(app, read):
    cookie = signed(app, csrf_token="abc")
    assert read(cookie)

    with time_machine.travel(utcnow() + WEEK - timedelta(minutes=1)):
        assert read(cookie)
    with time_machine.travel(utcnow() + WEEK + timedelta(minutes=1)):
        assert not read(cookie)


def test_one_that_is_like_it_is_not_taken_for_it(app, read):
    cookie = signed(app, csrf_token="abc")
    assert read(cookie)

    told, _dot, signature = cookie.rpartition(".")
    assert not read(f"{told}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}")
    assert not read(cookie + "A")


def test_no_more_are_remembered_than_there_is_room_for(app, read, monkeypatch):
    monkeypatch.setattr(site, "MOST_REMEMBERED", 3)
    cookies = [signed(app, csrf_token=str(number)) for number in range(9)]

    for number, cookie in enumerate(cookies):
        assert read(cookie)["csrf_token"] == str(number)

    assert len(app.session_interface.get_signing_serializer(app)._read) <= 3


def test_signed_with_another_key_it_says_nothing(app, read, monkeypatch):
    cookie = signed(app, csrf_token="abc")
    assert read(cookie)

    monkeypatch.setattr(app, "secret_key", "another key, as long as it has to be: 0123456789")

    assert not read(cookie)
