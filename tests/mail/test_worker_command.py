"""`flask worker`, as a process of its own: stopped in order, and killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from tests.mail.sink import sent_to
from workshop.audit.log import note
from workshop.audit.models import AuditSeal
from workshop.config import ROOT, Settings
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.mail.outbox import enqueue
from workshop.mail.rendering import Letter

N_LETTERS = 150
PATIENCE = 40  # seconds, on a busy machine


def start(settings: Settings) -> subprocess.Popen:
    environ = os.environ | {
        "DEMO": "1",
        "SECRET_KEY": settings.secret_key,
        "DATABASE_URL": settings.database_url,
        "BASE_URL": settings.base_url,
        "SMTP_HOST": settings.smtp_host,
        "SMTP_PORT": str(settings.smtp_port),
        "SMTP_SECURITY": settings.smtp_security,
    }
    command = [sys.executable, "-m", "flask", "--app", "app", "worker"]
    return subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.PIPE)


def wait_for(condition: Callable[[], bool], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def n_in(*states: str) -> int:
    n = db.session.scalar(select(func.count(OutgoingMail.id)).where(OutgoingMail.state.in_(states)))
    db.session.rollback()
    return n


@pytest.fixture
def run(settings, server):
    """`run()` starts a worker that is killed at the end of the test, if it is still there."""
    started = []

    def run_worker() -> subprocess.Popen:
        started.append(start(sent_to(settings, server)))
        return started[-1]

    yield run_worker
    for process in started:
        process.kill()
        process.communicate()


def test_the_worker_sends_what_is_queued_and_stops_in_order(post, run, sink):
    post("hello")
    process = run()
    wait_for(lambda: n_in("sent") == 1)

    process.send_signal(signal.SIGTERM)

    assert process.wait(PATIENCE) == 0
    assert sink.subjects() == ["hello"]


def test_the_worker_does_what_is_due_beside_the_letters(app, run):
    note(db.session, act="staff.signed_in", actor="a", subject="password", now=utcnow() - timedelta(minutes=5))
    db.session.commit()

    run()

    wait_for(lambda: n_seals() == 1)


def n_seals() -> int:
    n = db.session.scalar(select(func.count(AuditSeal.id)))
    db.session.rollback()
    return n


def test_a_killed_worker_loses_no_letter_and_doubles_at_most_the_one_in_hand(app, run, sink):
    for n in range(N_LETTERS):
        enqueue(db.session, dedupe_key=str(n), kind="test", to="ben@demo.example", letter=Letter("Hello", ""), now=utcnow())
    db.session.commit()
    first = run()
    wait_for(lambda: len(sink.taken) > 30)

    first.send_signal(signal.SIGKILL)
    first.wait(PATIENCE)
    assert n_in("sent") < N_LETTERS
    # Its lease would run out after a minute: that time passes now.
    db.session.execute(update(OutgoingMail).values(lease_until=utcnow() - timedelta(seconds=1)))
    db.session.commit()
    run()
    wait_for(lambda: n_in("sent", "uncertain") == N_LETTERS)

    copies = sink.copies()
    assert len(copies) == N_LETTERS
    assert sum(copies.values()) - N_LETTERS <= 1


def test_without_a_mail_server_letters_stay_queued_and_the_worker_says_so(post, settings):
    post("waiting")
    process = start(settings)
    try:
        said = process.stderr.readline().decode()
        time.sleep(0.5)
        assert "SMTP_HOST is empty" in said
        assert n_in("queued") == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.communicate()
