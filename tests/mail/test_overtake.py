"""Many connections at once: a code goes past a long run, one domain is not overrun, two workers share the work."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.mail.sink import sent_to
from tests.newsletter.runs import plan, readers, ring, with_address
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.mail.tray import AT_HAND
from workshop.mail.worker import Worker

PATIENCE = 60  # seconds, on a busy machine
SLOW = 0.4  # seconds for each letter of the run


@pytest.fixture
def working(settings, server):
    """`with working(n, **settings):` lets so many workers send, each over its connections."""

    @contextmanager
    def run(n: int = 1, **given):
        wanted = replace(sent_to(with_address(settings), server), **given)
        workers = [Worker(db.engine, wanted, clock=utcnow, poll=0.2) for _ in range(n)]
        threads = [threading.Thread(target=worker.run) for worker in workers]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            for worker in workers:
                worker.stop()
            for thread in threads:
                thread.join()

    return run


def begin_run(n: int, settings) -> None:
    readers(n)
    plan(settings)
    ring(settings)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def n_waiting() -> int:
    n = db.session.scalar(select(func.count()).where(OutgoingMail.state.in_(("queued", "retry", "inflight"))))
    db.session.rollback()
    return n


def test_a_code_goes_past_a_long_run_at_a_slow_server(app, settings, post, sink, working):
    begin_run(60, settings)
    sink.meanwhile = lambda to: time.sleep(SLOW) if to.startswith("reader-") else None

    with working(smtp_connections=2):
        wait_for(lambda: len(sink.taken) >= 2)
        began = time.monotonic()
        post("Your code", priority=0)
        wait_for(lambda: "Your code" in sink.subjects())
        took = time.monotonic() - began

    assert took < 5
    assert n_waiting() > 20


def test_a_code_goes_past_all_but_five_letters_of_service(app, settings, post, sink, working):
    for number in range(40):
        post(f"Service {number}")
    sink.meanwhile = lambda _to: time.sleep(0.2)

    with working():
        wait_for(lambda: len(sink.taken) >= 2)
        n_before = len(sink.taken)
        post("Your code", priority=0)
        wait_for(lambda: "Your code" in sink.subjects())
        n_between = sink.subjects().index("Your code") - n_before

    assert n_between <= AT_HAND + 1


def test_one_domain_gets_no_more_letters_at_once_than_is_set(app, settings, sink, working):
    begin_run(12, settings)
    out, most, lock = Counter(), Counter(), threading.Lock()

    def meanwhile(to: str) -> None:
        domain = to.rpartition("@")[2]
        with lock:
            out[domain] += 1
            most[domain] = max(most[domain], out[domain])
        time.sleep(0.05)
        with lock:
            out[domain] -= 1

    sink.meanwhile = meanwhile
    with working(smtp_connections=4, mail_per_domain=2):
        wait_for(lambda: n_waiting() == 0)

    assert most == {"reader.example": 2}


def test_two_workers_with_many_connections_send_every_letter_once(app, settings, sink, working):
    begin_run(150, settings)

    with working(2, smtp_connections=4):
        wait_for(lambda: n_waiting() == 0)

    assert len(sink.copies()) == 150
    assert set(sink.copies().values()) == {1}


def test_stopped_workers_leave_no_lease_behind(app, settings, sink, working):
    begin_run(60, settings)
    sink.meanwhile = lambda _to: time.sleep(0.1)

    with working(smtp_connections=2):
        wait_for(lambda: len(sink.taken) >= 2)

    held = db.session.scalar(select(func.count()).where(OutgoingMail.lease_owner != ""))
    assert (held, n_waiting() + len(sink.taken)) == (0, 60)
