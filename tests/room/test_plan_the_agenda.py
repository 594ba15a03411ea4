"""The agenda as a list to put in order, and a plan that begins as a copy of another."""

import re
from datetime import timedelta

import pytest

from tests.cast import ADA
from tests.room.plans import filled_in, planned, steps


def rows_of(page) -> list[str]:
    """The kinds and worksheets of the page's agenda, in order."""
    sent = re.findall(r'name="step-(kind|worksheet)" value="([^"]*)"', page.text)
    kinds, keys = ([value for name, value in sent if name == part] for part in ("kind", "worksheet"))
    return [key or kind for kind, key in zip(kinds, keys, strict=True)]


@pytest.mark.parametrize(
    ("action", "adding", "rows"),
    [
        ("up-3", "", ["tipsheet", "needs", "objectives", "talk", "closing"]),
        ("up-1", "", ["tipsheet", "objectives", "needs", "talk", "closing"]),
        ("down-1", "", ["objectives", "tipsheet", "needs", "talk", "closing"]),
        ("down-4", "", ["tipsheet", "objectives", "needs", "talk", "closing"]),
        ("remove-4", "", ["tipsheet", "objectives", "needs", "closing"]),
        ("remove-5", "", ["tipsheet", "objectives", "needs", "talk", "closing"]),
        ("add", "action", ["tipsheet", "objectives", "needs", "talk", "action", "closing"]),
        ("add", "break", ["tipsheet", "objectives", "needs", "talk", "break", "closing"]),
        ("add", "needs", ["tipsheet", "objectives", "needs", "talk", "closing"]),
        ("agenda-60", "", ["words", "tipsheet", "objectives", "needs", "action", "closing"]),
        ("up-999999999", "", ["tipsheet", "objectives", "needs", "talk", "closing"]),
    ],
)
def test_buttons_put_the_agenda_in_order_and_store_nothing(browse, northgate, action, adding, rows):
    agenda = steps("tipsheet", "objectives", "needs", "talk", "closing")

    page = browse(as_=ADA).post("/events/new", data=filled_in(**agenda, action=action, adding=adding, title=""))

    assert page.status_code == 200
    assert rows_of(page) == rows
    assert "Claims, 12" in page.text
    assert planned() == []


def test_the_button_that_was_pressed_keeps_the_focus(browse, northgate):
    agenda = steps("tipsheet", "objectives", "needs", "talk", "closing")

    page = browse(as_=ADA).post("/events/new", data=filled_in(**agenda, action="up-4"))

    [button] = re.findall(r"<button[^>]*autofocus[^>]*>", page.text)
    assert 'value="up-3"' in button


def test_the_agenda_is_stored_in_its_order_with_minutes_and_words(browse, northgate):
    agenda = steps("talk", "needs", "objectives", "closing", minutes="12")
    browse(as_=ADA).post("/events/new", data=filled_in(client=northgate.public_id, **agenda))

    [event] = planned()
    assert [step.worksheet_key or step.kind for step in event.steps] == ["talk", "needs", "objectives", "closing"]
    talk, needs = [(step.minutes, step.prompt, step.groups_of) for step in event.steps[:2]]
    assert (talk, needs) == ((12, "Say hello", 3), (12, "", 0))
    assert event.ends_at - event.starts_at == timedelta(minutes=48)


def test_a_changed_plan_keeps_each_step_its_number(browse, event):
    ada = browse(as_=ADA)
    numbers = [step.number for step in event.steps]
    page = ada.get("/events/HERON-42/plan").text
    sent = {f"step-{part}": [] for part in ("kind", "worksheet", "minutes", "prompt", "number", "groups")}
    for name, value in re.findall(r'name="(step-[a-z]+)" value="([^"]*)"', page):
        sent[name].append(value)

    answer = ada.post("/events/HERON-42/plan", data=filled_in(client=event.client.public_id, teams="", **sent))

    assert answer.status_code == 422  # the teams are in use
    teams = "Claims\nService\nUnderwriting"
    ada.post("/events/HERON-42/plan", data=filled_in(client=event.client.public_id, teams=teams, **sent))
    assert [step.number for step in event.steps] == numbers


def test_ada_copies_an_event_that_she_hosts(browse, event):
    ada = browse(as_=ADA)
    event.floor, event.has_managers = 9, True
    assert 'href="/events/new?like=HERON-42"' in ada.get("/events").text

    page = ada.get("/events/new?like=HERON-42")

    assert 'value="Who are your customers?"' in page.text
    assert "Claims, 1\nService" in page.text
    assert rows_of(page) == ["tipsheet", "objectives", "needs", "strengths", "extra", "action", "closing"]
    assert 'name="step-number" value=""' in page.text
    assert re.search(r'name="managers" value="yes" checked', page.text)
    assert 'name="floor" value="9"' in page.text


def test_nobody_copies_what_they_do_not_host(browse, event, harbour):
    assert browse(as_=ADA).get("/events/new?like=WREN-63").status_code == 404


@pytest.mark.parametrize(("pace", "is_self_paced"), [("room", False), ("own", True)])
def test_ada_says_who_sets_the_pace(browse, northgate, pace, is_self_paced):
    browse(as_=ADA).post("/events/new", data=filled_in(client=northgate.public_id, pace=pace))

    [event] = planned()
    assert event.is_self_paced == is_self_paced
    assert re.search(f'name="pace" value="{pace}" checked', browse(as_=ADA).get(f"/events/{event.code}/plan").text)
