"""The minute of grace after a worksheet closed: for pages that were open before, and the site knows its own."""

from datetime import timedelta

import pytest
import time_machine

from tests import factories
from workshop.database import utcnow
from workshop.extensions import db


@pytest.fixture
def before(event, open_sheet):
    """Ben's page, rendered a minute before the step closed; the time at which it did."""
    with time_machine.travel(utcnow() - timedelta(minutes=1)):
        form = open_sheet("objectives").open().fill("objective", "On its way")
    factories.step(event, "objectives").close(now=utcnow())
    db.session.commit()
    return form


def later_page(event, open_sheet):
    """A page of the same sheet that is rendered after the step closed: opened again for that, and closed as it was."""
    step = factories.step(event, "objectives")
    closed_at, step.closed_at = step.closed_at, None
    form = open_sheet("objectives").open().fill("objective", "Too late")
    step = factories.step(event, "objectives")
    step.closed_at = closed_at
    db.session.commit()
    return form


def field(form, name: str) -> str:
    return next(value for one, value in form.fields if one == name)


def test_words_that_are_on_their_way_from_a_page_of_before_are_taken(before, open_sheet):
    assert open_sheet("objectives").press(before).status_code == 303


@pytest.mark.parametrize("forge", ["an older time", "an older time alone", "the stamp of another worksheet"])
def test_a_stamp_that_the_site_did_not_write_gains_no_minute(before, event, open_sheet, forge):
    with time_machine.travel(utcnow() + timedelta(seconds=10)):
        form = later_page(event, open_sheet)
        time, _, signature = field(form, "rendered").partition(".")
        older = str(int(time) - 60)
        with time_machine.travel(utcnow() - timedelta(minutes=5)):
            elsewhere = field(open_sheet("needs").open(), "rendered")
        form.set("rendered", {"an older time": f"{older}.{signature}", "an older time alone": older}.get(forge, elsewhere))

        answer = open_sheet("objectives").press(form)

    assert answer.status_code == 409
    assert "Your text is kept as a private copy." in answer.text


def test_a_save_without_a_time_is_taken_while_the_worksheet_is_open(event, open_sheet):
    form = open_sheet("objectives").open().fill("objective", "In time").set("rendered", "yesterday")

    assert open_sheet("objectives").press(form).status_code == 303
