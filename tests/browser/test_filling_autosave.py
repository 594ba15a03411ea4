"""Filling in with scripts: what is typed is saved soon, the status line says so, entries come and go in place."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.filling import NEEDS, drafts, entry, status, who
from tests.cast import BEN
from tests.workbook.stored import stored_words

pytestmark = pytest.mark.browser


def test_what_is_typed_is_saved_within_two_seconds(visit, event):
    page = visit(NEEDS, as_=BEN)
    who(page).fill("Branch advisers")

    page.wait_for_timeout(2000)

    assert stored_words() == ["Branch advisers"]
    expect(status(page)).to_contain_text("Saved at ")
    assert drafts(page) == []


def test_leaving_a_field_saves_it_at_once(visit, event):
    page = visit(NEEDS, as_=BEN)
    who(page).fill("Branch advisers")

    with page.expect_response(lambda answer: answer.request.method == "POST", timeout=1200):
        who(page).press("Tab")


def test_only_what_changed_is_sent(visit, event):
    page = visit(NEEDS, as_=BEN)

    with page.expect_request(lambda request: request.method == "POST") as sent:
        who(page).fill("Branch advisers")

    assert sent.value.post_data.count("was-") == 2  # of the order, and of this answer


def test_not_saved_yet_is_shown_and_never_announced(visit, event):
    page = visit(NEEDS, as_=BEN)
    page.evaluate(
        """() => {
            window.said = [];
            const line = document.querySelector("[data-status]");
            new MutationObserver(() => line.getAttribute("aria-live") !== "off" && window.said.push(line.textContent.trim()))
                .observe(line, { childList: true, characterData: true, subtree: true });
        }"""
    )
    who(page).press_sequentially("Branch")
    expect(status(page)).to_have_text("Not saved yet")
    expect(status(page)).to_contain_text("Saved at ")
    who(page).press_sequentially(" advisers")
    expect(status(page)).to_have_text("Not saved yet")
    expect(status(page)).to_contain_text("Saved at ", timeout=8000)

    assert all(words.startswith("Saved at ") for words in page.evaluate("window.said"))
    assert len(page.evaluate("window.said")) == 2


def test_add_delete_undo_and_move_happen_in_place_and_take_the_focus_along(visit, event):
    page = visit(NEEDS, as_=BEN)
    who(page).fill("Advisers")
    who(page, 3).fill("Clerks")

    page.get_by_role("button", name="Add another customer").click()
    expect(entry(page, 4)).to_be_focused()
    expect(status(page)).to_contain_text("Customer 4 added")
    page.get_by_role("button", name="Delete customer 4").click()
    expect(entry(page, 3)).to_be_focused()
    page.get_by_role("button", name="Move customer 3 up").click()
    expect(who(page, 2)).to_have_value("Clerks")
    expect(entry(page, 2)).to_be_focused()
    page.get_by_role("button", name="Delete customer 2").click()
    expect(page.get_by_text("‘Clerks’ was deleted.")).to_be_visible()
    status(page).get_by_role("button", name="Undo").click()
    expect(page.locator("input[value='Clerks']")).to_be_visible()

    assert sorted(stored_words()) == ["Advisers", "Clerks"]


def test_words_typed_while_an_entry_is_on_its_way_stay(visit, event):
    page = visit(NEEDS, as_=BEN)
    held = []
    page.route(f"**{NEEDS}", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="Add another customer").click()
    who(page).fill("Advisers")
    page.wait_for_function("() => true")
    held[0].continue_()
    page.unroute(f"**{NEEDS}")

    expect(entry(page, 4)).to_be_focused()
    expect(who(page)).to_have_value("Advisers")
    expect(status(page)).to_have_text(re.compile("^Saved at"), timeout=8000)
    assert stored_words() == ["Advisers"]


def test_too_long_a_text_is_said_beside_its_field_and_saved_once_it_is_shorter(visit, event):
    page = visit(NEEDS, as_=BEN)
    who(page).fill("x" * 201)

    expect(page.locator(".error-message")).to_contain_text("has 201 characters; we can keep 200")
    expect(status(page)).to_contain_text("has 201 characters")
    who(page).fill("x" * 200)
    expect(status(page)).to_contain_text("Saved at ", timeout=8000)

    expect(page.locator(".error-message")).to_have_count(0)
    assert stored_words() == ["x" * 200]


def test_save_and_continue_stores_everything_and_marks_it_done(visit, event):
    page = visit("/workbook/HERON-42/objectives", as_=BEN)
    page.get_by_label("What must go well? (objective 1)").fill("Fewer calls")
    page.get_by_label("Spend less or save time").first.check()
    page.get_by_label("I’m guessing").first.check()
    page.get_by_label("Yes, mark it done").check()

    page.get_by_role("button", name="Save and continue").click()

    page.wait_for_url("**/workbook/HERON-42")
    expect(page.get_by_role("link", name="Your manager’s objectives Done")).to_be_visible()


def test_a_question_that_does_not_apply_is_put_away(visit, event):
    factories.step(event, "strengths").open(now=event.opened_at)
    page = visit("/workbook/HERON-42/strengths", as_=BEN)
    question = page.get_by_role("group", name="Does it work? (strength 1)")
    expect(question).to_be_visible()

    page.get_by_label("They don’t find out yet").first.check()

    expect(question).to_be_hidden()


def test_words_taken_back_after_an_answer_was_lost_are_gone_from_the_sheet_too(visit, event):
    page = visit(NEEDS, as_=BEN)

    def lose(route):
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/needs", lose)
    who(page).fill("Words to regret")
    expect(status(page)).to_contain_text("offline", timeout=8000)
    who(page).fill("")
    page.unroute("**/needs")

    expect(status(page)).to_contain_text("Sent at ", timeout=12000)
    assert stored_words() == []
