"""Mail stands still when it should, keeps to what the mail server takes, and goes on by itself when it may."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from tests.mail.sink import sent_to
from tests.newsletter.runs import letters_of, plan, readers, ring, send_all, with_address
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail import limits, pausing
from workshop.mail.models import OutgoingMail
from workshop.mail.transport import TransportFailure, TransportRefusal
from workshop.mail.worker import Worker


def states() -> list[str]:
    found = list(db.session.scalars(select(OutgoingMail.state).order_by(OutgoingMail.id)))
    db.session.rollback()
    return found


def pause_now() -> tuple[str, str]:
    """Why no mail goes, and what the mail server said; empty when it goes."""
    found = pausing.current_pause(db.session)
    told = (found.because, found.said) if found else ("", "")
    db.session.rollback()
    return told


@pytest.fixture
def run(app, settings):
    """`run(n)` is a mailing to so many readers, its letters in the outbox."""

    def begin(n: int):
        readers(n)
        mailing = plan(settings)
        ring(settings)
        return mailing

    return begin


@pytest.fixture
def limited(settings, server):
    """`limited(mail_per_hour=…)` is a worker that keeps to this limit."""
    return lambda **given: Worker(db.engine, replace(sent_to(with_address(settings), server), **given), clock=utcnow)


def test_paused_mail_stands_still_and_goes_on_when_let_go(post, postman, sink):
    post("waiting")
    pausing.pause(db.session, "paused", now=utcnow())
    db.session.commit()

    assert (postman.drain(), states()) == (0, ["queued"])

    pausing.go_on(db.session)
    db.session.commit()
    postman.drain()
    assert sink.subjects() == ["waiting"]


def test_a_letter_that_was_claimed_before_the_pause_does_not_begin(post, postman, sink):
    post("first")
    post("second")
    engine = db.engine

    def pause(_to: str) -> None:
        with db.sessionmaker(bind=engine)() as session:
            pausing.pause(session, "paused", now=utcnow())
            session.commit()

    sink.meanwhile = pause
    postman.drain()

    assert (sink.subjects(), states()) == ([], ["queued", "queued"])


def test_a_refused_sender_pauses_all_mail_and_is_tried_again_after_a_quarter_of_an_hour(post, postman, sink):
    post("waiting")
    sink.sender_answer = "550 who are you"
    with pytest.raises(TransportRefusal, match="who are you"):
        postman.drain()

    because, said = pause_now()
    assert (because, "who are you" in said) == ("refused", True)
    assert postman.drain() == 0
    sink.sender_answer = ""
    with time_machine.travel(utcnow() + timedelta(minutes=16)):
        postman.drain()
        assert (states(), pause_now()) == (["sent"], ("", ""))


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_wrong_password_pauses_all_mail_and_burns_no_tries(post, settings, guarded):
    post("waiting")
    worker = Worker(db.engine, guarded(settings), clock=utcnow)

    for _ in range(2):
        with pytest.raises(TransportRefusal):
            worker.drain()
        pausing.go_on(db.session)
        db.session.commit()

    row = db.session.scalars(select(OutgoingMail)).one()
    assert (row.state, row.attempts, row.lease_until) == ("queued", 0, None)


def test_a_server_without_starttls_gets_no_letter(post, settings, server, sink):
    post("in the clear")
    worker = Worker(db.engine, replace(sent_to(settings, server), smtp_security="starttls"), clock=utcnow)

    with pytest.raises(TransportFailure, match="STARTTLS"):
        worker.drain()

    assert (sink.taken, states()) == ([], ["queued"])


def test_a_window_that_is_full_holds_a_run_until_its_end_and_keeps_a_tenth_for_codes(run, post, limited, sink, settings):
    run(15)
    worker, narrow = limited(mail_per_hour=10), replace(settings, mail_per_hour=10)

    worker.drain()
    assert len(sink.taken) == 9
    post("code", priority=0)
    worker.drain()
    assert sink.subjects()[-1] == "code"

    room = limits.room(db.session, narrow, now=utcnow())
    db.session.rollback()
    assert room.n == 0
    assert timedelta(minutes=58) < room.goes_on_at - utcnow() < timedelta(minutes=61)
    with time_machine.travel(room.goes_on_at + timedelta(seconds=2)):
        send_all(worker)
        assert len(sink.taken) == 16


def test_the_day_has_a_window_of_its_own(run, limited, sink):
    run(6)
    worker = limited(mail_per_day=4)

    send_all(worker)
    with time_machine.travel(utcnow() + timedelta(hours=2)):
        send_all(worker)
        assert len(sink.taken) == 4
    with time_machine.travel(utcnow() + timedelta(hours=25)):
        send_all(worker)
        assert len(sink.taken) == 6


def test_letters_sent_by_a_clock_that_was_ahead_fill_no_window(run, limited, sink):
    run(3)
    worker = limited(mail_per_hour=1)
    ahead = update(OutgoingMail).where(OutgoingMail.to_address == "reader-0@reader.example")
    db.session.execute(ahead.values(state="sent", sent_at=utcnow() + timedelta(days=400)))

    send_all(worker)

    assert len(sink.taken) == 1


def test_a_pace_is_kept(run, limited, sink):
    run(6)
    begun = utcnow()

    limited(mail_per_second=10).drain()

    assert len(sink.taken) == 6
    assert utcnow() - begun >= timedelta(seconds=0.5)


def test_twenty_broken_connections_in_a_row_hold_the_run(run, limited, sink):
    mailing = run(30)
    sink.answers = ["drop"] * 30
    worker = limited()

    for _ in range(30):
        worker.drain()

    db.session.expire_all()
    assert (mailing.state, mailing.bulk.held_because) == ("held", "broken")
    assert [letter.state for letter in letters_of(mailing)].count("uncertain") == 20
