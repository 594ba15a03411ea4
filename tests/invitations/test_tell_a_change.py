"""Another time: said on the page with was and now, sent when Ada says so, and reminders follow it."""

from datetime import timedelta

import pytest

from tests.cast import ADA
from tests.invitations.letters import IVY, JAN, LEAD, entry, letters, link, next_week
from workshop.database import utcnow
from workshop.extensions import db


@pytest.fixture
def ada(event, browse):
    next_week(event)
    browser = browse(as_=ADA)
    browser.post(LEAD)
    return browser


def move(event, **by) -> None:
    event.starts_at += timedelta(**by)
    event.ends_at += timedelta(**by)
    db.session.commit()


def test_a_new_time_is_offered_and_not_sent_by_itself(ada, event):
    move(event, hours=2)

    page = ada.get(LEAD).text

    assert page.index("It was:") < page.index("It is now:") < page.index("Tell everybody who may still come")
    assert letters(kind="change") == []


def test_told_once_everybody_has_the_new_time_under_the_same_id(ada, event):
    move(event, hours=2)
    for _press in range(2):
        ada.post(f"{LEAD}/change")

    [change] = letters(kind="change")
    method, told = entry(change)
    assert (method, told["SEQUENCE"], told.start) == ("REQUEST", 1, event.starts_at)
    assert told["UID"] == entry(letters(kind="invitation")[0])[1]["UID"]


def test_reminders_move_with_the_event(ada, event):
    move(event, hours=2)
    ada.post(f"{LEAD}/change")

    due = [one.not_before for one in letters(kind="reminder", waiting=True)]

    assert due == [event.starts_at - timedelta(days=1), event.starts_at - timedelta(hours=1)]


def test_whoever_declined_is_not_told(ada, event, browse):
    browse().post(link(letters(IVY)[0]), data={"answer": "decline"})
    move(event, days=1)

    ada.post(f"{LEAD}/change")

    assert (letters(IVY, kind="change"), len(letters(JAN, kind="change"))) == ([], 1)


def test_a_reminder_whose_time_has_passed_is_left_out(ada, event):
    move(event, days=-6, hours=-12)
    ada.post(f"{LEAD}/change")

    waiting = letters(kind="reminder", waiting=True)

    assert [one.not_before for one in waiting] == [event.starts_at - timedelta(hours=1)]
    assert waiting[0].expires_at == event.starts_at


def test_nothing_is_sent_after_it_began(ada, event):
    event.starts_at = utcnow() - timedelta(hours=1)
    ada.post(f"{LEAD}/change")

    assert letters(kind="change") == []
