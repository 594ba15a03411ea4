"""Pages follow the room by themselves, and leave whoever types alone."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.filling import NEEDS, status, who
from tests.cast import BEN
from tests.workbook.stored import stored_words
from workshop.database import utcnow
from workshop.events import pacing
from workshop.extensions import db

pytestmark = pytest.mark.browser
PLACE = "() => [document.activeElement.name, Math.round(document.activeElement.getBoundingClientRect().top)]"
PATIENCE = 30_000
# Streams that can be made to look open and hear nothing, as after a sleep, and a clock that can be put forward meanwhile.
SLEEP = """
const Real = EventSource, now = Date.now;
let slept = 0, dead;
window.EventSource = class extends Real {
  constructor(...given) { super(...given); window.newest = this; }
  set onmessage(hear) { super.onmessage = (frame) => this !== dead && hear(frame); }
};
Date.now = () => now() + slept;
window.sleep = () => { dead = window.newest; slept += 3_600_000; };
"""


def marker(page):
    return page.locator("[data-room-marker]")


def move(event, key: str) -> None:
    """The room moves on."""
    pacing.open_step(db.session, factories.step(event, key), now=utcnow())
    pacing.end_step_in(db.session, factories.step(event, key), 0, now=utcnow())
    db.session.commit()


def hears(page, path: str, **options):
    """The page at this path, once its stream is open."""
    with page.expect_response("**/stream*", timeout=PATIENCE):
        page.goto(path)
    return page


def test_the_contents_change_in_place_when_the_room_moves(visit, event):
    page = hears(visit("/workbook", as_=BEN), "/workbook/HERON-42")

    move(event, "strengths")

    expect(marker(page)).to_contain_text("The room is on worksheet 3. Go there", timeout=PATIENCE)
    expect(page.locator('a[href="/workbook/HERON-42/strengths"]')).to_have_count(2)
    assert page.url.endswith("/workbook/HERON-42")


def test_whoever_types_is_told_and_not_moved(visit, event):
    page = hears(visit("/workbook", as_=BEN, viewport={"width": 390, "height": 700}), NEEDS)
    who(page).press_sequentially("Branch")
    before = page.evaluate(PLACE)

    for key, number in (("strengths", 3), ("objectives", 1)):
        move(event, key)
        expect(marker(page)).to_contain_text(f"worksheet {number}", timeout=PATIENCE)
        assert page.evaluate(PLACE) == before
    who(page).press_sequentially(" advisers")

    expect(who(page)).to_have_value("Branch advisers")
    assert page.url.endswith(NEEDS)


def test_whoever_types_when_the_worksheet_closes_is_told_what_becomes_of_it(visit, event):
    page = hears(visit("/workbook", as_=BEN, viewport={"width": 390, "height": 700}), NEEDS)
    who(page).press_sequentially("Branch advisers")

    pacing.close_step(db.session, factories.step(event, "needs"), now=utcnow())
    db.session.commit()

    expect(page.get_by_text("This worksheet closed at")).to_be_in_viewport(timeout=PATIENCE)
    expect(who(page)).to_be_focused()


def test_where_streams_are_blocked_the_page_asks(visit, event):
    page = visit("/workbook", as_=BEN)
    page.route("**/stream?*", lambda route: route.fulfill(status=503, body="no"))
    page.goto(NEEDS)
    move(event, "strengths")

    expect(marker(page)).to_contain_text("worksheet 3", timeout=PATIENCE)


def test_without_scripts_the_page_says_where_the_room_was_when_it_was_opened(visit, event):
    move(event, "strengths")

    page = visit(NEEDS, as_=BEN, java_script_enabled=False)

    expect(marker(page)).to_contain_text("worksheet 3")


def test_a_page_that_was_cut_off_comes_back_to_its_place_with_its_text(visit, event):
    page = hears(visit("/workbook", as_=BEN), NEEDS)
    page.context.set_offline(True)
    who(page).press_sequentially("Branch advisers")
    before = page.evaluate(PLACE)
    move(event, "strengths")

    page.context.set_offline(False)

    expect(status(page)).to_contain_text("at ", timeout=PATIENCE)
    expect(marker(page)).to_contain_text("worksheet 3", timeout=PATIENCE)
    assert page.evaluate(PLACE) == before
    assert stored_words() == ["Branch advisers"]


def test_two_tabs_of_one_person_both_follow(visit, event):
    first = hears(visit("/workbook", as_=BEN), NEEDS)
    second = hears(visit("/workbook", context=first.context), "/workbook/HERON-42")

    move(event, "strengths")

    for page in (first, second):
        expect(marker(page)).to_contain_text("worksheet 3", timeout=PATIENCE)


def test_a_page_of_somebody_who_was_removed_hears_nothing_more(visit, event):
    page = hears(visit("/workbook", as_=BEN), NEEDS)
    with page.expect_response(lambda answer: answer.status == 404, timeout=PATIENCE):
        factories.seat_of(event, BEN).removed_at = utcnow()
        db.session.commit()

    move(event, "strengths")
    page.wait_for_timeout(1500)

    expect(marker(page)).not_to_contain_text("worksheet 3")


def test_a_page_that_wakes_from_sleep_catches_up_and_keeps_place_and_text(visit, event):
    page = visit("/workbook", as_=BEN, viewport={"width": 390, "height": 700})
    page.add_init_script(SLEEP)
    hears(page, NEEDS)
    who(page).press_sequentially("Branch")
    expect(status(page)).to_contain_text("Saved at")
    before = page.evaluate(PLACE)
    page.evaluate("sleep()")
    move(event, "strengths")
    page.wait_for_timeout(3000)
    assert "worksheet 3" not in (marker(page).text_content() or "")

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(marker(page)).to_contain_text("worksheet 3", timeout=5000)
    assert page.evaluate(PLACE) == before
    expect(who(page)).to_have_value("Branch")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    move(event, "objectives")
    expect(marker(page)).to_contain_text("worksheet 1", timeout=PATIENCE)


def test_a_page_that_sleeps_through_the_end_of_a_pause_does_not_go_on_pausing(visit, event):
    """It had asked before the pause, was told of it, and asks again: nothing is new since it asked."""
    page = visit("/workbook", as_=BEN)
    page.add_init_script(SLEEP)
    hears(page, NEEDS)
    needs, pausing = factories.step(event, "needs"), page.get_by_text("the room is pausing")
    with page.expect_response("**/room?*", timeout=PATIENCE):
        page.evaluate("dispatchEvent(new Event('online'))")
    pacing.pause_step(db.session, needs, now=utcnow())
    db.session.commit()
    expect(pausing).to_be_visible(timeout=PATIENCE)
    page.evaluate("sleep()")
    pacing.open_step(db.session, needs, now=utcnow())
    db.session.commit()
    page.wait_for_timeout(1500)
    expect(pausing).to_be_visible()

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(pausing).to_have_count(0, timeout=PATIENCE)


def test_what_failed_while_there_was_no_network_is_asked_for_again(visit, event):
    """The stream can live through it, and then it has told of the move already."""
    page = hears(visit("/workbook", as_=BEN), "/workbook/HERON-42")
    page.route("**/room?*", lambda route: route.abort())
    with page.expect_event("requestfailed", timeout=PATIENCE):
        move(event, "strengths")
    page.unroute("**/room?*")

    expect(marker(page)).to_contain_text("worksheet 3", timeout=PATIENCE)


def test_what_is_being_pressed_stays_until_it_is_let_go(visit, event):
    """A link that is drawn anew between press and release would not be followed."""
    page = hears(visit("/workbook", as_=BEN), "/workbook/HERON-42")
    page.locator(f'a[href="{NEEDS}"]').last.hover()
    page.mouse.down()
    with page.expect_response("**/room*", timeout=PATIENCE):
        move(event, "strengths")
    page.wait_for_timeout(500)

    page.mouse.up()

    expect(page).to_have_url(re.compile(NEEDS), timeout=PATIENCE)
