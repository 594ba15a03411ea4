"""Asked on the spot: a page that lies open says so by itself, one thumb votes, and the control room puts a question up."""

import pytest
from playwright.sync_api import expect

from tests.cast import ADA, BEN

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 700}


def test_an_open_page_says_that_the_room_is_asked_and_ben_votes(event, visit):
    ben = visit("/workbook/HERON-42", as_=BEN, viewport=PHONE)
    ada = visit("/events/HERON-42/polls", as_=ADA)
    ada.get_by_label("Question", exact=True).fill("Shall we go on?")
    ada.get_by_label("Options", exact=True).fill("Yes\nAfter a break")
    ada.get_by_role("button", name="Ask the room").click()

    marker = ben.locator("p", has_text="Quick poll: Shall we go on?")
    expect(marker).to_be_visible(timeout=20_000)
    marker.get_by_role("link", name="To the poll").click()
    ben.get_by_label("After a break").check()
    ben.get_by_role("button", name="Vote").click()

    expect(ben.get_by_text("Your vote is counted.")).to_be_visible()


def test_a_question_goes_from_a_phone_to_the_big_screen(event, visit):
    screen = visit("/events/HERON-42/screen", as_=ADA, viewport={"width": 1280, "height": 720})
    ben = visit("/workbook/HERON-42/questions", as_=BEN, viewport=PHONE)
    ben.get_by_label("Your question").fill("What do I ask first?")
    ben.get_by_role("button", name="Ask", exact=True).click()
    ada = visit("/events/HERON-42", as_=ADA)

    ada.get_by_role("button", name="Put before the room").click()

    expect(screen.get_by_role("heading", name="What do I ask first?")).to_be_visible(timeout=20_000)
