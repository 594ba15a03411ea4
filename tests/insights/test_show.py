"""Showing: what was added up goes before the room when the facilitator says so, and never before."""

import pytest

from tests import factories
from tests.insights.people import GUESS, OBJECTIVE, seats, write
from workshop.database import utcnow
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.insights.releases import (
    NothingAddedUp,
    came_too_late,
    latest_release,
    releases_of,
    show,
    shown_release,
    shown_releases_of,
)


def written_and_added_up(event, entry: dict):
    for seat in seats(event, "Claims", 6):
        write(seat, "objectives", entry)
    return add_up(db.session, factories.step(event, "objectives"), now=utcnow())


def test_nothing_is_there_before_adding_up(event):
    step = factories.step(event, "objectives")

    assert latest_release(db.session, step) is None
    assert shown_release(db.session, step) is None
    assert releases_of(db.session, event) == {}
    with pytest.raises(NothingAddedUp):
        show(db.session, step, now=utcnow())


def test_adding_up_is_for_the_facilitator_until_it_is_shown(event):
    step = factories.step(event, "objectives")
    made = written_and_added_up(event, OBJECTIVE)

    assert latest_release(db.session, step) == made
    assert shown_release(db.session, step) is None
    assert shown_releases_of(db.session, event) == {}

    assert show(db.session, step, now=utcnow()) == made
    assert shown_release(db.session, step) == made
    assert shown_releases_of(db.session, event) == {"objectives": made}


def test_the_room_keeps_what_it_was_shown_until_the_next_showing(event):
    step = factories.step(event, "objectives")
    late = seats(event, "Service", 6)
    first = written_and_added_up(event, OBJECTIVE)
    show(db.session, step, now=utcnow())
    for seat in late:
        write(seat, "objectives", GUESS)

    second = add_up(db.session, step, now=utcnow())

    assert shown_release(db.session, step) == first
    assert latest_release(db.session, step) == second
    assert show(db.session, step, now=utcnow()) == second
    assert shown_release(db.session, step) == second


def test_releases_come_in_the_order_of_the_agenda(event):
    for key in ("needs", "objectives"):
        add_up(db.session, factories.step(event, key), now=utcnow())

    assert list(releases_of(db.session, event)) == ["objectives", "needs"]


def test_who_sits_down_after_adding_up_is_told_that_they_came_too_late(event):
    early = seats(event, "Claims", 1)[0]
    written_and_added_up(event, OBJECTIVE)
    late = seats(event, "Claims", 1)[0]
    step = factories.step(event, "objectives")

    assert came_too_late(db.session, step, late) is True
    assert came_too_late(db.session, step, early) is False
    assert came_too_late(db.session, factories.step(event, "needs"), late) is False
