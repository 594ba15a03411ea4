"""What was added up stays: latecomers wait, changed minds move nothing, and between releases not a byte differs."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import IntegrityError

from tests import factories
from tests.insights.people import GUESS, OBJECTIVE, RATINGS, seats, write
from workshop.answers.models import Sheet
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.insights.gate.figures import SILENCE, Share
from workshop.insights.gate.releases import Release, as_json
from workshop.insights.models import BlockRow, CountedIn, ReleaseRow
from workshop.insights.releases import latest_release


def added_up(event, key: str = "objectives") -> Release:
    return add_up(db.session, factories.step(event, key), now=utcnow())


def counted(event, n: int, *entries: dict) -> list[Participant]:
    """So many people of Claims who have written this."""
    people = seats(event, "Claims", n)
    for seat in people:
        write(seat, "objectives", *entries)
    return people


def edit(event, seat):
    write(seat, "objectives", GUESS)


def withdraw(event, seat):
    db.session.execute(delete(Sheet).where(Sheet.participant_id == seat.id))


def move(event, seat):
    seat.event_team_id = event.teams[1].id


def leave(event, seat):
    seat.removed_at = utcnow()


def erase(event, seat):
    db.session.execute(delete(Sheet).where(Sheet.participant_id == seat.id))
    db.session.execute(delete(Participant).where(Participant.id == seat.id))


@pytest.mark.parametrize("disturb", [edit, withdraw, move, leave, erase])
def test_what_a_counted_person_does_later_changes_no_figure(event, disturb):
    people = counted(event, 12, OBJECTIVE)
    before = added_up(event)

    disturb(event, people[0])
    db.session.flush()

    assert added_up(event) == before
    assert as_json(latest_release(db.session, factories.step(event, "objectives")).rows) == as_json(before.rows)


def test_someone_who_is_erased_is_forgotten_but_their_tally_stays(event):
    people = counted(event, 6, OBJECTIVE)
    added_up(event)

    erase(event, people[0])
    db.session.flush()

    assert db.session.scalar(select(func.count()).select_from(CountedIn)) == 5
    assert '"n":6' in db.session.scalars(select(BlockRow.tally)).first()


def test_people_who_write_late_wait_until_they_are_six(event):
    late = seats(event, "Service", 6)
    counted(event, 6, OBJECTIVE)
    first = added_up(event)
    for seat in late[:5]:
        write(seat, "objectives", GUESS)

    second = added_up(event)
    write(late[5], "objectives", GUESS)
    third = added_up(event)

    assert second == first
    assert (third.number, third.figure("objectives.how_sure").people) == (2, 12)


def test_a_figure_that_stands_keeps_its_day_and_a_new_one_has_its_own(event):
    late = seats(event, "Service", 6)
    step, now = factories.step(event, "objectives"), utcnow()
    for seat in counted(event, 6, OBJECTIVE):
        write(seat, "objectives", {"kind": "target"})
    first = add_up(db.session, step, now=now)
    for seat in late:
        write(seat, "objectives", OBJECTIVE)

    second = add_up(db.session, step, now=now + timedelta(days=3))

    assert [row.since for row in second.rows] == [second.made_on, second.made_on]
    assert second.made_on == first.made_on + timedelta(days=3)
    assert first.figure("objectives.how_sure") == SILENCE


def test_false_participants_who_join_after_the_first_adding_up_move_nothing(event):
    waiting = seats(event, "Claims", 1)
    counted(event, 10, OBJECTIVE)
    before = added_up(event)
    write(waiting[0], "objectives", GUESS)

    for seat in seats(event, "Claims", 5):
        write(seat, "objectives", OBJECTIVE)

    assert added_up(event) == before


def test_results_do_not_change_while_people_save(event):
    waiting = seats(event, "Service", 8)
    counted(event, 7, OBJECTIVE)
    step = factories.step(event, "objectives")
    before = added_up(event)

    for seat in waiting:
        write(seat, "objectives", GUESS)
        assert latest_release(db.session, step) == before


@pytest.mark.parametrize("key", ["objectives", "needs", "strengths", "extra", "action", "closing"])
def test_none_to_five_answers_freeze_the_same_bytes(event, harbour, key):
    entry = {
        "objectives": OBJECTIVE,
        "needs": {"who": "Advisers", "needs": "quick"},
        "strengths": {"strength": "Explain a refusal", "channel": "work", "works": "yes"},
        "extra": {"idea": "A one-page list", "kind": "explain"},
        "action": {"when": "Thursday", "will": "ask", "kind": "ask"},
        "closing": {"useful": 5},
    }[key]
    step, printed = factories.step(event, key), set()

    for seat in [None, *seats(event, "Claims", 5)]:
        if seat is not None:
            write(seat, key, entry, once=RATINGS if key == "needs" else None)
        add_up(db.session, step, now=utcnow())
        printed |= set(db.session.scalars(select(ReleaseRow.figures)))

    assert len(printed) == 1
    assert db.session.scalar(select(func.count()).select_from(ReleaseRow)) == 1


def test_the_same_figures_in_another_worksheet_step_are_another_release(event):
    counted(event, 6, OBJECTIVE)

    assert added_up(event).id != added_up(event, "needs").id


@pytest.mark.parametrize(
    "change", ["UPDATE releases SET figures = '[]'", "DELETE FROM releases", "UPDATE blocks SET tally = '{}'"]
)
def test_the_database_refuses_to_change_what_was_frozen(event, change):
    counted(event, 6, OBJECTIVE)
    added_up(event)
    db.session.commit()

    with pytest.raises(IntegrityError):
        db.session.execute(text(change))


def test_the_least_certain_entry_is_the_one_that_counts(event):
    counted(event, 6, OBJECTIVE, GUESS)

    assert added_up(event).figure("objectives.how_sure").share == Share.FEWER_THAN_HALF


def test_who_answers_a_second_question_later_is_counted_in_it_once(event):
    chips = {"who": "Branch advisers", "needs": "quick"}
    people = seats(event, "Claims", 12)
    for seat in people:
        write(seat, "needs", chips)
    added_up(event, "needs")
    n_before = db.session.scalar(select(func.count()).select_from(BlockRow))
    for seat in people:
        write(seat, "needs", chips, once=RATINGS)

    added_up(event, "needs")
    n_after = db.session.scalar(select(func.count()).select_from(BlockRow))
    added_up(event, "needs")

    assert n_before < n_after == db.session.scalar(select(func.count()).select_from(BlockRow))
    assert db.session.scalar(select(func.count()).select_from(CountedIn)) == 12
