"""Turnout says how many, never who, and not to one while people write."""

import pytest

from tests import factories
from tests.cast import ADA
from tests.insights.people import OBJECTIVE, seats, write
from workshop.accounts.models import Administrator
from workshop.accounts.own_data import erase
from workshop.database import utcnow
from workshop.events.models import Planner
from workshop.extensions import db
from workshop.insights.confirmation import Saved, confirmation
from workshop.insights.turnout import StepTurnout, Waiting, freeze_turnout, printed, turnout

WAITING = Waiting.FOR_PEOPLE


@pytest.mark.parametrize(
    ("n", "meanwhile", "at_the_end"),
    [(0, WAITING, WAITING), (5, WAITING, WAITING), (6, 5, 6), (9, 5, 9), (10, 10, 10), (14, 10, 14), (28, 25, 28)],
)
def test_numbers_of_people_move_in_steps_of_five(n, meanwhile, at_the_end):
    assert printed(n, is_over=False) == meanwhile
    assert printed(n, is_over=True) == at_the_end


def test_turnout_counts_who_joined_started_and_finished(event):
    people = seats(event, "Claims", 13)
    for seat in people[:11]:
        write(seat, "objectives", OBJECTIVE, done_at=utcnow() if seat in people[:7] else None)
    step = factories.step(event, "objectives")

    seen = turnout(db.session, event)

    assert seen.joined == 14
    assert seen.steps[step.number] == StepTurnout(started=10, done=5)
    assert seen.steps[factories.step(event, "needs").number] == StepTurnout(WAITING, WAITING)


@pytest.mark.parametrize(("closes", "started"), [("step", 10), ("event", 11)])
def test_turnout_is_exact_at_the_end_and_not_while_a_step_can_be_opened_again(event, closes, started):
    for seat in seats(event, "Claims", 11):
        write(seat, "objectives", OBJECTIVE)
    step = factories.step(event, "objectives")
    (step if closes == "step" else event).close(now=utcnow())
    if closes == "event":
        freeze_turnout(db.session, event)

    assert turnout(db.session, event).steps[step.number] == StepTurnout(started=started, done=WAITING)


@pytest.mark.parametrize(
    ("n", "told"),
    [(5, None), (6, Saved(5, 24)), (9, Saved(5, 24)), (10, Saved(10, 24)), (19, Saved(15, 24)), (23, Saved(20, 24))],
)
def test_the_question_before_adding_up_counts_in_fives(event, n, told):
    for seat in seats(event, "Claims", 23)[:n]:
        write(seat, "objectives", OBJECTIVE)

    assert confirmation(db.session, factories.step(event, "objectives")) == told


def test_facilitators_and_people_who_left_are_no_turnout(event):
    gone = seats(event, "Claims", 6)
    for seat in [*gone, factories.seat(event, ADA)]:
        write(seat, "objectives", OBJECTIVE)
    for seat in gone:
        seat.removed_at = utcnow()

    seen = turnout(db.session, event)

    assert (seen.joined, seen.steps[factories.step(event, "objectives").number]) == (1, StepTurnout(WAITING, WAITING))


def test_removing_somebody_does_not_tell_whether_they_had_started(event):
    people = seats(event, "Claims", 12)
    for seat in people[:10]:
        write(seat, "objectives", OBJECTIVE, done_at=utcnow())
    step = factories.step(event, "objectives")
    before = turnout(db.session, event)

    people[0].removed_at = utcnow()
    db.session.flush()

    after = turnout(db.session, event)
    assert (before.joined, after.joined) == (13, 12)
    assert after.steps == before.steps
    assert confirmation(db.session, step) == Saved(10, 12)
    assert at_the_end(event) == StepTurnout(10, 10)


def test_erasing_oneself_does_not_tell_whether_one_had_started(event, app):
    people = seats(event, "Claims", 12)
    for seat in people[:10]:
        write(seat, "objectives", OBJECTIVE, done_at=utcnow())
    before = turnout(db.session, event)

    erase(db.session, people[0].user, pepper=app.config["SECRET_KEY"], now=utcnow())

    after = turnout(db.session, event)
    assert (before.joined, after.joined) == (13, 12)
    assert after.steps == before.steps
    assert at_the_end(event) == StepTurnout(10, 10)


def at_the_end(event) -> StepTurnout:
    """What is said of worksheet 1 once the event is closed."""
    event.close(now=utcnow())
    freeze_turnout(db.session, event)
    return turnout(db.session, event).steps[factories.step(event, "objectives").number]


def test_a_sheet_that_was_only_opened_is_not_started(event):
    for seat in seats(event, "Claims", 6):
        write(seat, "objectives").revision = 0
    step = factories.step(event, "objectives")

    assert turnout(db.session, event).steps[step.number] == StepTurnout(WAITING, WAITING)


def test_turnout_takes_as_many_statements_for_fifty_people_as_for_none(event, statements):
    turnout(db.session, event)
    without = len(statements)
    seats(event, "Claims", 50)
    statements.clear()

    turnout(db.session, event)

    assert len(statements) <= without


def test_appointing_somebody_who_took_part_moves_no_number(event):
    people = seats(event, "Claims", 12)
    for seat in people[:11]:
        write(seat, "objectives", OBJECTIVE, done_at=utcnow())
    before = turnout(db.session, event)

    for appoint in (Planner, Administrator):
        db.session.add(appoint(user_id=people[0].user_id))
        db.session.flush()
        assert turnout(db.session, event) == before
        assert confirmation(db.session, factories.step(event, "objectives")) == Saved(10, 13)


def test_after_closing_nobody_who_is_erased_or_leaves_moves_a_number(event):
    people = seats(event, "Claims", 12)
    for seat in people[:11]:
        write(seat, "objectives", OBJECTIVE, done_at=utcnow())
    event.close(now=utcnow())
    freeze_turnout(db.session, event)
    before = turnout(db.session, event)

    db.session.delete(people[0].user)
    people[1].removed_at = utcnow()
    db.session.flush()

    assert turnout(db.session, event) == before
    assert before.steps[factories.step(event, "objectives").number] == StepTurnout(11, 11)
