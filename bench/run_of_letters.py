"""The run that is measured: a tipsheet to readers of some domains, and one sign-in letter that somebody waits for."""

import time

from sqlalchemy import insert, select

from workshop.config import Settings
from workshop.database import new_public_id, utcnow
from workshop.extensions import db
from workshop.mail import outbox
from workshop.mail.models import BulkLetter, OutgoingMail
from workshop.mail.rendering import Letter
from workshop.mail.writing import Writing
from workshop.newsletter import mailings
from workshop.newsletter.models import Subscriber
from workshop.newsletter.running import work_on_mailings
from workshop.tipsheets import library

HURRY = "Your code"
DOMAINS = 40
AIM = 10_000  # bytes of a letter


def make_run(n: int, settings: Settings) -> tuple[set[str], float]:
    """Put a run to `n` readers into the outbox; the names of its letters, and how many were made in a second."""
    now = utcnow()
    rows = [
        {
            "public_id": new_public_id(),
            "address": address,
            "address_key": address,
            "language": "en",
            "wants_tips": True,
            "wants_news": False,
            "subscribed_at": now,
        }
        for address in (f"reader-{number}@mail-{number % DOMAINS}.example" for number in range(n))
    ]
    db.session.execute(insert(Subscriber), rows)
    tipsheet = next(one for one in library.everything() if one.language == "en")
    mailings.schedule(db.session, tipsheet, due_at=now, settings=settings, now=now)
    db.session.commit()
    began = time.monotonic()
    work_on_mailings(db.session, settings=settings, now=now)
    db.session.commit()
    took = time.monotonic() - began
    bulk = db.session.scalars(select(BulkLetter)).one()
    bulk.html += f"<!-- {'as long as others are ' * max(0, (AIM - len(bulk.html) - len(bulk.text)) // 23)}-->"
    names = set(db.session.scalars(select(OutgoingMail.message_id)))
    db.session.commit()
    return names, n / took


def one_message(settings: Settings) -> bytes:
    """A letter of the run as it goes over the wire, under another name."""
    letter = db.session.scalars(select(OutgoingMail).limit(1)).one()
    written = Writing(db.engine, settings).message(letter)
    name = letter.message_id
    db.session.rollback()
    return written.replace(name.encode(), b"bare")


def hurry() -> float:
    """Write a sign-in letter; when it was in the outbox."""
    letter = Letter(HURRY, "It is 123456.\n")
    now = utcnow()
    key = "bench-hurry"
    outbox.enqueue(db.session, dedupe_key=key, kind="sign_in", to="ben@reader.example", letter=letter, now=now, priority=0)
    db.session.commit()
    return time.time()
