"""Writing on a worksheet that is closing, closed, or not open yet."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine

from tests import factories
from tests.cast import BEN
from workshop.database import utcnow
from workshop.extensions import db


def close(event, key: str) -> None:
    factories.step(event, key).close(now=utcnow())
    db.session.commit()


def test_words_from_a_page_rendered_before_are_taken_for_a_minute(open_sheet, event):
    sheet = open_sheet("objectives")
    form = sheet.open().fill("objective", "Fewer calls")
    close(event, "objectives")

    assert sheet.press(form).status_code == 303
    page = sheet.browser.get(sheet.path).text
    assert "Fewer calls" in page
    assert "You can still read and print it." in page
    assert "Save and continue" not in page


def test_later_words_are_kept_as_a_private_copy(open_sheet, event):
    sheet = open_sheet("objectives")
    form = sheet.open().fill("objective", "Fewer calls")
    close(event, "objectives")

    with time_machine.travel(utcnow() + timedelta(seconds=90)):
        answer = sheet.press(form)

    assert answer.status_code == 409
    assert "Your text is kept as a private copy." in answer.text
    assert "Fewer calls" in answer.text


def test_a_text_that_is_too_long_is_kept_too_when_nobody_can_shorten_it_any_more(open_sheet, event):
    sheet = open_sheet("objectives")
    form = sheet.open().fill("objective", "Fewer calls. " * 200)
    close(event, "objectives")

    with time_machine.travel(utcnow() + timedelta(seconds=90)):
        answer = sheet.press(form)

    assert answer.status_code == 409
    assert ("Fewer calls. " * 200).strip() in sheet.browser.get(sheet.path).text


def test_a_name_that_is_too_long_is_kept_too(open_sheet, event):
    sheet = open_sheet("strengths")
    form = sheet.open().fill("strength", "Explain a refusal").fill("for_whom", "other").fill("for_whom-other", "Aunt " * 50)
    close(event, "strengths")

    with time_machine.travel(utcnow() + timedelta(seconds=90)):
        answer = sheet.press(form)

    assert answer.status_code == 409
    assert ("Aunt " * 50).strip() in sheet.browser.get(sheet.path).text


def test_a_script_is_told_that_it_closed(open_sheet, event):
    sheet = open_sheet("objectives")
    form = sheet.open().fill("objective", "Fewer calls")
    close(event, "objectives")

    with time_machine.travel(utcnow() + timedelta(seconds=90)):
        answer = sheet.script(form)

    assert answer.status_code == 409
    assert answer.json["closed"].startswith("This worksheet closed at ")
    assert "receipt" not in answer.json


def test_a_worksheet_the_room_has_not_reached_cannot_be_written(open_sheet, event, browse):
    sheet = open_sheet("extra")
    form = sheet.open().fill("idea", "A list")
    factories.step(event, "extra").opened_at = None
    db.session.commit()

    assert "This worksheet opens later." in sheet.browser.get(sheet.path).text
    assert sheet.press(form).status_code == 404


@pytest.mark.parametrize("key", ["action"])
def test_the_action_can_be_written_before_the_room_gets_there(open_sheet, event, key):
    sheet = open_sheet(key)
    factories.step(event, key).opened_at = None
    db.session.commit()

    answer = sheet.press(sheet.open().fill("when", "the Thursday meeting ends"))

    assert answer.status_code == 303
    assert sheet.open().value("when") == "the Thursday meeting ends"


def test_what_was_left_empty_is_not_called_not_started_once_it_is_over(event, browse):
    ben = browse(as_=BEN)
    assert "Not started" in ben.get("/workbook/HERON-42").text

    event.close(now=utcnow())
    db.session.commit()

    page = ben.get("/workbook/HERON-42").text
    assert ("Left empty" in page, "Not started" in page) == (True, False)


@pytest.mark.parametrize("is_whole_event", [False, True])
def test_the_page_of_whoever_still_writes_is_told_that_the_worksheet_has_closed(open_sheet, event, is_whole_event):
    sheet = open_sheet("objectives")
    address = unescape(re.search(r'data-live-part="([^"]+)"', sheet.browser.get(sheet.path).text)[1])
    assert "This worksheet closed" not in sheet.browser.get(address).text

    (event if is_whole_event else factories.step(event, "objectives")).close(now=utcnow())
    db.session.commit()

    part = sheet.browser.get(address).text
    assert "This worksheet closed at " in part
    assert "is kept as a private copy, for you alone" in part


def test_whoever_reads_a_closed_worksheet_or_writes_on_another_is_not_told_so(open_sheet, event):
    other = open_sheet("needs")
    addresses = [unescape(re.search(r'data-live-part="([^"]+)"', other.browser.get(other.path).text)[1])]
    close(event, "objectives")
    read = other.browser.get("/workbook/HERON-42/objectives").text
    addresses.append(unescape(re.search(r'data-live-part="([^"]+)"', read)[1]))

    assert [address for address in addresses if "private copy" in other.browser.get(address).text] == []
