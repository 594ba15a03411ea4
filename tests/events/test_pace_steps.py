"""Opening, pausing, timing and closing a step; where the room is."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import factories
from workshop.events import pacing
from workshop.events.models import Step
from workshop.extensions import db
from workshop.live.signals import revisions

NOON = datetime(2027, 3, 16, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def step() -> Step:
    """A step of ten minutes, opened at noon."""
    made = Step(number=1, rank=1, kind="talk", minutes=10)
    made.open(now=NOON)
    return made


def test_a_step_that_opens_ends_after_its_planned_minutes(step):
    assert step.until(now=NOON) == NOON + 10 * MINUTE


def test_nothing_happens_when_the_time_is_over(step):
    later = NOON + 11 * MINUTE

    assert (step.is_open, step.until(now=later)) == (True, None)


def test_after_a_pause_what_was_left_of_the_time_is_left(step):
    step.pause(now=NOON + 4 * MINUTE)
    assert (step.is_paused, step.is_open, step.until(now=NOON + 5 * MINUTE)) == (True, True, None)

    step.open(now=NOON + 20 * MINUTE)

    assert step.until(now=NOON + 20 * MINUTE) == NOON + 26 * MINUTE


def test_pausing_twice_is_pausing_once(step):
    step.pause(now=NOON + MINUTE)

    step.pause(now=NOON + 3 * MINUTE)

    assert step.paused_at == NOON + MINUTE


def test_a_time_set_during_a_pause_counts_from_when_it_goes_on(step):
    step.pause(now=NOON + MINUTE)
    step.end_in(5, now=NOON + 2 * MINUTE)

    step.open(now=NOON + 10 * MINUTE)

    assert step.until(now=NOON + 10 * MINUTE) == NOON + 15 * MINUTE


def test_a_minute_more_pressed_twice_is_one_minute_more(step):
    seen = step.ends_at

    step.extend(1, after=seen, now=NOON)
    step.extend(1, after=seen, now=NOON)

    assert step.ends_at == NOON + 11 * MINUTE


def test_a_minute_more_after_the_end_counts_from_now(step):
    step.extend(1, after=step.ends_at, now=NOON + 30 * MINUTE)

    assert step.ends_at == NOON + 31 * MINUTE


def test_no_minutes_take_the_end_time_away(step):
    step.end_in(0, now=NOON)

    assert step.until(now=NOON) is None


def test_going_back_to_an_open_step_keeps_its_end_time(step):
    step.open(now=NOON + 2 * MINUTE)

    assert step.ends_at == NOON + 10 * MINUTE


def test_a_closed_step_cannot_be_paused(step):
    step.close(now=NOON)

    step.pause(now=NOON)

    assert step.paused_at is None


def test_the_room_is_where_it_was_opened_last(event):
    needs, objectives = factories.step(event, "needs"), factories.step(event, "objectives")

    pacing.open_step(db.session, objectives, now=NOON + timedelta(days=9000))

    assert pacing.room_step(event, [needs, objectives]) is objectives


def test_a_closed_event_has_no_room(event):
    event.close(now=NOON)

    assert pacing.room_step(event, event.steps) is None


def test_where_people_set_their_own_pace_every_step_opens_with_the_doors_and_there_is_no_room(event):
    event.is_self_paced, event.opened_at = True, None
    db.session.commit()

    pacing.open_event(db.session, event, now=NOON)

    assert {(step.is_open, step.ends_at) for step in event.steps} == {(True, None)}
    assert pacing.room_step(event, event.steps) is None


@pytest.mark.parametrize(
    "act",
    [
        lambda step: pacing.open_step(db.session, step, now=NOON),
        lambda step: pacing.pause_step(db.session, step, now=NOON),
        lambda step: pacing.close_step(db.session, step, now=NOON),
        lambda step: pacing.end_step_in(db.session, step, 5, now=NOON),
        lambda step: pacing.extend_step(db.session, step, 1, after=None, now=NOON),
        lambda step: pacing.open_event(db.session, step.event, now=NOON),
    ],
)
def test_every_act_tells_the_room_once(event, act):
    act(factories.step(event, "needs"))

    assert revisions(db.session, ["HERON-42/room", "HERON-42/hosts"]) == {"HERON-42/room": 1, "HERON-42/hosts": 0}
