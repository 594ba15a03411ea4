"""The operator's monitor reads how the site is, and nothing about anybody."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import ADA, OMAR
from tests.insights.people import OBJECTIVE, seats, write
from workshop.config import BadSetting, Settings
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.outbox import enqueue
from workshop.mail.rendering import Letter
from workshop.operations.metrics import fullness, of_database, step_of

TOKEN = "a token of the monitor: 0123456789"
NUMBERS_OF_THE_MACHINE = re.compile(r"^workshop_(disk_free_bytes|\w+_seconds) .*$", re.MULTILINE)


@pytest.fixture
def with_token(app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], metrics_token=TOKEN))


def test_on_the_machine_itself_it_is_read_without_a_token(event, browse):
    answer = browse().get("/metrics")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "workshop_database_up 1\n" in answer.text
    assert "workshop_events_open 1\n" in answer.text


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("203.0.113.9", {}),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}),
        ("127.0.0.1", {"X-Forwarded-Host": "workshop.example"}),
        ("127.0.0.1", {"X-Forwarded-Proto": "https"}),
        ("127.0.0.1", {"Forwarded": "for=1"}),
        ("127.0.0.1", {"Via": "1.1 proxy"}),
    ],
)
@pytest.mark.parametrize("reader", [None, ADA, OMAR])
def test_from_elsewhere_it_is_not_there(event, browse, reader, address, headers):
    answer = browse(as_=reader).get("/metrics", environ_base={"REMOTE_ADDR": address}, headers=headers)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("given", "status"), [(f"Bearer {TOKEN}", 200), ("Bearer another", 404), (TOKEN, 404), ("", 404), ("Bearer é", 404)]
)
def test_where_a_token_is_set_it_opens_the_page_and_nothing_else_does(event, with_token, browse, given, status):
    headers = {"Authorization": given}

    for address in ("203.0.113.9", "127.0.0.1"):
        answer = browse().get("/metrics", environ_base={"REMOTE_ADDR": address}, headers=headers)
        assert answer.status_code == status


def test_nothing_moves_when_people_come_and_write(event, browse):
    before = browse().get("/metrics").text
    for seat in seats(event, "Claims", 7):
        write(seat, "objectives", OBJECTIVE, done_at=utcnow())
    db.session.commit()

    after = browse().get("/metrics").text

    assert NUMBERS_OF_THE_MACHINE.sub("", after) == NUMBERS_OF_THE_MACHINE.sub("", before)


def test_letters_are_counted_and_never_told(event, browse):
    now = utcnow()
    enqueue(db.session, dedupe_key="x", kind="welcome", to=ADA, letter=Letter("Your account", "Hello"), now=now)
    db.session.commit()

    text = browse().get("/metrics").text

    assert 'workshop_letters{state="queued"} 0\n' in text
    assert ADA not in text


@pytest.mark.parametrize(("n", "told"), [(0, 0), (1, 0), (9, 0), (10, 10), (99, 10), (100, 100), (12345, 10000)])
def test_letters_are_told_in_steps(n, told):
    assert step_of(n) == told


@pytest.mark.parametrize(("minutes", "told"), [(0, 0), (4, 0), (6, 300), (11, 600)])
def test_how_long_a_letter_waits_is_told_in_steps_of_five_minutes(app, minutes, told):
    now = utcnow()
    enqueue(db.session, dedupe_key="x", kind="welcome", to=ADA, letter=Letter("Your account", "Hello"), now=now)

    found = {one.name: one.value for one in of_database(db.session, now=now + timedelta(minutes=minutes))}

    assert found["letter_wait_seconds"] == told


@pytest.mark.parametrize(("n", "told"), [(0, 0.0), (1, 0.0), (399, 0.0), (401, 0.1), (3999, 0.9), (4000, 1.0)])
def test_open_pages_are_told_in_tenths_of_what_a_process_can_hold(n, told):
    assert fullness(n, 4000).value == told


def test_a_token_that_is_too_short_is_refused():
    with pytest.raises(BadSetting, match="METRICS_TOKEN"):
        Settings(secret_key="0123456789abcdefghijklmnopqrstuvwxyz", metrics_token="short")
