"""Filling in when something goes wrong: offline, signed out, closed, the tab gone. No word is ever lost."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from tests import factories
from tests.browser.filling import NEEDS, drafts, status, who
from tests.cast import BEN
from tests.conftest import sign_in_token, signed_in_cookie
from tests.workbook.stored import stored_words
from workshop.accounts.models import SignIn
from workshop.database import utcnow
from workshop.extensions import db

pytestmark = pytest.mark.browser


def test_offline_the_words_are_kept_and_sent_once_when_back(visit, event):
    page = visit(NEEDS, as_=BEN)
    page.context.set_offline(True)
    who(page).fill("Branch advisers")
    expect(status(page)).to_contain_text("You’re offline.", timeout=3000)
    assert len(drafts(page)) == 1

    posts = []
    page.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    page.context.set_offline(False)

    expect(status(page)).to_contain_text("Back online. Sent at ", timeout=8000)
    assert stored_words() == ["Branch advisers"]
    assert len(posts) == 1
    assert drafts(page) == []


def test_words_found_on_this_phone_are_offered_and_used(visit, event):
    page = visit(NEEDS, as_=BEN)
    page.route("**/workbook/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    who(page).fill("Branch advisers")
    expect(status(page)).to_contain_text("You’re offline.", timeout=4000)

    page.reload()

    expect(page.get_by_role("heading", name="We found words on this phone")).to_be_visible()
    expect(who(page)).to_have_value("")
    page.get_by_text("Show both versions").click()
    expect(page.get_by_text("Not sent: Branch advisers")).to_be_visible()
    page.unroute("**/workbook/**")
    page.get_by_role("button", name="Use them").click()
    expect(who(page)).to_have_value("Branch advisers")
    assert stored_words() == ["Branch advisers"]
    assert drafts(page) == []


def test_words_found_on_this_phone_can_be_discarded(visit, event):
    page = visit(NEEDS, as_=BEN)
    page.route("**/workbook/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    who(page).fill("Branch advisers")
    expect(status(page)).to_contain_text("You’re offline.", timeout=4000)
    page.reload()

    page.get_by_role("button", name="Discard them").click()

    expect(page.get_by_role("heading", name="We found words")).to_be_hidden()
    assert drafts(page) == []


def test_signed_out_while_typing_keeps_the_words_until_signed_in_again(visit, event, site, live):
    page = visit(NEEDS, as_=BEN)
    db.session.execute(update(SignIn).values(ended_at=utcnow()))
    db.session.commit()
    who(page).fill("Branch advisers")
    expect(status(page)).to_contain_text("Your sign-in has ended.", timeout=5000)
    expect(who(page)).to_have_value("Branch advisers")

    page.context.add_cookies([signed_in_cookie(site, sign_in_token(BEN), live)])
    page.get_by_role("button", name="Try again").click()

    expect(status(page)).to_contain_text("Saved at ")
    assert stored_words() == ["Branch advisers"]


def test_another_person_who_signs_in_here_cannot_take_the_words(visit, event, site, live):
    other = factories.user("carl@demo.example")
    factories.seat(event, other, team="Claims")
    page = visit(NEEDS, as_=BEN)
    db.session.execute(update(SignIn).values(ended_at=utcnow()))
    db.session.commit()
    who(page).fill("Branch advisers")
    expect(status(page)).to_contain_text("Your sign-in has ended.", timeout=5000)

    page.context.add_cookies([signed_in_cookie(site, sign_in_token(other), live)])
    page.get_by_role("button", name="Try again").click()

    expect(status(page)).to_contain_text("Someone else is signed in now.")
    expect(who(page)).to_have_value("Branch advisers")
    assert stored_words() == []


def test_a_tab_closed_right_after_typing_loses_nothing(visit, event):
    page = visit(NEEDS, as_=BEN)
    who(page).press_sequentially("Branch advisers")
    page.wait_for_timeout(200)

    page.close(run_before_unload=True)

    again = visit(NEEDS, context=page.context)
    again.wait_for_timeout(500)
    found = again.get_by_role("heading", name="We found words on this phone")
    assert who(again).input_value() == "Branch advisers" or found.is_visible()


def test_words_that_come_too_late_are_kept_as_a_private_copy(visit, event):
    page = visit(NEEDS, as_=BEN)
    step = factories.step(event, "needs")
    step.opened_at = step.closed_at = event.opened_at
    db.session.commit()
    who(page).fill("Branch advisers")

    expect(status(page)).to_contain_text("Your text is kept as a private copy.", timeout=5000)

    expect(who(page)).not_to_be_editable()
    assert drafts(page) == []
    page.reload()
    page.get_by_text("1 version that only you can see was kept").click()
    expect(page.get_by_text("Branch advisers", exact=True)).to_be_visible()


def test_the_last_words_before_closing_are_taken(visit, event):
    page = visit(NEEDS, as_=BEN)
    page.wait_for_timeout(1100)
    factories.step(event, "needs").close(now=utcnow())
    db.session.commit()
    who(page).fill("Branch advisers")

    expect(status(page)).to_contain_text("Saved at ", timeout=5000)

    assert stored_words() == ["Branch advisers"]


def test_on_a_shared_phone_nothing_is_kept_on_the_device(visit, event):
    page = visit(NEEDS, as_=BEN)
    db.session.execute(update(SignIn).values(is_shared=True))
    db.session.commit()
    page.reload()
    page.context.set_offline(True)
    who(page).fill("Branch advisers")

    expect(status(page)).to_contain_text("Keep this page open", timeout=4000)

    assert drafts(page) == []


def test_words_that_were_left_on_a_device_are_said_at_its_door_and_cleared(visit, event):
    page = visit(NEEDS, as_=BEN)
    page.route("**/workbook/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    who(page).fill("Branch advisers")
    expect(status(page)).to_contain_text("You’re offline.", timeout=4000)
    page.context.clear_cookies()
    page.goto("/sign-in")
    expect(page.get_by_text("Words of an earlier visit are still on this device.")).to_be_visible()

    page.get_by_role("button", name="Clear this device").click()

    expect(page.get_by_text("This device is cleared")).to_be_visible()
    assert drafts(page) == []
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Clear this device")).to_be_hidden()


def test_a_page_that_was_open_for_days_saves_with_a_fresh_token(visit, event):
    page = visit(NEEDS, as_=BEN)
    page.evaluate("document.querySelector('[data-autosave] [name=csrf_token]').value = 'stale'")
    who(page).fill("Branch advisers")

    expect(status(page)).to_contain_text("Saved at ", timeout=5000)

    assert stored_words() == ["Branch advisers"]


def test_a_followed_redirect_is_not_saved(visit, event):
    page = visit(NEEDS, as_=BEN)
    page.route(
        f"**{NEEDS}",
        lambda route: (
            route.fulfill(status=200, body="<p>Welcome</p>") if route.request.method == "POST" else route.continue_()
        ),
    )
    who(page).fill("Branch advisers")

    expect(status(page)).to_contain_text("We couldn’t save this. Your words are still here. Try again", timeout=5000)

    assert len(drafts(page)) == 1


def test_signing_out_asks_first_when_words_are_unsent_and_leaves_none_behind(visit, event):
    page = visit(NEEDS, as_=BEN)
    page.route("**/workbook/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    who(page).fill("Branch advisers")
    expect(status(page)).to_contain_text("You’re offline.", timeout=4000)
    page.goto("/sign-out")
    expect(page.get_by_text("Some words on this device have not been sent yet.")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()

    page.wait_for_load_state()
    assert drafts(page) == []
