"""Typing up, after closing, what was written on paper."""

from datetime import timedelta

import pytest
import time_machine

from tests import factories
from workshop.database import utcnow
from workshop.extensions import db

SENTENCE = "you can type up what you wrote on paper: it is yours alone, and no figure counts it."


@pytest.fixture
def typing(event):
    """HERON-42 closed an hour ago, its typing-up left open."""
    event.close(now=utcnow() - timedelta(hours=1))
    event.leave_typing_open(now=utcnow())
    db.session.commit()
    return event


def test_every_worksheet_can_be_typed_also_one_the_room_never_opened(typing, browse, open_sheet):
    for key in factories.WORKSHEETS:
        sheet = open_sheet(key)
        factories.step(typing, key).opened_at = None
        db.session.commit()

        page = sheet.browser.get(sheet.path).text

        assert SENTENCE in page
        assert sheet.press(sheet.open()).status_code == 303


def test_the_contents_page_says_so_too(typing, open_sheet):
    assert SENTENCE in open_sheet("needs").browser.get("/workbook/HERON-42").text


def test_the_promise_on_the_sheet_says_what_becomes_of_it(typing, open_sheet):
    sheet = open_sheet("needs")

    assert "Paper sheets can be typed up until" in sheet.browser.get(sheet.path).text
    seen = sheet.browser.get("/workbook/HERON-42/seen-by-others").text
    assert "What was typed up after the workshop had closed is counted nowhere." in seen


def test_a_save_after_the_two_days_is_kept_as_a_private_copy(typing, open_sheet):
    sheet = open_sheet("objectives")
    form = sheet.open().fill("objective", "Too late")

    with time_machine.travel(typing.typing_until + timedelta(minutes=2)):
        answer = sheet.press(form)

    assert answer.status_code == 409
    assert "Your text is kept as a private copy." in answer.text


def test_words_on_their_way_when_it_ends_are_taken_for_a_minute(typing, open_sheet):
    sheet = open_sheet("objectives")
    form = sheet.open().fill("objective", "Just in time")

    with time_machine.travel(typing.typing_until + timedelta(seconds=30)):
        assert sheet.press(form).status_code == 303


def test_after_the_two_days_it_is_read_like_every_closed_worksheet(typing, open_sheet):
    sheet = open_sheet("objectives")
    typing.closed_at -= timedelta(days=3)
    typing.typing_until -= timedelta(days=3)
    db.session.commit()

    page = sheet.browser.get(sheet.path).text

    assert "You can still read and print it." in page
    assert "Save and continue" not in page


def test_nobody_joins_while_paper_is_typed_up(typing, browse):
    assert browse().post("/join/HERON-42", data={"address": "new@demo.example"}).status_code != 303
