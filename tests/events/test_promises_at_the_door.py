"""Before anybody gives an address, the door says who will see what they write, in every combination of the settings."""

import pytest

from tests.workbook.test_promises import block
from workshop.extensions import db


@pytest.mark.parametrize("floor", [6, 9])
@pytest.mark.parametrize("has_managers", [True, False])
@pytest.mark.parametrize("is_led_by_one_manager", [True, False])
def test_the_door_says_what_the_settings_say(browse, event, floor, has_managers, is_led_by_one_manager):
    event.floor, event.has_managers, event.is_led_by_one_manager = floor, has_managers, is_led_by_one_manager
    db.session.commit()

    said = block(browse().get("/join/HERON-42").text)

    assert f"Ada sees totals in which you stand beside at least {floor - 1} other people, never your sheet." in said
    assert ("except for the sheet about your manager’s objectives" in said) == is_led_by_one_manager
    assert "Northgate gets the same totals in a report" in said
    assert "This is confidential, not anonymous: we keep your e-mail address so that you can come back." in said


def test_the_door_of_a_webinar_names_no_client(browse, event):
    event.client_id, event.kind, event.admission = None, "webinar", "code"
    db.session.commit()

    assert "report" not in block(browse().get("/join/HERON-42").text)
