"""Guessing room codes."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from tests.cast import BEN
from workshop.accounts import attempts
from workshop.accounts.models import Attempt
from workshop.database import utcnow
from workshop.events import guesses
from workshop.extensions import db


@pytest.fixture(autouse=True)
def glances(monkeypatch) -> guesses.Glances:
    """A process that has just begun."""
    fresh = guesses.Glances()
    monkeypatch.setattr("workshop.events.door_access.glances", fresh)
    monkeypatch.setattr("workshop.events.door_access.slow_lane", guesses.SlowLane())
    return fresh


@pytest.fixture
def waited(monkeypatch) -> list[float]:
    """How long each page had to wait; nobody waits in the tests."""
    seconds: list[float] = []
    monkeypatch.setattr("workshop.events.door_access.time", SimpleNamespace(sleep=seconds.append))
    return seconds


def try_codes(client, n: int) -> list[int]:
    return [client.post("/join", data={"code": f"EMU-{number:02d}"}).status_code for number in range(10, 10 + n)]


def join(client, event, address: str):
    return client.post(f"/join/{event.code}", data={"address": address, "team": event.teams[0].id})


def test_a_crowd_that_joins_is_counted_in_many_rows_and_to_the_last_person(event):
    now = utcnow()
    for _person in range(100):
        guesses.count_join(db.session, event.code, "192.0.2.7", pepper="", now=now)
    keys = [(attempts.JOINS, attempts.key_hash("192.0.2.7", ""))]

    assert attempts.counted(db.session, keys, now=now) == [100]
    assert db.session.scalar(select(func.count()).where(Attempt.purpose == "join")) > 10


def test_after_sixty_wrong_codes_from_one_place_each_waits_for_its_turn(event, browse, waited):
    assert try_codes(browse(), 60) == [404] * 60
    assert waited == []

    assert try_codes(browse(), 1) == [404]
    assert len(waited) == 1


def test_whoever_waits_for_their_turn_to_guess_holds_up_nobody(app, event, browse, monkeypatch):
    held: list[int] = []
    resting = SimpleNamespace(sleep=lambda _seconds: held.append(app.extensions["turns"].n_taken))
    monkeypatch.setattr("workshop.events.door_access.time", resting)

    try_codes(browse(), 61)

    assert held == [0]


def test_a_neighbour_of_somebody_who_guesses_still_gets_in(event, browse, waited):
    try_codes(browse(), 60)

    assert browse().post("/join", data={"code": "HERON-42"}).status_code == 303
    assert browse().get("/join/HERON-42").status_code == 200
    assert len(waited) == 2


def test_the_slow_lane_holds_few_and_tells_the_others_when_to_come_back(event, browse, waited):
    try_codes(browse(), 60)

    refused = [page for page in (browse().get("/join/HERON-42") for _ in range(9)) if page.status_code == 429]

    assert (len(waited), len(refused)) == (6, 3)
    assert refused[0].headers["Retry-After"] == "10"
    assert "try yours again" in refused[0].text


def test_a_room_that_somebody_entered_from_a_place_stays_quick_to_enter_from_there(event, browse, waited):
    join(browse(), event, "first@demo.example")
    try_codes(browse(), 70)
    waited.clear()

    assert join(browse(), event, "second@demo.example").status_code == 303
    assert waited == []


def test_looking_at_wrong_addresses_counts_too_although_it_stores_nothing(event, browse, waited):
    statuses = [browse().get(f"/join/EMU-{number}").status_code for number in range(10, 72)]

    assert (statuses, len(waited)) == ([404] * 62, 2)
    assert db.session.scalars(select(Attempt)).all() == []


def test_turns_come_one_after_the_other_and_are_each_places_own():
    lane, now = guesses.SlowLane(), utcnow()

    waits = [lane.wait("192.0.2.1", now=now) for _ in range(8)]

    assert waits == [2, 4, 6, 8, 10, 12, None, None]
    assert lane.wait("192.0.2.2", now=now) == 2
    assert lane.wait("192.0.2.1", now=now + timedelta(seconds=60)) == 2


def test_every_join_buys_the_room_one_more_wrong_code(event, browse, waited):
    for n in range(5):
        join(browse(), event, f"p{n}@demo.example")
    try_codes(browse(), 65)
    assert waited == []

    try_codes(browse(), 1)
    assert len(waited) == 1


def test_a_big_room_behind_one_address_meets_no_429_and_never_waits(event, browse, waited):
    statuses = {
        join(client, event, f"p{n}@demo.example").status_code for n, client in enumerate(browse() for _ in range(150))
    }

    assert (statuses, waited) == ({303}, [])


def test_one_animal_tried_from_many_places_is_slow_for_those_who_were_wrong(app):
    now = utcnow()
    for n in range(guesses.FREE_ON_ONE_ANIMAL):
        guesses.count_wrong(db.session, f"HERON-{n % 90 + 10}", f"10.0.0.{n}", pepper="p", now=now)

    def quick(place: str, code: str = "HERON-42") -> bool:
        return guesses.is_quick(db.session, code, place, glances=0, pepper="p", now=now)

    assert (quick("10.0.0.7"), quick("192.0.2.1"), quick("10.0.0.7", "WREN-63")) == (False, True, True)


def test_the_table_of_attempts_names_nobody(event, browse):
    browse().post("/join", data={"code": "EMU-10"})
    browse().post("/sign-in/link", data={"address": BEN})

    keys = db.session.scalars(select(Attempt.key_hash)).all()
    assert len(keys) == 5
    assert {len(key) for key in keys} == {64}


def test_glances_are_forgotten_with_their_window(glances):
    now = utcnow()
    glances.note("192.0.2.9", now=now)

    assert glances.noted("192.0.2.9", now=now) == 1
    assert glances.noted("192.0.2.9", now=now.replace(year=now.year + 1)) == 0


def test_pictures_on_a_strangers_page_use_up_nobodys_tries(browse, event):
    hidden = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"}

    tried = {browse().get(f"/join/YAK-{number}", headers=hidden).status_code for number in range(10, 90)}

    assert tried == {404}
    assert browse().get("/join/HERON-42").status_code == 200


def test_what_nobody_looks_at_is_never_told_whether_a_code_is_right(browse, event):
    right = browse().get("/join/HERON-42", headers={"Sec-Fetch-Dest": "image"})

    assert right.status_code == 404
