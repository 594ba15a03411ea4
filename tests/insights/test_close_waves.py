"""Waves of check-ins: added up once when the calendar closes them, coarse like every figure, and silent under six."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from tests import factories
from tests.actions.answers import ask, close, held, people, say
from tests.actions.people import SECRET, seat_of
from workshop.accounts.own_data import erase
from workshop.actions.waves import over_after
from workshop.database import utcnow
from workshop.extensions import db
from workshop.insights.closing_waves import waves_to_close
from workshop.insights.gate.figures import SILENCE, ChoiceFigure, CountWord, NamedOption, OptionGroup, Share
from workshop.insights.models import BlockRow, ClosedWave, CountedIn, ReleaseRow
from workshop.insights.releases import latest_release, releases_for_client, releases_of, shown_release, wave_release
from workshop.insights.running import add_up_waves
from workshop.insights.turnout import Waiting, WaveTurnout, wave_turnouts

TWELVE = ["done"] * 5 + ["partly"] * 2 + ["stuck"] * 2 + ["not_yet"] * 2 + ["no_longer"]


def test_a_closed_wave_says_what_was_counted_by_hand(event):
    held(event, 12)
    ask(7)
    say(event, 7, *TWELVE, barriers="time,forgot")

    release = close(event, 7)

    assert release.figure("follow_up.week") == ChoiceFigure(10, 12, "done", count=5)
    barriers = release.figure("follow_up.week_barriers")
    assert barriers.named == (NamedOption("forgot", 7), NamedOption("time", 7))
    assert (barriers.people, "manager" in barriers.rest) == (12, True)


def test_from_twenty_people_on_neighbours_are_merged_until_each_has_three(event):
    held(event, 20)
    ask(7)
    say(event, 7, *["done"] * 12, *["partly"] * 3, *["stuck"] * 3, "not_yet", "no_longer")

    figure = close(event, 7).figure("follow_up.week")

    merged = OptionGroup(("partly_or_stuck", "not_yet_or_no_longer"), 8)
    assert figure == ChoiceFigure(20, 20, "done", groups=(OptionGroup(("done",), 12), merged))


@pytest.mark.parametrize(("went", "share"), [(["done"] * 6, Share.MORE_THAN_HALF), (["not_yet"] * 6, Share.FEWER_THAN_HALF)])
def test_six_people_are_told_in_words(event, went, share):
    held(event, 6)
    ask(7)
    say(event, 7, *went)

    assert close(event, 7).figure("follow_up.week").share == share


def test_none_to_five_look_the_same_to_the_letter_whoever_had_agreed(event):
    told = set()
    for n in range(6):
        other = held(factories.event(event.client, code=f"OTTER-1{n}", teams=("Claims",)), n)
        say(other, 7, *["done"] * n)
        release = close(other, 7)
        told.add((release.hash, wave_turnouts(db.session, other)))

    assert {turnouts for _hash, turnouts in told} == {(WaveTurnout(7, Waiting.FOR_PEOPLE, Waiting.FOR_PEOPLE),)}
    assert {row.figure for row in release.rows} == {SILENCE}
    assert len(told) == 1


def test_turnout_is_in_steps_of_five_for_ever(event):
    held(event, 14)
    ask(7)
    say(event, 7, *TWELVE[:9])
    close(event, 7)

    assert wave_turnouts(db.session, event) == (WaveTurnout(7, 10, 5),)


def test_erasing_somebody_removes_what_they_said_and_moves_no_figure(event):
    held(event, 12)
    ask(7)
    say(event, 7, *TWELVE)
    before = close(event, 7), wave_turnouts(db.session, event)
    erase(db.session, factories.user(people(12)[0]), pepper=SECRET, now=utcnow())
    db.session.commit()

    after = close(event, 7), wave_turnouts(db.session, event)

    assert after == before
    assert len(db.session.scalars(select(CountedIn)).all()) == 11


def test_what_is_said_later_moves_nothing_and_a_wave_is_closed_once(event):
    held(event, 12)
    ask(7)
    say(event, 7, *TWELVE)
    first = close(event, 7)

    say(event, 7, *["no_longer"] * 12)

    assert close(event, 7) == first
    assert len(db.session.scalars(select(ReleaseRow)).all()) == 1


def test_a_later_wave_keeps_the_earlier_ones_and_asks_only_whom_it_may(event):
    held(event, 12)
    ask(7)
    say(event, 7, *TWELVE)
    first = close(event, 7)
    ask(30)
    say(event, 30, *["done"] * 0)
    second = close(event, 30)

    assert second.figure("follow_up.week") == first.figure("follow_up.week")
    assert second.figure("follow_up.month") == SILENCE
    assert wave_turnouts(db.session, event)[1].asked == 5  # twelve less five who were done, and one for whom it was no more
    assert second.number == first.number + 1


def test_who_is_not_expected_and_has_not_proven_an_address_is_not_counted(event):
    held(event, 6)
    ask(7)
    say(event, 7, *["done"] * 6)
    seat = seat_of(event, people(1)[0])
    seat.rostered_at, seat.user.proven_at = None, None
    db.session.commit()

    assert close(event, 7).figure("follow_up.week") == SILENCE


def test_where_one_manager_leads_them_nothing_is_printed_that_may_be_about_them(event):
    event.is_led_by_one_manager = True
    held(event, 12)
    ask(7)
    say(event, 7, *["stuck"] * 12, barriers="manager,time")

    figure = close(event, 7).figure("follow_up.week_barriers")

    assert figure.named == (NamedOption("time", CountWord.NEARLY_EVERYONE),)
    assert "manager" not in figure.rest


def test_the_calendar_closes_waves_whoever_was_asked(event, harbour):
    held(event, 6)
    due = event.closed_at + over_after(7)

    early, now = (waves_to_close(db.session, now=moment) for moment in (due - timedelta(seconds=1), due))
    later = waves_to_close(db.session, now=event.closed_at + over_after(90))

    assert (early, now) == ([], [(event, 7)])
    assert later == [(event, 7), (event, 30), (event, 90)]  # Harbour's workshop is still open


def test_the_worker_closes_what_is_due_and_then_leaves_it(event):
    held(event, 6)
    ask(7)
    say(event, 7, *["done"] * 6)
    for _again in range(2):
        add_up_waves(db.session, settings=None, now=event.closed_at + over_after(7))

    assert wave_release(db.session, event).figure("follow_up.week").share == Share.MORE_THAN_HALF
    assert waves_to_close(db.session, now=event.closed_at + over_after(7)) == []


def test_a_wave_that_fails_is_told_in_the_log_and_stops_no_other(event, harbour, caplog):
    held(event, 6)
    held(harbour, 6)
    due = event.closed_at + over_after(7)
    step = factories.step(event, "action")
    db.session.add(BlockRow(event_id=event.id, question="follow_up.week", level=6, generation=1, tally="broken"))
    db.session.commit()

    add_up_waves(db.session, settings=None, now=due)

    assert waves_to_close(db.session, now=due) == [(event, 7)]
    assert (wave_release(db.session, step.event), wave_release(db.session, harbour) is None) == (None, False)
    assert "a wave was not added up" in caplog.text


def test_a_rehearsal_has_no_waves(event, harbour):
    held(event, 6)
    event.rehearsal_of_id = harbour.id
    db.session.commit()

    assert waves_to_close(db.session, now=event.closed_at + over_after(90)) == []


def test_the_worksheets_own_figures_stand_as_they_were(event):
    held(event, 12)
    ask(7)
    say(event, 7, *TWELVE)
    close(event, 7)
    step = factories.step(event, "action")

    assert (latest_release(db.session, step), shown_release(db.session, step)) == (None, None)
    assert (releases_of(db.session, event), releases_for_client(db.session, event)) == ({}, {})


def test_the_database_refuses_to_change_what_was_counted(event):
    held(event, 6)
    close(event, 7)
    db.session.get(ClosedWave, (event.id, 7)).asked = 40

    with pytest.raises(DatabaseError):
        db.session.flush()
    db.session.rollback()


def test_no_block_has_fewer_than_six_people(event):
    held(event, 17)
    ask(7)
    say(event, 7, *TWELVE)
    close(event, 7)

    tallies = [block.tally for block in db.session.scalars(select(BlockRow))]

    assert tallies
    assert all('"n":12' in tally for tally in tallies)
