"""Joining a room with its code."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.accounts.pages import code_in, letters, without_tokens
from tests.cast import ADA, BEN, CLEO
from workshop.accounts.models import SignIn, User
from workshop.database import utcnow
from workshop.events import joining
from workshop.events.joining import sign_in_ends
from workshop.events.models import Event, EventTeam, Participant, RosterLine
from workshop.events.seats import take_over
from workshop.extensions import db

NEW = "nia@private.example"


def team_id(event: Event, name: str = "Claims") -> int:
    return db.session.scalar(select(EventTeam.id).where(EventTeam.event_id == event.id, EventTeam.name == name))


def join(client, event, address=NEW, **further):
    return client.post(f"/join/{event.code}", data={"address": address, "team": team_id(event)} | further)


def expect(event, address, team="Service") -> None:
    line = RosterLine(event_id=event.id, event_team_id=team_id(event, team), address=address, address_key=address)
    db.session.add(line)
    db.session.commit()


def seat_under(address: str) -> Participant:
    return db.session.scalars(select(Participant).join(Participant.user).where(User.address_key == address)).one()


@pytest.mark.parametrize("typed", ["HERON-42", "heron 42", "Heron42", " HERON – 42 "])
def test_a_code_is_understood_however_it_is_typed(event, browse, typed):
    assert browse().post("/join", data={"code": typed}).location == "/join/HERON-42"
    assert browse().get("/join", query_string={"code": typed}).location == "/join/HERON-42"


def test_the_door_says_which_room_it_is_and_who_sees_what(event, browse):
    page = browse().get("/join/heron-42").text

    assert "Join ‘Who are your customers?’" in page
    assert "Who sees what I write here?" in page
    assert "Northgate" in page


def test_joining_makes_a_provisional_user_with_one_seat_and_signs_in(event, browse):
    client = browse()

    answer = join(client, event, name="Nia")

    seat = seat_under(NEW)
    assert (answer.status_code, answer.location) == (303, "/workbook/HERON-42")
    assert (seat.user.name, seat.user.is_proven, seat.team.name, seat.is_expected) == ("Nia", False, "Claims", False)
    assert client.get("/account").status_code == 200


def test_who_is_on_the_roster_need_not_name_a_team(event, browse):
    expect(event, NEW)

    answer = browse().post("/join/HERON-42", data={"address": NEW})

    assert answer.status_code == 303
    assert (seat_under(NEW).team.name, seat_under(NEW).is_expected) == ("Service", True)


def test_who_is_not_on_the_roster_is_asked_for_the_team_and_nothing_typed_is_lost(event, browse):
    answer = browse().post("/join/HERON-42", data={"address": NEW, "name": "Nia", "shared": "1"})

    assert answer.status_code == 422
    assert (
        "One more question: which team are you in? The facilitator’s list does not say it for this address." in answer.text
    )
    assert "<title>Join" in answer.text
    assert "Check 1 answer" not in answer.text
    assert f'value="{NEW}"' in answer.text
    assert 'value="Nia"' in answer.text
    assert "checked" in answer.text


def test_who_was_asked_for_the_team_and_left_it_out_is_told_so(event, browse):
    answer = browse().post("/join/HERON-42", data={"address": NEW, "asked-team": "1"})

    assert answer.status_code == 422
    assert "Check 1 answer" in answer.text
    assert "Choose your team." in answer.text


def test_a_team_of_another_event_is_no_team_here(event, harbour, browse):
    answer = browse().post("/join/HERON-42", data={"address": NEW, "team": team_id(harbour, "Cranes")})

    assert answer.status_code == 422


@pytest.mark.parametrize(("field", "typed"), [("address", "nia at private"), ("name", "N" * 81), ("name", "\u200b\u200b")])
def test_what_cannot_be_taken_is_said_and_kept(event, browse, field, typed):
    answer = join(browse(), event, **{"address": NEW, field: typed})

    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert db.session.scalar(select(func.count(User.id)).where(User.address == NEW)) == 0


@pytest.mark.parametrize("state", ["unknown", "not yet", "closed"])
def test_codes_that_let_nobody_in_look_alike(event, browse, state):
    code = "HERON-42" if state != "unknown" else "HERON-43"
    event.opened_at = event.opened_at if state != "not yet" else None
    event.closed_at = utcnow() if state == "closed" else None
    db.session.commit()

    pages = [browse().get(f"/join/{code}"), browse().post(f"/join/{code}", data={"address": NEW})]

    plain = without_tokens(browse().get("/join/GNU-99").text).replace("GNU-99", code)
    assert [page.status_code for page in pages] == [404, 404]
    assert {without_tokens(page.text) for page in pages} == {plain}


def test_a_member_of_staff_gains_nothing_by_their_address_being_typed(event, browse):
    client = browse()

    join(client, event, ADA)

    assert client.get("/events").status_code == 404
    assert client.get("/events/HERON-42").status_code == 404
    assert factories.user(ADA).is_proven


def test_joining_never_opens_the_workbook_of_a_proven_user(event, harbour, browse):
    """Ben has proven his address and sits in HERON-42; somebody types it at WREN-63."""
    client = browse()

    client.post("/join/WREN-63", data={"address": BEN, "team": team_id(harbour, "Cranes")})

    assert client.get("/workbook/WREN-63").status_code == 200
    assert client.get("/workbook/HERON-42").status_code == 404
    assert "Ben" not in client.get("/account").text.replace(BEN, "")


def test_an_address_that_is_seated_is_not_let_in_but_mailed_a_code(event, browse):
    client = browse()

    answer = join(client, event, BEN)

    page = client.get(answer.location)
    assert "This address is already in the room. We have mailed it a 6-digit code." in page.text
    assert client.get("/account").status_code == 302
    assert [letter.to_address for letter in letters()] == [BEN]
    assert client.post("/sign-in/code", data={"code": code_in(letters()[0])}).location == "/workbook/HERON-42"


def test_a_proven_person_joins_with_their_own_account(event, browse):
    client = browse(as_=CLEO)

    page = client.get("/join/HERON-42").text
    answer = client.post("/join/HERON-42", data={"own": "1", "team": team_id(event)})

    assert "Join as c…o@demo.example" in page
    assert answer.status_code == 303
    assert seat_under(CLEO).user_id == factories.user(CLEO).id


def test_the_facilitator_is_shown_to_her_control_room(event, browse):
    assert browse(as_=ADA).get("/join/HERON-42").location == "/events/HERON-42"


def test_a_device_that_joined_is_asked_whether_it_is_the_same_person(event, browse):
    client = browse()
    join(client, event)

    page = client.get("/join/HERON-42").text

    assert "Someone has joined on this device" in page
    assert NEW not in page
    assert client.get("/join/HERON-42?new=1").status_code == 200


def test_someone_else_on_the_same_device_gets_a_seat_of_their_own(event, browse):
    client = browse()
    join(client, event)

    join(client, event, "zoe@private.example")

    sign_ins = db.session.scalars(select(SignIn).order_by(SignIn.id)).all()
    assert [sign_in.ended_at is None for sign_in in sign_ins] == [False, True]
    assert seat_under(NEW).removed_at is None


@pytest.mark.parametrize(("shared", "has_end"), [("", True), ("1", False)])
def test_on_a_phone_that_is_not_ones_own_the_cookie_ends_with_the_browser(event, browse, shared, has_end):
    answer = join(browse(), event, **({"shared": shared} if shared else {}))

    assert ("Expires=" in answer.headers["Set-Cookie"]) == has_end
    assert db.session.scalars(select(SignIn)).one().is_shared == (not has_end)


def test_a_seat_taken_away_is_not_taken_back_by_joining(event, browse):
    seat = factories.seat(event, CLEO)
    seat.removed_at = utcnow()
    db.session.commit()

    answer = browse(as_=CLEO).post("/join/HERON-42", data={"own": "1"})

    assert answer.status_code == 422
    assert "Please ask them" in answer.text


def test_who_joins_stays_signed_in_until_noon_of_the_day_after(event):
    event.zone, event.ends_at = "America/Toronto", datetime(2026, 11, 24, 17, tzinfo=UTC)

    assert sign_in_ends(event, now=datetime(2026, 11, 24, 15, tzinfo=UTC)) == datetime(2026, 11, 25, 17, tzinfo=UTC)


def test_nobody_stays_signed_in_longer_than_a_week(event, browse):
    event.starts_at, event.ends_at = (utcnow() + timedelta(days=n) for n in (20, 21))
    db.session.commit()

    join(browse(), event)

    sign_in = db.session.scalars(select(SignIn)).one()
    assert sign_in.expires_at - sign_in.created_at == timedelta(days=7)


def test_joining_is_one_short_transaction_without_hashing(event, browse, statements, monkeypatch):
    monkeypatch.setattr("workshop.accounts.hashing._hasher", None)
    client = browse()
    place = team_id(event)
    statements.clear()

    client.post("/join/HERON-42", data={"address": NEW, "team": place})

    assert len([s for s in statements if s.startswith(("INSERT", "UPDATE"))]) == 4
    assert len(statements) < 25


def test_whoever_runs_workshops_sits_there_to_try_things_out_signed_in_or_not(event):
    factories.planner("eve@demo.example")

    joined = joining.join(db.session, event, address="eve@demo.example", team_id=event.teams[0].id, now=utcnow())

    assert joined.seat.is_staff


def test_a_seat_stays_a_participants_whatever_its_owner_becomes_before_they_prove_their_address(event):
    """Else appointing somebody would take them out of the counts, and the difference would tell of them."""
    joined = joining.join(db.session, event, address="bea@demo.example", team_id=event.teams[0].id, now=utcnow())

    take_over(db.session, user=factories.planner("bea@demo.example"), provisional=joined.user, now=utcnow())

    assert not joined.seat.is_staff
