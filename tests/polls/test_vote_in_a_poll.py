"""Each person votes once; nothing says afterwards what for."""

import pytest
from sqlalchemy import delete, func, inspect, select

from tests import factories
from tests.cast import ADA, BEN
from tests.polls.rooms import PATH, ask, poll, press, vote, votes
from workshop.database import utcnow
from workshop.extensions import db
from workshop.polls import polling
from workshop.polls.models import Poll, PollOption, PollVoter
from workshop.polls.polling import NotOpen


@pytest.fixture
def ada(event, browse):
    browser = browse(as_=ADA)
    ask(browser)
    return browser


@pytest.fixture
def ben(ada, browse):
    return browse(as_=BEN)


def n_voters() -> int:
    return db.session.scalar(select(func.count()).select_from(PollVoter))


def test_a_vote_is_counted(ben):
    vote(ben, 2)

    assert votes(poll()) == [0, 1, 0]


def test_a_second_vote_is_not_and_the_reason_is_said(ben):
    vote(ben, 2)
    vote(ben, 1)

    assert votes(poll()) == [0, 1, 0]
    assert "nobody knows which one was yours" in ben.get(PATH).text


@pytest.mark.parametrize("option", ["", "9", "Yes", "-1"])
def test_without_a_choice_nothing_is_counted(ben, option):
    page = vote(ben, option)

    assert (page.status_code, "Choose one of these." in page.text, votes(poll())) == (422, True, [0, 0, 0])


def test_a_closed_poll_takes_no_vote(ben, ada):
    press(ada, "closing")
    vote(ben, 1)

    assert votes(poll()) == [0, 0, 0]
    assert "closed before your vote came in" in ben.get(PATH).text


def test_a_closed_event_takes_no_vote(ben, event):
    event.close(now=utcnow())
    vote(ben, 1)

    assert votes(poll()) == [0, 0, 0]


def test_who_voted_is_forgotten_when_the_poll_closes(ben, ada):
    vote(ben, 1)
    assert n_voters() == 1

    press(ada, "closing")

    assert (n_voters(), votes(poll())) == (0, [1, 0, 0])


def test_erasing_a_person_leaves_the_count(ben):
    vote(ben, 1)
    db.session.delete(factories.user(BEN))
    db.session.commit()

    assert (n_voters(), votes(poll())) == (0, [1, 0, 0])


def test_no_table_has_both_a_person_and_an_option():
    """What is not stored cannot be told: the one table with people knows the poll alone."""
    people = {"participant_id", "user_id"}

    assert {column.key for column in inspect(PollVoter).columns} == {"poll_id", "participant_id"}
    assert [column.key for model in (Poll, PollOption) for column in inspect(model).columns if column.key in people] == []


def test_a_poll_of_another_event_is_not_reached(ben, harbour):
    factories.seat(harbour, BEN, team="Cranes")

    assert ben.post(f"/workbook/WREN-63/poll/{poll().public_id}/vote", data={"option": 1}).status_code == 404


def test_a_poll_that_is_deleted_while_somebody_votes_takes_no_vote(ben):
    gone = poll()
    gone.options  # noqa: B018  read before it goes
    db.session.execute(delete(Poll).where(Poll.id == gone.id), execution_options={"synchronize_session": False})

    with pytest.raises(NotOpen):
        polling.vote(db.session, factories.seat_of(gone.event, BEN), gone, 1)
