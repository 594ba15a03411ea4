"""The planning page: what Ada fills in becomes an event, and the page says what it promises."""

import re

import pytest

from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.room.plans import filled_in, planned
from workshop.database import utcnow


def test_ada_plans_an_event_and_lands_in_its_control_room(browse, northgate):
    page = browse(as_=ADA).post("/events/new", data=filled_in(client=northgate.public_id, led="yes", floor="8"))

    [event] = planned()
    assert page.status_code == 303
    assert page.location == f"/events/{event.code}"
    assert (event.client, event.floor, event.is_led_by_one_manager) == (northgate, 8, True)
    assert event.starts_at.isoformat() == "2027-03-16T14:00:00+00:00"
    assert [team.name for team in event.teams] == ["Claims", "Service"]
    assert event.chosen_needs == ("speed", "right", "clarity", "ease", "care")
    assert [step.worksheet_key for step in event.steps if step.worksheet_key] == ["objectives", "needs", "action", "closing"]


def test_the_promise_says_nothing_of_managers_before_that_is_answered(browse, northgate):
    words = "Managers of people here are"
    like = {"client": northgate.public_id, "action": "promise"}

    assert words not in browse(as_=ADA).post("/events/new", data=filled_in(**like, managers="")).text
    assert words in browse(as_=ADA).post("/events/new", data=filled_in(**like, managers="no")).text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Write a title"),
        ("day", "soon", "Not a valid date value."),
        ("hour", "", "Write when it begins"),
        ("zone", "Mars/Base", "Choose a time zone from the list."),
        ("teams", "Claims\nclaims", "stands there twice"),
        ("step-kind", [], "Add at least one worksheet to the agenda."),
        ("step-minutes", ["soon"] * 5, "Write the minutes of step 1, from 0 to 600."),
        ("step-minutes", ["601"] * 5, "Write the minutes of step 1, from 0 to 600."),
        ("step-prompt", ["x" * 1001] * 5, "Shorten the words of step 1 to 1000 characters."),
        ("needs", ["speed"], "Choose five of the six needs; you chose 1."),
        ("led", "", "Say whether one manager leads most of these people."),
        ("managers", "", "Say whether managers of people here take part."),
        ("floor", "5", "A figure counts six people or more."),
        ("client", "", "Choose the client."),
        ("client", "public", "only webinars are open to the public"),
        ("minutes", "9", "Write a length from 10 to 600 minutes."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browse, northgate, field, value, sentence):
    page = browse(as_=ADA).post("/events/new", data=filled_in(client=northgate.public_id) | {field: value})

    assert page.status_code == 422
    assert sentence in page.text
    assert (value if field == "teams" else "Service, 11") in page.text
    assert planned() == []


@pytest.mark.parametrize(
    ("day", "hour", "sentence"),
    [("2027-03-14", "02:30", "does not exist there"), ("2026-11-01", "01:30", "comes twice there")],
)
def test_a_time_that_the_clocks_skip_or_repeat_gets_a_sentence(browse, northgate, day, hour, sentence):
    page = browse(as_=ADA).post("/events/new", data=filled_in(client=northgate.public_id, day=day, hour=hour))

    assert page.status_code == 422
    assert sentence in page.text


def test_the_preview_shows_the_words_people_will_read_and_stores_nothing(browse, northgate):
    page = browse(as_=ADA).post(
        "/events/new", data=filled_in(client=northgate.public_id, action="preview", led="yes", managers="yes", floor="9")
    )

    assert page.status_code == 200
    assert "except for the sheet about your manager’s objectives" in page.text
    assert "Managers of people here are taking part today." in page.text
    assert "at least 8 other people" in page.text
    assert planned() == []


def test_small_teams_are_put_together_when_ada_asks(browse, northgate):
    page = browse(as_=ADA).post(
        "/events/new", data=filled_in(client=northgate.public_id, teams="Claims, 6\nService, 5\nSales, 12", action="pool")
    )

    assert "Service + Claims, 11" in page.text
    assert planned() == []


