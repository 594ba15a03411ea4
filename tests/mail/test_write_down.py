"""Several connections share a commit, and what a commit could not say is said by the next."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail import queue
from workshop.mail.models import OutgoingMail
from workshop.mail.register import Register
from workshop.mail.transport import Outcome


@pytest.fixture
def claimed(app, post) -> list[int]:
    """The ids of three letters that a worker has claimed."""
    for n in range(3):
        post(f"letter {n}")
    ids = [letter.id for letter in queue.claim(db.session, "worker", now=utcnow())]
    db.session.commit()
    return ids


@pytest.fixture
def register(app) -> Register:
    return Register(db.engine, "worker", clock=utcnow, lease=timedelta(minutes=1))


@pytest.fixture
def commits(app):
    """One entry for each commit."""
    made = []
    note = lambda _connection: made.append(1)  # noqa: E731
    event.listen(db.engine, "commit", note)
    yield made
    event.remove(db.engine, "commit", note)


def states() -> list[str]:
    found = list(db.session.scalars(select(OutgoingMail.state).order_by(OutgoingMail.id)))
    db.session.rollback()
    return found


def test_connections_that_ask_together_begin_in_one_commit(claimed, register, commits):
    answers, ready = [], threading.Barrier(3)
    engine_commits = len(commits)

    def connection(letter_id: int) -> None:
        with register.at_work():
            ready.wait()
            answers.append(register.begin(letter_id))
            ready.wait()

    threads = [threading.Thread(target=connection, args=(letter_id,)) for letter_id in claimed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [True, True, True]
    assert states() == ["inflight"] * 3
    assert len(commits) - engine_commits <= 2


def test_what_became_of_a_letter_goes_with_the_next_that_begins(claimed, register):
    first, second, _third = claimed
    register.begin(first)
    register.tried(first, Outcome("sent", 250, "taken"))
    assert states() == ["inflight", "queued", "queued"]

    register.begin(second)

    assert states() == ["sent", "inflight", "queued"]
    assert register.in_hand() == {second}


@contextmanager
def full_disk() -> Iterator[None]:
    """No statement that changes a letter succeeds."""

    def fail(_connection, _cursor, statement, *_rest):
        if statement.startswith("UPDATE"):
            raise OSError("the disk is full")

    event.listen(db.engine, "before_cursor_execute", fail)
    yield
    event.remove(db.engine, "before_cursor_execute", fail)


def test_a_commit_that_fails_loses_no_outcome_and_begins_nothing(claimed, register):
    first, second, _third = claimed
    register.begin(first)
    register.tried(first, Outcome("sent", 250, "taken"))

    with full_disk(), pytest.raises(OSError, match="disk is full"):
        register.begin(second)
    assert states() == ["inflight", "queued", "queued"]
    register.write_down()

    assert states() == ["sent", "queued", "queued"]


def test_a_letter_that_its_connection_has_given_up_is_not_begun_by_another(claimed, register):
    first, second, _third = claimed

    with full_disk(), pytest.raises(OSError, match="disk is full"):
        register.begin(first)

    assert register.begin(second)
    assert states() == ["queued", "inflight", "queued"]


def test_a_letter_in_hand_is_not_taken_for_lost_when_the_clock_jumps(claimed, register):
    register.begin(claimed[0])
    with Session(db.engine) as session:
        queue.sweep(session, now=utcnow() + timedelta(hours=1), in_hand=register.in_hand())
        session.commit()

    assert states()[0] == "inflight"


def test_a_lease_given_by_a_clock_that_was_set_back_since_holds_nobody_up(claimed, app):
    now = utcnow() - timedelta(days=1)

    assert len(queue.claim(db.session, "another", now=now)) == 0  # not due yet by that clock
    db.session.execute(OutgoingMail.__table__.update().values(not_before=now))
    assert len(queue.claim(db.session, "another", now=now)) == 3
