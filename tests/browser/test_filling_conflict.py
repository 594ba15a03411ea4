"""Two devices with the same worksheet open."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.filling import NEEDS, status, who
from tests.cast import BEN
from tests.workbook.stored import stored_words

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(visit, event) -> Page:
    """Ben's phone, with two versions of the first customer: the laptop has saved another one."""
    phone, laptop = visit(NEEDS, as_=BEN), visit(NEEDS, as_=BEN)
    who(laptop).fill("Advisers in Leeds")
    expect(status(laptop)).to_contain_text("Saved at ", timeout=5000)
    who(phone).fill("Branch advisers")
    expect(phone.get_by_role("dialog")).to_be_visible(timeout=5000)
    return phone


def test_a_space_typed_on_presses_nothing_and_keep_both_comes_first(phone):
    both = phone.get_by_role("button", name="Keep both (add as new entries)")
    expect(phone.get_by_role("dialog").get_by_role("heading").first).to_be_focused()
    phone.keyboard.type(" and their teams", delay=20)
    expect(phone.get_by_role("dialog")).to_be_visible()

    phone.keyboard.press("Tab")
    expect(both).to_be_focused()
    both.press("Enter")

    expect(phone.get_by_role("dialog")).to_be_hidden()
    expect(status(phone)).to_contain_text("Saved at ")
    expect(who(phone)).to_have_value("Advisers in Leeds")
    assert sorted(stored_words()) == ["Advisers in Leeds", "Branch advisers"]


def test_this_version_replaces_the_saved_one_and_that_is_kept(phone):
    phone.get_by_role("button", name="Use the version on this page").click()

    expect(status(phone)).to_contain_text("Saved at ")
    expect(who(phone)).to_have_value("Branch advisers")
    assert stored_words() == ["Branch advisers"]
    phone.reload()
    phone.get_by_text("1 version that only you can see was kept").click()
    expect(phone.get_by_text("Advisers in Leeds", exact=True)).to_be_visible()


def test_the_saved_version_replaces_this_one_and_this_is_kept(phone):
    phone.get_by_role("button", name="Use the saved version").click()

    expect(who(phone)).to_have_value("Advisers in Leeds")
    assert stored_words() == ["Advisers in Leeds"]
    phone.reload()
    phone.get_by_text("1 version that only you can see was kept").click()
    expect(phone.get_by_text("Branch advisers", exact=True)).to_be_visible()


def test_escape_saves_nothing_says_so_and_gives_the_focus_back(phone):
    phone.keyboard.press("Escape")

    expect(phone.get_by_role("dialog")).to_be_hidden()
    expect(status(phone)).to_contain_text("Not saved: two versions")
    expect(who(phone)).to_be_focused()
    expect(who(phone)).to_have_value("Branch advisers")
    phone.get_by_role("button", name="Choose").click()
    expect(phone.get_by_role("dialog")).to_be_visible()


def typed_while_on_its_way(visit) -> Page:
    """Ben's phone on a slow line: he typed on while the first words were sent, which are in conflict with the laptop's."""
    phone, laptop = visit(NEEDS, as_=BEN), visit(NEEDS, as_=BEN)
    who(laptop).fill("Advisers in Leeds")
    expect(status(laptop)).to_contain_text("Saved at ", timeout=5000)
    held = []
    phone.route(
        f"**{NEEDS}", lambda route: held.append(route) if not held and route.request.method == "POST" else route.continue_()
    )
    who(phone).fill("Branch advisers")
    with phone.expect_request(lambda request: request.method == "POST", timeout=5000):
        pass
    who(phone).press_sequentially(" and their teams")
    held[0].continue_()
    expect(phone.get_by_role("dialog")).to_be_visible(timeout=5000)
    return phone


def test_what_was_typed_meanwhile_follows_the_version_of_this_page(visit, event):
    phone = typed_while_on_its_way(visit)

    phone.get_by_role("button", name="Use the version on this page").click()

    expect(status(phone)).to_contain_text("Saved at ", timeout=8000)
    expect(who(phone)).to_have_value("Branch advisers and their teams")
    assert stored_words() == ["Branch advisers and their teams"]


def test_what_was_typed_meanwhile_is_a_question_of_its_own_beside_the_saved_version(visit, event):
    phone = typed_while_on_its_way(visit)

    phone.get_by_role("button", name="Use the saved version").click()

    expect(phone.get_by_role("dialog")).to_contain_text("and their teams", timeout=8000)
    assert stored_words() == ["Advisers in Leeds"]


def test_the_focus_stays_inside_the_dialog(phone):
    for _ in range(8):
        phone.keyboard.press("Tab")
        assert phone.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
