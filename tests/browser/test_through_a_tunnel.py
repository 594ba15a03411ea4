"""A page that is open through a lost network and a change of device keeps every word."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.filling import NEEDS, drafts, status, who
from tests.browser.test_following_the_room import PATIENCE, hears
from tests.cast import BEN
from tests.workbook.stored import stored_words

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 700}, "has_touch": True}


def test_words_of_the_tunnel_are_on_the_laptop_afterwards(visit, event):
    phone = hears(visit("/workbook", as_=BEN, **PHONE), NEEDS)
    phone.context.set_offline(True)
    who(phone).press_sequentially("Branch advisers waiting")
    expect(status(phone)).to_contain_text("You’re offline.", timeout=PATIENCE)
    assert len(drafts(phone)) == 1

    phone.context.set_offline(False)
    expect(status(phone)).to_contain_text("Back online. Sent at ", timeout=PATIENCE)

    laptop = visit(NEEDS, as_=BEN)
    expect(who(laptop)).to_have_value("Branch advisers waiting")
    who(laptop).press("End")
    with laptop.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        who(laptop).press_sequentially(" for a decision")
    phone.reload()
    expect(who(phone)).to_have_value("Branch advisers waiting for a decision")
    assert "Branch advisers waiting for a decision" in stored_words()
    assert factories.step(event, "needs").is_open
