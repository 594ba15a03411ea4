"""The words about who sees what are made from the event's own settings, and stand on every sheet."""

import html
import re

import pytest

from tests.cast import BEN
from workshop.extensions import db


def block(page: str) -> str:
    """The text of the privacy block."""
    found = re.search(r'<(details|section) class="privacy".*?</\1>', page, re.DOTALL).group()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found)).split())


@pytest.mark.parametrize("floor", [6, 9])
@pytest.mark.parametrize("has_managers", [True, False])
@pytest.mark.parametrize("is_led_by_one_manager", [True, False])
@pytest.mark.parametrize("key", ["objectives", "needs"])
def test_the_block_says_what_the_settings_say(browse, event, floor, has_managers, is_led_by_one_manager, key):
    event.floor, event.has_managers, event.is_led_by_one_manager = floor, has_managers, is_led_by_one_manager
    db.session.commit()

    said = block(browse(as_=BEN).get(f"/workbook/HERON-42/{key}").text)

    assert f"Ada sees totals in which you stand beside at least {floor - 1} other people, never your sheet." in said
    assert f"we count the answers of {floor} or more people" in said
    assert ("Managers of people here are taking part today." in said) == has_managers
    stays_in_room = "Northgate gets nothing from this sheet, not even totals" in said
    assert stays_in_room == (is_led_by_one_manager and key == "objectives")
    assert ("Northgate gets the same totals in a report" in said) == (not stays_in_room)
    assert "This is confidential, not anonymous" in said


def test_a_public_webinar_names_no_client(browse, event):
    event.client_id, event.kind, event.admission = None, "webinar", "code"
    db.session.commit()

    said = block(browse(as_=BEN).get("/workbook/HERON-42/needs").text)

    assert "report" not in said
    assert "Managers" not in said
    assert "Change it until the webinar is closed" in said


def test_after_closing_nothing_promises_that_it_can_be_changed(browse, event):
    event.closed_at = event.opened_at
    db.session.commit()

    assert "It can no longer be changed" in block(browse(as_=BEN).get("/workbook/HERON-42/needs").text)
