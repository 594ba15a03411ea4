"""Mailings in tests: readers by the dozen, and letting the worker's clock ring."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from sqlalchemy import insert, select

from workshop.database import new_public_id, utcnow
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.mail.writing import Writing
from workshop.newsletter import mailings
from workshop.newsletter.models import Mailing, Subscriber
from workshop.newsletter.running import work_on_mailings
from workshop.tipsheets import archive

SLUG = "be-the-name-that-comes-up"


def readers(n: int) -> None:
    """`n` confirmed subscribers, reader-0@reader.example and so on."""
    now = utcnow()
    rows = [
        {
            "public_id": new_public_id(),
            "address": f"reader-{number}@reader.example",
            "address_key": f"reader-{number}@reader.example",
            "first_name": "",
            "last_name": "",
            "language": "en",
            "wants_tips": True,
            "wants_news": False,
            "subscribed_at": now,
        }
        for number in range(n)
    ]
    db.session.execute(insert(Subscriber), rows)
    db.session.commit()


def with_address(settings):
    """The settings of a practice that says where it can be written to."""
    return replace(settings, postal_address="1 Front Street, Toronto", contact_address="hello@practice.example")


def plan(settings, *, due_at=None) -> Mailing:
    """The first tipsheet, planned for now or another moment, committed."""
    made = mailings.schedule(
        db.session,
        archive.tipsheet(db.session, SLUG),
        due_at=due_at or utcnow(),
        settings=with_address(settings),
        now=utcnow(),
    )
    db.session.commit()
    return made


def ring(settings) -> None:
    """What the worker does for mailings when its clock rings."""
    work_on_mailings(db.session, settings=with_address(settings), now=utcnow())
    db.session.commit()


def letters_of(mailing: Mailing) -> list[OutgoingMail]:
    """Its letters, in the order in which they were made."""
    return list(
        db.session.scalars(select(OutgoingMail).where(OutgoingMail.bulk_id == mailing.bulk_id).order_by(OutgoingMail.id))
    )


def send_all(postman) -> None:
    """Let the worker send until nothing is due; the test's own transaction must not stand in its way."""
    db.session.commit()
    while postman.drain():
        pass
    db.session.expire_all()


def message_of(letter: OutgoingMail, settings) -> EmailMessage:
    """One of a run's letters as its reader gets it."""
    written = Writing(db.engine, with_address(settings)).message(letter)
    return message_from_bytes(written, policy=default)
