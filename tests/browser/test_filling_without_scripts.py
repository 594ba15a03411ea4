"""Filling in without scripts, and by keyboard alone, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.filling import NEEDS, who
from tests.cast import BEN
from tests.conftest import sign_in_token, signed_in_cookie
from tests.workbook.stored import stored_words
from workshop.database import utcnow
from workshop.extensions import db

pytestmark = pytest.mark.browser

HERON = "/workbook/HERON-42"


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


def test_all_five_worksheets_can_be_filled_in_and_finished(visit, event):
    for key in factories.WORKSHEETS:
        factories.step(event, key).open(now=utcnow())
    db.session.commit()
    page = visit(f"{HERON}/objectives", as_=BEN, java_script_enabled=False)

    page.get_by_label("What must go well? (objective 1)").fill("Fewer calls")
    page.get_by_label("Hit a number").first.check()
    page.get_by_label("They told me").first.check()
    finish(page, "needs")
    who(page).fill("Branch advisers")
    page.get_by_label("A faster answer").first.check()
    for rating in page.locator(".rating").all():
        rating.locator(".rating-box").nth(3).click()
    finish(page, "strengths")
    page.get_by_label("What can you do really well? (strength 1)").fill("Explain a refusal")
    page.get_by_label("Branch advisers").first.check()
    page.get_by_label("They don’t find out yet").first.check()
    finish(page, "extra")
    page.get_by_label("What would help? (idea 1)").fill("A list of questions")
    page.get_by_label("Someone else", exact=True).first.check()
    page.get_by_label("Who is it for? (idea 1): Someone else").fill("New starters")
    page.get_by_label("Make it clearer").first.check()
    finish(page, "action")
    page.get_by_label("When … (action 1)").fill("the meeting ends")
    page.get_by_label("I will … (action 1)").fill("ask what must not slip")
    page.get_by_label("By which day? (action 1)").fill("2026-12-01")
    page.get_by_label("Find out").first.check()
    page.locator(".rating-box").nth(3).click()
    page.get_by_label("Once, in a week").first.check()
    finish(page, "")

    expect(page.locator(".status.done")).to_have_count(5)
    assert set(stored_words()) == {
        "Fewer calls",
        "Branch advisers",
        "Explain a refusal",
        "A list of questions",
        "New starters",
        "the meeting ends",
        "ask what must not slip",
    }


def finish(page: Page, following: str) -> None:
    page.get_by_label("Yes, mark it done").check()
    save(page)
    page.wait_for_url(f"**{HERON}")
    if following:
        page.goto(f"{HERON}/{following}")


def test_add_another_puts_the_cursor_into_the_new_entry(visit, event):
    page = visit(NEEDS, as_=BEN, java_script_enabled=False)
    who(page).fill("Branch advisers")

    page.get_by_role("button", name="Add another customer").click()

    expect(who(page, 4)).to_be_focused()
    expect(who(page)).to_have_value("Branch advisers")


def test_the_return_key_saves_and_deletes_nothing(visit, event):
    page = visit(NEEDS, as_=BEN, java_script_enabled=False)
    who(page).fill("Branch advisers")

    who(page).press("Enter")

    expect(page.locator("[data-status]")).to_contain_text("Saved at ")
    assert stored_words() == ["Branch advisers"]


def test_a_signed_out_save_is_shown_again_and_can_be_sent_after_signing_in(visit, event, site, live):
    page = visit(NEEDS, as_=BEN, java_script_enabled=False)
    who(page).fill("Branch advisers of the north")
    page.context.clear_cookies()
    save(page)
    expect(page.get_by_text("Branch advisers of the north")).to_be_visible()

    page.context.add_cookies([signed_in_cookie(site, sign_in_token(BEN), live)])
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Try again").click()

    expect(who(page)).to_have_value("Branch advisers of the north")
    assert stored_words() == ["Branch advisers of the north"]


def test_a_worksheet_can_be_filled_in_by_keyboard_alone(visit, event):
    page = visit(f"{HERON}/objectives", as_=BEN)
    tab_to(page, page.get_by_label("What must go well? (objective 1)"))
    page.keyboard.type("Fewer calls")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Finish a project on time").first).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("They told me").first).to_be_checked()
    tab_to(page, page.get_by_label("Not yet, I’ll come back"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{HERON}")
    expect(page.locator(".status.done")).to_have_count(1)


def test_the_focus_never_hides_under_the_save_bar(visit, event):
    page = visit(NEEDS, as_=BEN, viewport={"width": 390, "height": 700})
    page.locator("body").press("Tab")
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
                const bar = document.querySelector(".save-bar").getBoundingClientRect();
                const here = document.activeElement;
                if (here === document.body || here.closest(".save-bar")) return false;
                const box = (here.labels?.[0] ?? here).getBoundingClientRect();
                return box.height > 0 && box.top >= bar.top && box.top < bar.bottom;
            }"""
        )
        assert not hidden


def tab_to(page: Page, wanted) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("(field) => field === document.activeElement"):
            return
    raise AssertionError("the keyboard does not get there")
