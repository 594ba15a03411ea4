"""Letters are wiped out after 30 days, and nobody gets one twice for it."""

from datetime import timedelta

from sqlalchemy import select, update

from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.forgetting import wipe_old
from workshop.mail.models import OutgoingMail
from workshop.mail.outbox import enqueue
from workshop.mail.rendering import Letter


def queue(now) -> bool:
    return enqueue(db.session, dedupe_key="k", kind="test", to="ben@demo.example", letter=Letter("Hello", "Words"), now=now)


def test_a_letter_is_wiped_out_after_30_days_and_not_written_again(app):
    now = utcnow()
    queue(now - timedelta(days=31))
    db.session.execute(update(OutgoingMail).values(state="sent"))

    assert wipe_old(db.session, now=now) == 1

    letter = db.session.scalars(select(OutgoingMail)).one()
    assert (letter.to_address, letter.subject, letter.text) == ("", "", "")
    assert not queue(now)


def test_a_letter_that_waits_or_is_young_is_left_alone(app):
    now = utcnow()
    queue(now - timedelta(days=31))

    assert wipe_old(db.session, now=now) == 0
