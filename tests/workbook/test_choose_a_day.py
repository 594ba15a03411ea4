"""The day of an action: one that is over is stored, and not taken without a word."""

from datetime import timedelta

import time_machine

from workshop.database import utcnow
from workshop.extensions import db

SENTENCE = "That day is over. Did you mean one that is still to come?"


def test_the_day_begins_today_where_the_event_is(event, open_sheet):
    event.zone = "America/Toronto"
    db.session.commit()

    with time_machine.travel("2027-03-16 03:30 +0000", tick=False):
        sheet = open_sheet("action")
        page = sheet.browser.get(sheet.path).text

    assert 'min="2027-03-15"' in page
    assert SENTENCE in page


def test_a_day_that_is_over_is_stored_all_the_same(open_sheet):
    sheet = open_sheet("action")

    assert sheet.press(sheet.open().fill("by", "2020-01-31")).status_code == 303
    assert sheet.open().value("by") == "2020-01-31"


def test_what_is_typed_up_from_paper_may_be_about_a_day_that_is_over(event, open_sheet):
    event.close(now=utcnow() - timedelta(hours=1))
    event.leave_typing_open(now=utcnow())
    db.session.commit()
    sheet = open_sheet("action")

    assert SENTENCE not in sheet.browser.get(sheet.path).text
