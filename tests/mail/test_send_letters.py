"""Sending what is in the outbox, to a real mail server."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.mail.transport import TransportFailure
from workshop.mail.worker import Worker


def rows() -> list[OutgoingMail]:
    db.session.expire_all()
    found = list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))
    db.session.commit()
    return found


def states() -> list[str]:
    return [row.state for row in rows()]


def make_due() -> None:
    for row in rows():
        row.not_before = utcnow()
    db.session.commit()


def test_a_letter_arrives_as_it_was_written(post, postman, sink):
    post("Your link – für Sie", text="Grüße,\n\nyour workshop\n")

    assert postman.drain() == 1

    (message,) = sink.taken
    assert (message["Subject"], message["To"]) == ("Your link – für Sie", "ben@demo.example")
    assert message["From"] == "Workshop Companion <workshop@localhost.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content() == "Grüße,\r\n\r\nyour workshop\r\n" or message.get_content() == "Grüße,\n\nyour workshop\n"
    assert states() == ["sent"]
    assert rows()[0].sent_at is not None


def test_many_letters_go_over_one_connection(post, postman, sink):
    for n in range(12):
        post(f"letter {n}")

    assert postman.drain() == 12

    assert (len(sink.taken), sink.n_connections) == (12, 1)


def test_what_somebody_waits_for_goes_before_what_can_wait(post, postman, sink):
    post("bulk", priority=50)
    post("service")
    post("code", priority=0)

    postman.drain()

    assert sink.subjects() == ["code", "service", "bulk"]


def test_one_reason_makes_one_letter(post, postman, sink):
    assert (post("once"), post("once")) == (True, False)

    postman.drain()

    assert sink.subjects() == ["once"]


def test_a_letter_waits_for_its_time_and_is_given_up_after_it(post, postman, sink):
    post("later", not_before=utcnow() + timedelta(hours=1))
    post("too late", now=utcnow() - timedelta(hours=2), expires_in=timedelta(hours=1))

    postman.drain()

    assert sink.subjects() == []
    assert states() == ["queued", "cancelled"]


def test_a_server_that_says_later_is_tried_again_up_the_ladder(post, postman, sink):
    post("greylisted")
    sink.answers = ["451 try again"]

    postman.drain()

    row = rows()[0]
    assert (row.state, row.attempts, row.smtp_code) == ("retry", 1, 451)
    assert timedelta(seconds=23) < row.not_before - utcnow() < timedelta(seconds=36)
    assert postman.drain() == 0
    make_due()
    assert postman.drain() == 1
    assert (sink.subjects(), states()) == (["greylisted"], ["sent"])


def test_after_ten_tries_a_letter_has_failed(post, postman, sink):
    post("never", expires_in=timedelta(days=9))
    sink.answers = ["451 try again"] * 10

    for _ in range(10):
        postman.drain()
        make_due()

    assert states() == ["failed"]
    assert rows()[0].attempts == 10


@pytest.mark.parametrize(("where", "state"), [("DATA", "failed"), ("RCPT", "bounced")])
def test_a_refused_letter_has_failed_and_the_others_go_on(post, postman, sink, where, state):
    post("refused", to="gone@demo.example")
    post("fine")
    if where == "DATA":
        sink.answers = ["550 not here"]
    else:
        sink.rcpt_answers["gone@demo.example"] = "550 not here"

    postman.drain()

    assert states() == [state, "sent"]
    assert rows()[0].smtp_code == 550


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("550 5.1.1 no such user", "bounced"),
        ("550 5.2.1 disabled", "bounced"),
        ("550 no", "bounced"),
        ("553 5.1.7 bad sender address", "failed"),
        ("553 5.1.8 bad sender domain", "failed"),
        ("550 5.7.1 not from you", "failed"),
        ("552 5.2.2 full", "failed"),
    ],
)
def test_only_an_address_that_is_refused_itself_has_bounced(post, postman, sink, said, state):
    post("refused", to="gone@demo.example")
    sink.rcpt_answers["gone@demo.example"] = said

    postman.drain()

    assert states() == [state]


def test_silence_after_data_is_tried_once_more_under_the_same_message_id(post, postman, sink):
    post("doubtful")
    sink.answers = ["drop"]

    postman.drain()
    assert states() == ["retry"]
    postman.drain()

    assert states() == ["sent"]
    assert list(sink.copies().values()) == [2]


def test_silence_twice_is_left_to_a_human_eye(post, postman, sink):
    post("doubtful")
    sink.answers = ["drop", "drop"]

    postman.drain()
    postman.drain()

    assert postman.drain() == 0
    assert states() == ["uncertain"]


def test_a_server_that_cannot_be_reached_burns_no_tries(app, post, settings):
    post("waiting")
    nowhere = replace(settings, smtp_host="127.0.0.1", smtp_port=9, smtp_security="none")

    with pytest.raises(TransportFailure):
        Worker(db.engine, nowhere, clock=utcnow).drain()

    assert (states(), rows()[0].attempts, rows()[0].lease_until) == (["queued"], 0, None)


def test_a_server_that_refuses_our_sender_burns_no_tries(post, postman, sink):
    post("waiting")
    sink.sender_answer = "550 who are you"

    with pytest.raises(TransportFailure, match="who are you"):
        postman.drain()

    assert (states(), rows()[0].attempts) == (["queued"], 0)


def test_a_letter_taken_back_after_it_was_claimed_does_not_go(post, postman, sink):
    post("first")
    post("taken back")
    engine = db.engine

    def take_back_the_other(_to: str) -> None:
        with Session(engine) as session:
            session.execute(update(OutgoingMail).where(OutgoingMail.subject == "taken back").values(state="cancelled"))
            session.commit()

    sink.meanwhile = take_back_the_other
    postman.drain()

    assert (sink.subjects(), states()) == (["first"], ["sent", "cancelled"])


def test_two_workers_send_every_letter_once(post, postman, settings, sink, server):
    other = Worker(postman._engine, postman._settings, clock=utcnow)
    for n in range(60):
        post(f"letter {n}")

    while postman.drain() + other.drain():
        pass

    assert set(sink.copies().values()) == {1}
    assert len(sink.taken) == 60


def test_a_lost_lease_brings_a_letter_back(post, postman, sink):
    post("left behind")
    row = rows()[0]
    row.lease_owner, row.lease_until = "a dead worker", utcnow() - timedelta(seconds=1)
    db.session.commit()

    postman.drain()

    assert states() == ["sent"]


def test_a_living_lease_keeps_others_away(post, postman, sink):
    post("mine")
    row = rows()[0]
    row.lease_owner, row.lease_until = "another worker", utcnow() + timedelta(seconds=30)
    db.session.commit()

    assert postman.drain() == 0
    assert sink.taken == []
