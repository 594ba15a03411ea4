"""What one device does not know of the other: nothing of it is written over unseen, and nothing typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.filling import NEEDS, status, who
from tests.cast import BEN
from tests.workbook.stored import stored_words

pytestmark = pytest.mark.browser


OBJECTIVES = "/workbook/HERON-42/objectives"


def first(page: Page):
    """The long field about the first objective."""
    return page.locator("textarea[name$='-objective']").first


def save(page: Page, words: str, number: int = 1) -> None:
    who(page, number).fill(words)
    who(page, number).blur()
    expect(status(page)).to_contain_text("Saved at ", timeout=8000)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_going_back_shows_what_another_device_has_saved_since(visit, event, has_scripts):
    phone, laptop = visit(OBJECTIVES, as_=BEN, java_script_enabled=has_scripts), visit(OBJECTIVES, as_=BEN)
    first(phone).fill("Fewer calls")
    if has_scripts:
        expect(status(phone)).to_contain_text("Saved at ", timeout=8000)
        phone.goto("/workbook/HERON-42")
    else:
        phone.get_by_role("button", name="Save and continue").click()
    laptop.reload()
    first(laptop).fill("Fewer open claims")
    expect(status(laptop)).to_contain_text("Saved at ", timeout=8000)

    phone.go_back()

    expect(first(phone)).to_have_value("Fewer open claims")
    phone.locator("textarea[name$='-objective']").nth(1).fill("Answer once")
    phone.get_by_role("button", name="Save and continue").click()
    phone.wait_for_load_state()
    assert "Fewer open claims" in stored_words()


def test_words_stay_when_another_device_has_deleted_their_entry(visit, event):
    phone = visit(NEEDS, as_=BEN)
    save(phone, "Branch advisers", 3)
    who(phone, 3).fill("Much too long " * 200)
    who(phone, 3).blur()
    expect(status(phone)).to_contain_text("Please shorten it.", timeout=8000)
    laptop = visit(NEEDS, as_=BEN)
    laptop.get_by_role("button", name="Delete customer 3").click()
    expect(status(laptop)).to_contain_text("deleted", timeout=8000)

    phone.get_by_role("button", name="Add another customer").click()
    expect(phone.locator("[data-entry]")).to_have_count(4, timeout=8000)
    expect(who(phone, 3).first).to_have_value("")
    expect(who(phone, 3).last).to_have_value("Much too long " * 200)

    phone.get_by_role("button", name="Delete customer 1").click()
    expect(phone.locator("[data-entry]")).to_have_count(3, timeout=8000)
    save(phone, "Branch advisers in Leeds", 3)
    assert stored_words() == ["Branch advisers in Leeds"]


def test_an_entry_deleted_here_goes_whatever_stood_in_it_unsaved(visit, event):
    phone = visit(NEEDS, as_=BEN)
    who(phone, 3).fill("Much too long " * 200)
    who(phone, 3).blur()
    expect(status(phone)).to_contain_text("Please shorten it.", timeout=8000)

    phone.get_by_role("button", name="Delete customer 3").click()

    expect(who(phone, 3)).to_have_count(0, timeout=8000)


def test_the_next_person_at_a_shared_device_finds_no_question_of_the_one_before(visit, event):
    page = visit("/workbook/HERON-42/questions", as_=BEN)
    page.get_by_label("Your question").fill("Why was the night shift not asked?")
    asked = page.evaluate("history.length")
    page.goto("/sign-out")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    page.goto("/join/HERON-42")
    page.get_by_label("E-mail").fill("nia@northgate.example")
    page.get_by_role("button", name="I’ve read this: start").click()
    page.get_by_label("Claims").check()
    page.get_by_role("button", name="I’ve read this: start").click()
    page.wait_for_url("**/workbook/HERON-42")

    page.evaluate("(asked) => { setTimeout(() => history.go(asked - history.length)) }", asked)
    page.wait_for_url("**/questions")

    assert page.get_by_label("Your question").input_value() == ""
