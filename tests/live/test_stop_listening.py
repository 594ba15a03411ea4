"""Whoever may no longer listen hears the end of their stream within seconds, and nobody else does."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from tests import factories
from tests.cast import ADA, BEN
from tests.live.test_listen import bumped, told
from tests.live.test_listen import hub as hub
from tests.live.test_listen import listen as listen
from workshop.accounts.models import SignIn, User
from workshop.accounts.sign_ins import STAFF_IDLE
from workshop.database import utcnow
from workshop.events.hosts import share_hosting, stop_sharing
from workshop.events.models import Facilitator, Participant, SeatKey
from workshop.extensions import db
from workshop.live import hub as hubs
from workshop.live.listening import BEAT


def test_the_stream_of_somebody_who_was_removed_ends(event, listen):
    frames = listen(BEN)

    seat = factories.seat_of(event, BEN)
    seat.removed_at = utcnow()
    db.session.commit()

    assert list(frames) == []  # before even one heartbeat
    assert hubs.ASK_EVERY + hubs.TICK < 5 < BEAT


def test_the_stream_of_a_device_that_was_signed_out_ends(event, listen):
    frames = listen(BEN)

    for sign_in in db.session.query(SignIn):
        sign_in.ended_at = utcnow()
    db.session.commit()

    assert list(frames) == []


ENDS = {"gone": lambda key: db.session.delete(key), "unproven": lambda key: setattr(key, "confirmed_at", None)}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_the_stream_of_a_second_device_ends_with_its_key_and_no_others(event, listen, end):
    phone = factories.user("phone@private.example", is_proven=False)
    key = SeatKey(user_id=phone.id, participant_id=factories.seat_of(event, BEN).id, confirmed_at=utcnow())
    db.session.add(key)
    db.session.commit()
    frames, bens = listen(phone), listen(BEN)

    end(key)
    db.session.commit()

    assert list(frames) == []
    bumped()
    assert told(next(bens)) == {"room": 1}


@pytest.mark.parametrize(
    "change",
    [
        delete(SignIn),
        delete(Participant),
        update(SignIn).values(expires_at=utcnow()),
        update(User).values(disabled_at=utcnow()),
        update(SignIn).values(ended_at=utcnow()),
        update(Participant).values(removed_at=utcnow()),
    ],
    ids=["no sign-in", "no seat", "expired", "disabled", "signed out", "removed"],
)
def test_a_stream_ends_with_each_thing_it_hangs_on(event, listen, change):
    frames = listen(BEN)

    db.session.execute(change)
    db.session.commit()

    assert list(frames) == []


def test_the_streams_of_staff_end_after_an_hour_without_a_page(event, listen):
    frames, bens = listen(ADA, "/events/HERON-42/stream"), listen(BEN)
    an_hour_ago = utcnow() - STAFF_IDLE - timedelta(seconds=1)

    db.session.execute(update(SignIn).values(is_staff=True).where(SignIn.user_id.in_(select(Facilitator.user_id))))
    db.session.execute(update(SignIn).values(seen_at=an_hour_ago))
    db.session.commit()

    assert list(frames) == []
    bumped()
    assert told(next(bens)) == {"room": 1}


def test_the_stream_of_somebody_who_no_longer_leads_ends(event, listen):
    second = factories.planner("fay@demo.example")
    share_hosting(db.session, event, second.address_key)
    db.session.commit()
    frames = listen(second, "/events/HERON-42/stream")

    stop_sharing(db.session, event, second.public_id)
    db.session.commit()

    assert list(frames) == []


def test_others_go_on_listening_when_somebody_is_removed(event, listen):
    cy = factories.seat(event, "cy@demo.example")
    frames, theirs = listen(BEN), listen("cy@demo.example")
    cy.removed_at = utcnow()
    db.session.commit()
    assert list(theirs) == []

    bumped()

    assert told(next(frames)) == {"room": 1}
