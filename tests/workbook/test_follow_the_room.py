"""What Ben's pages say about where the room is, and the parts of them that change by themselves."""

import re

import pytest

from tests import factories
from tests.cast import BEN
from workshop.database import utcnow
from workshop.events import pacing
from workshop.events.models import Step
from workshop.extensions import db

MARKER = re.compile(r"<p class=\"room-marker\" data-room-marker>(.*?)</p>", re.DOTALL)


@pytest.fixture
def ben(browse, event):
    """Ben's browser; worksheets 1 and 2 of HERON-42 are open."""
    return browse(as_=BEN)


def marker(page) -> str:
    """What the page says about the room, as text."""
    found = MARKER.search(page.text)
    return re.sub(r"<.*?>", "", found[1]) if found else ""


def opened(event, step: Step) -> Step:
    """The step, opened now."""
    pacing.open_step(db.session, step, now=utcnow())
    pacing.end_step_in(db.session, step, 0, now=utcnow())
    db.session.commit()
    return step


def other_step(event, kind: str, **columns) -> Step:
    """One more step of the agenda, opened now."""
    step = Step(event_id=event.id, number=20, rank=20, kind=kind, minutes=0, **columns)
    db.session.add(step)
    db.session.commit()
    return opened(event, step)


def test_a_worksheet_says_where_the_room_is_and_leads_there(ben, event):
    opened(event, factories.step(event, "strengths"))

    page = ben.get("/workbook/HERON-42/objectives")

    assert marker(page) == "The room is on worksheet 3. Go there"
    assert 'href="/workbook/HERON-42/strengths">Go there' in page.text


def test_the_worksheet_where_the_room_is_says_so_and_leads_nowhere(ben, event):
    opened(event, factories.step(event, "needs"))

    assert marker(ben.get("/workbook/HERON-42/needs")) == "The room is here."


def test_an_end_time_is_told_in_the_events_own_zone(ben, event):
    step = opened(event, factories.step(event, "needs"))
    step.end_in(10, now=utcnow())
    db.session.commit()

    # Just before midnight an end time is one of the next day, and says so.
    until = r"(\d+ \w+, )?\d+:\d\d.*"
    assert re.fullmatch(rf"The room is on worksheet 2\. Until {until}\. Go there", marker(ben.get("/workbook/HERON-42")))


def test_a_pause_asks_to_look_up(ben, event):
    opened(event, factories.step(event, "needs")).pause(now=utcnow())
    db.session.commit()

    words = "Please look up: the room is pausing. What you write is still saved."
    assert marker(ben.get("/workbook/HERON-42/needs")) == words


def test_where_people_set_their_own_pace_no_page_says_where_the_room_is(ben, event):
    event.is_self_paced = True
    db.session.commit()

    assert marker(ben.get("/workbook/HERON-42")) == ""


def test_the_part_of_a_page_is_what_the_page_says(ben, event):
    opened(event, factories.step(event, "strengths"))
    page = ben.get("/workbook/HERON-42/objectives")
    address = re.search(r'data-live-part="([^"]+)"', page.text)[1]

    part = ben.get(address)

    assert marker(part) == marker(page)
    assert 'data-live-revision="2"' in page.text


def test_a_part_that_is_as_it_was_costs_nothing(ben, event):
    first = ben.get("/workbook/HERON-42/room?on=contents")

    again = ben.get("/workbook/HERON-42/room?on=contents", headers={"If-None-Match": first.headers["ETag"]})
    opened(event, factories.step(event, "strengths"))
    changed = ben.get("/workbook/HERON-42/room?on=contents", headers={"If-None-Match": first.headers["ETag"]})

    assert [first.status_code, again.status_code, changed.status_code] == [200, 304, 200]
    assert "Who knows what you can do" in changed.text or "/workbook/HERON-42/strengths" in changed.text


def test_talk_in_pairs_has_a_page(ben, event):
    other_step(event, "talk", prompt="What would they say to it?", groups_of=2)

    page = ben.get("/workbook/HERON-42/steps/20")

    assert page.status_code == 200
    assert [words in page.text for words in ("Talk in pairs", "What would they say to it?", "The room is here.")] == [
        True
    ] * 3


def test_words_are_one_slide_of_markdown_and_nothing_else(ben, event):
    other_step(event, "words", prompt="# Hello\n\n*Sit* down <script>alert(1)</script>")

    page = ben.get("/workbook/HERON-42/steps/20")

    assert "<h2>Hello</h2>" in page.text
    assert "<em>Sit</em> down &lt;script&gt;" in page.text


def test_the_contents_lead_to_what_the_room_talks_about(ben, event):
    other_step(event, "talk", prompt="What would they say to it?")

    page = ben.get("/workbook/HERON-42")

    assert marker(page) == "The room is talking. Go there"
    assert 'href="/workbook/HERON-42/steps/20">Go there' in page.text


def test_a_break_has_a_page(ben, event):
    other_step(event, "break")

    assert "What you wrote is saved." in ben.get("/workbook/HERON-42/steps/20").text


def test_the_address_of_any_other_step_leads_to_its_page(ben, event):
    assert ben.get("/workbook/HERON-42/steps/3").location == "/workbook/HERON-42/needs"
    assert ben.get("/workbook/HERON-42/steps/1").location == "/workbook/HERON-42/tipsheet"


def test_a_step_that_is_not_open_yet_leads_to_the_contents(ben, event):
    step = other_step(event, "talk", prompt="Later")
    step.opened_at = None
    db.session.commit()

    assert ben.get("/workbook/HERON-42/steps/20").location == "/workbook/HERON-42"


def test_an_unknown_step_is_not_there(ben):
    assert ben.get("/workbook/HERON-42/steps/99").status_code == 404