@pytest.mark.parametrize(("minutes", "is_said"), [("45", True), ("50", False)])
def test_an_agenda_longer_than_the_workshop_is_said(browse, northgate, minutes, is_said):
    ada = browse(as_=ADA)
    answer = ada.post("/events/new", data=filled_in(client=northgate.public_id, minutes=minutes))

    assert ("The steps add up to" in ada.get(answer.location).text) == is_said


def test_a_public_webinar_has_no_client(browse, northgate):
    browse(as_=ADA).post("/events/new", data=filled_in(kind="webinar", client="public", teams="", admission="code"))

    [event] = planned()
    assert event.client is None
    assert [team.name for team in event.teams] == ["Everyone"]


def test_the_plan_can_be_changed_until_people_write(browse, event):
    page = browse(as_=ADA).post(
        "/events/HERON-42/plan",
        data=filled_in(
            client=event.client.public_id, title="Another title", teams="Claims\nService\nUnderwriting", floor="7"
        ),
    )

    assert page.status_code == 303
    assert (event.title, event.floor) == ("Another title", 7)


def test_a_team_with_people_in_it_is_kept_and_said(browse, event):
    page = browse(as_=ADA).post("/events/HERON-42/plan", data=filled_in(client=event.client.public_id, teams="Service"))

    assert page.status_code == 422
    assert "People are expected in the team “Claims”." in page.text
    assert [team.name for team in event.teams] == ["Claims", "Service", "Underwriting"]


def test_once_people_sit_there_what_they_were_told_stays_and_what_was_typed_too(browse, event):
    data = filled_in(client=event.client.public_id, title="Another title", managers="yes", teams="Claims\nService")

    page = browse(as_=ADA).post("/events/HERON-42/plan", data=data)

    assert page.status_code == 422
    assert "People have sat down and read who sees what: this stays as it was." in page.text
    assert 'value="Another title"' in page.text
    assert not event.has_managers


def test_after_the_first_answer_only_title_and_time_change(browse, event):
    event.lock(now=utcnow())

    page = browse(as_=ADA).post("/events/HERON-42/plan", data=filled_in(title="Later that day", floor="9", teams="Service"))

    assert page.status_code == 303
    assert (event.title, event.floor) == ("Later that day", 6)
    assert len(event.teams) == 3
    assert "People have begun to write." in browse(as_=ADA).get("/events/HERON-42/plan").text


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR])
@pytest.mark.parametrize("path", ["/events/new", "/events/HERON-42/plan", "/events/NONE-99/plan"])
def test_nobody_else_plans(browse, event, harbour, reader, path):
    assert browse(as_=reader).get(path).status_code == 404
    assert browse(as_=reader).post(path, data=filled_in()).status_code == 404


@pytest.mark.parametrize("path", ["/events/new", "/events/HERON-42/plan", "/events/NONE-99/plan"])
def test_a_visitor_signs_in_first(browse, event, path):
    assert browse().get(path).status_code == 302
    assert browse().post(path, data=filled_in()).status_code == 401


def test_the_page_says_which_teams_can_be_shown_at_full_and_at_four_fifths_turnout(browse, northgate):
    page = browse(as_=ADA).post(
        "/events/new", data=filled_in(client=northgate.public_id, teams="Claims, 12\nService, 7", action="preview")
    )

    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', page.text)
    assert rows == [("Claims, 12", "shown", "not shown"), ("Service, 7", "shown", "not shown")]
    assert "Claims + Service, 19" in page.text.replace("Service + Claims", "Claims + Service")


def test_a_small_room_is_told_to_expect_words(browse, northgate):
    page = browse(as_=ADA).post(
        "/events/new", data=filled_in(client=northgate.public_id, teams="Claims, 7", action="preview")
    )

    assert "In a room under eight expect words only" in page.text
