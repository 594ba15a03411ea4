"""Who is written to when: in their working hours, as agreed, never twice in five days, and never for nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import factories
from tests.actions.people import CUE, SECRET, WILL, agree, asking_of, link_of, local, move_to, seat_of, work
from tests.cast import BEN
from workshop.accounts.own_data import address_hmac
from workshop.actions.answering import Given, hear, stop_asking
from workshop.actions.following import Written, actions_of, follow
from workshop.actions.models import Asking
from workshop.actions.schedule import move
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.mail.suppressions import suppress

TUESDAY = local(2027, 3, 2)
A_WEEK_LATER = local(2027, 3, 9, 9)


@pytest.fixture
def held(event):
    """HERON-42 on the second of March 2027, where Ben agreed to be asked three times."""
    move_to(event, TUESDAY)
    agree(event, BEN, now=TUESDAY)
    return event


def test_a_week_later_at_nine_one_letter_goes_out(held):
    early, now, again = work(A_WEEK_LATER - timedelta(minutes=1)), work(A_WEEK_LATER), work(A_WEEK_LATER)

    assert [len(early), len(now), len(again)] == [0, 1, 0]
    assert (now[0].to_address, now[0].priority, now[0].category) == (BEN, 20, "followup")


def test_the_letter_quotes_nothing_and_has_a_link_that_expires_with_the_wave(held):
    (letter,) = work(A_WEEK_LATER)

    assert letter.subject == "Time for your action"
    assert [word for word in (CUE, WILL, held.title) if word in letter.text + letter.subject] == []
    assert f"http://localhost{link_of(held, BEN)}?went=not_yet" in letter.text
    assert letter.expires_at == local(2027, 3, 23, 9)


def test_nine_stays_nine_when_the_clocks_change(held):
    opened = [asking_of(held, BEN, wave).opens_at for wave in (7, 30, 90)]

    assert opened == [local(2027, 3, 9, 9), local(2027, 4, 1, 9), local(2027, 5, 31, 9)]
    assert [one.hour for one in opened] == [14, 13, 13]


def test_what_would_open_on_a_weekend_opens_on_monday(event):
    move_to(event, local(2027, 3, 4))
    agree(event, BEN, now=local(2027, 3, 4))

    assert asking_of(event, BEN, 30).opens_at == local(2027, 4, 5, 9)


@pytest.mark.parametrize("hour", [(2027, 3, 10, 7, 59), (2027, 3, 10, 17, 0), (2027, 3, 13, 10, 0)])
def test_after_a_pause_of_the_worker_nobody_is_written_to_at_night_or_on_a_weekend(held, hour):
    assert work(local(*hour)) == []


def test_without_an_answer_a_second_letter_comes_five_days_later_and_no_third(held):
    work(A_WEEK_LATER)

    days = [len(work(A_WEEK_LATER + timedelta(days=n))) for n in range(1, 14)]

    assert [n for n, letters in enumerate(days, 1) if letters] == [6]  # the fifth day is a Sunday, and the sixth a Monday
    assert sum(days) == 1


def test_who_has_answered_is_not_reminded(held):
    work(A_WEEK_LATER)
    say(held, "partly", A_WEEK_LATER + timedelta(days=1))

    assert work(A_WEEK_LATER + timedelta(days=6)) == []


def test_who_said_before_the_wave_how_it_goes_is_asked_all_the_same(held):
    say(held, "not_yet", TUESDAY + timedelta(days=1))

    assert len(work(A_WEEK_LATER)) == 1


@pytest.mark.parametrize("went", ["done", "no_longer"])
def test_after_done_and_no_longer_needed_nobody_asks_any_more(held, went):
    say(held, went, TUESDAY + timedelta(days=1))

    assert all(work(asking.opens_at) == [] for asking in db.session.scalars(select(Asking)))


def test_who_takes_done_back_is_asked_in_the_next_wave(held):
    say(held, "done", A_WEEK_LATER)
    say(held, "partly", A_WEEK_LATER + timedelta(hours=1))

    assert len(work(local(2027, 4, 1, 9))) == 1


def test_stop_asking_me_ends_all_waves_and_the_letter_that_waits(held):
    (letter,) = work(A_WEEK_LATER)
    stop_asking(db.session, seat_of(held, BEN), pepper=SECRET, now=A_WEEK_LATER)
    db.session.commit()
    db.session.expire_all()

    later = [len(work(day)) for day in (A_WEEK_LATER + timedelta(days=6), local(2027, 4, 1, 9), local(2027, 5, 31, 9))]

    assert (db.session.get(OutgoingMail, letter.id).state, later) == ("cancelled", [0, 0, 0])


def test_nothing_goes_to_an_address_that_bounced(held):
    suppress(db.session, address_hmac(BEN, SECRET), "bounced", now=TUESDAY)
    db.session.commit()

    assert work(A_WEEK_LATER) == []


@pytest.mark.parametrize("gone", ["removed", "disabled"])
def test_who_was_taken_from_the_room_or_shut_out_is_not_written_to(held, gone):
    seat = seat_of(held, BEN)
    if gone == "removed":
        seat.removed_at = TUESDAY
    else:
        seat.user.disabled_at = TUESDAY
    db.session.commit()

    assert work(A_WEEK_LATER) == []


def test_an_address_that_anybody_may_have_typed_is_not_written_to(held):
    """With a room's code and no roster, else, the site would write three times to anybody about a stranger's words."""
    stranger = factories.seat(held, factories.user("victim@mail.example", is_proven=False), is_rostered=False)
    follow(db.session, stranger, [Written("1", CUE, WILL, None, "series")], pepper=SECRET, now=TUESDAY)
    db.session.commit()
    unknown = [one.to_address for one in work(A_WEEK_LATER)]
    stranger.user.proven_at = A_WEEK_LATER
    db.session.commit()

    assert (unknown, [one.to_address for one in work(A_WEEK_LATER)]) == ([BEN], ["victim@mail.example"])


def test_of_two_workshops_in_one_week_the_second_letter_waits_five_days(held):
    second = move_to(factories.event(held.client, code="OTTER-17", teams=("Claims",)), TUESDAY + timedelta(days=1))
    agree(second, BEN, now=TUESDAY + timedelta(days=1))
    work(A_WEEK_LATER)

    days = [len(work(A_WEEK_LATER + timedelta(days=n))) for n in range(1, 8)]

    assert days == [0, 0, 0, 0, 0, 1, 0]
    assert (asking_of(held, BEN).nudged_at, asking_of(second, BEN).mailed_at) == (None, A_WEEK_LATER + timedelta(days=6))


def test_two_actions_make_one_letter(event):
    move_to(event, TUESDAY)
    written = [Written(entry, CUE, WILL, None, "once") for entry in ("1", "2")]
    follow(db.session, seat_of(event, BEN), written, pepper=SECRET, now=TUESDAY)
    db.session.commit()

    assert len(work(A_WEEK_LATER)) == 1


def test_an_event_that_moves_takes_its_waves_along(held):
    move_to(held, TUESDAY + timedelta(days=7))
    move(db.session, held, pepper=SECRET, now=TUESDAY)
    db.session.commit()

    assert [len(work(A_WEEK_LATER)), len(work(A_WEEK_LATER + timedelta(days=7)))] == [0, 1]


def say(event, went: str, now) -> None:
    """Ben says in the wave of the seventh day how it went."""
    (action,) = actions_of(db.session, seat_of(event, BEN))
    hear(db.session, action, Given({"went": went}), wave=7, pepper=SECRET, now=now)
    db.session.commit()
