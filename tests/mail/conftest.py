"""A mail server for each test, and a worker that uses it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.mail.sink import Sink, SinkController, sent_to
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.outbox import enqueue
from workshop.mail.rendering import Letter
from workshop.mail.worker import Worker


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def server(sink) -> Iterator[SinkController]:
    controller = SinkController(sink)
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def postman(app, settings, server) -> Worker:
    return Worker(db.engine, sent_to(settings, server), clock=utcnow)


@pytest.fixture
def post(app):
    """`post("hello")` queues a letter with this subject, committed; further columns as keywords."""

    def queue_letter(subject: str, *, to: str = "ben@demo.example", **further) -> bool:
        letter = Letter(subject, further.pop("text", f"About {subject}.\n"))
        given = {"dedupe_key": subject, "kind": "test", "now": utcnow()} | further
        is_new = enqueue(db.session, to=to, letter=letter, **given)
        db.session.commit()
        return is_new

    return queue_letter


@pytest.fixture
def guarded() -> Iterator:
    """`guarded(settings)` are settings of a mail server that knows nobody's password."""
    controller = SinkController(Sink(), knows_nobody=True)
    controller.start()
    yield lambda settings: replace(sent_to(settings, controller), smtp_user="us", smtp_password="wrong")
    controller.stop()
