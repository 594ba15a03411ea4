"""A run of a thousand letters whose worker is killed: nobody is missed, and hardly anybody written to twice."""

import signal
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.mail.sink import Sink, SinkController, sent_to
from tests.mail.test_worker_command import n_in, start, wait_for
from tests.newsletter.runs import plan, readers, ring
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.models import OutgoingMail

N_READERS = 1000
PATIENCE = 150  # seconds, on a busy machine


@pytest.fixture
def sink():
    return Sink()


@pytest.fixture
def workers(settings, sink):
    controller = SinkController(sink)
    controller.start()
    started = []

    def begin():
        started.append(start(sent_to(settings, controller)))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()
    controller.stop()


def test_a_run_survives_the_death_of_its_worker(app, settings, sink, workers):
    readers(N_READERS)
    plan(settings)
    ring(settings)
    first = workers()
    wait_for(lambda: len(sink.taken) > 100)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert n_in("sent") < N_READERS

    # Its lease would run out after a minute: that time passes now.
    db.session.execute(update(OutgoingMail).values(lease_until=utcnow() - timedelta(seconds=1)))
    db.session.commit()
    workers()
    workers()
    wait_for(lambda: n_in("sent", "uncertain") == N_READERS, PATIENCE)

    copies = sink.copies()
    assert len(copies) + n_in("uncertain") >= N_READERS
    assert n_in("uncertain") <= settings.smtp_connections
    assert set(copies.values()) == {1}
