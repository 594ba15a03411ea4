"""What each file of one report costs: run as `python -m bench.reports.files 300` on a migrated, empty database."""

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from bench.reports.setting import released
from workshop import create_app
from workshop.accounts.sign_ins import begin_sign_in
from workshop.accounts.users import make_user
from workshop.clients.models import Reader
from workshop.database import utcnow
from workshop.extensions import db
from workshop.reports.running import make_pdfs

ROUNDS = 3
FORMATS = ("page", "csv", "xlsx", "pdf", "pdf?paper=letter", "pdf, ready")


def main(n: int) -> None:
    """Make the report, sign its reader in, print a line for each format, and last the reader's cookie and address."""
    app = create_app()
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        report = released(n, code=f"STORK-{n % 90 + 10}")
        reader = make_user(db.session, address="cleo@bench.example", name="Cleo", now=utcnow(), zone="America/Toronto")
        db.session.add(Reader(client_id=report.event.client_id, user_id=reader.id, invited_at=utcnow()))
        token = begin_sign_in(db.session, reader, proof="mail", now=utcnow())
        db.session.commit()
        path, teams = f"/reports/{report.public_id}", len(report.event.teams)
    cookie = app.session_interface.get_signing_serializer(app).dumps({"_user_id": token, "_fresh": True})
    browser = app.test_client()
    browser.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie, domain="localhost")
    for name in FORMATS:
        if name == "pdf, ready":
            _as_the_worker(app)
        address = {"page": path, "csv": f"{path}/needs-importance-delivery.csv"}.get(name, f"{path}.{name.split(',')[0]}")
        size, first, again, kilobytes = _alone(lambda address=address: browser.get(address, base_url=os.environ["BASE_URL"]))
        print(
            f"{n:>5} people, {teams:>2} teams  {name:<17} {first:>5.0f} ms of processor time at first, {again:>4.0f} again, "
            f"{kilobytes / 1024:>5.1f} MB more, {size / 1000:>5.0f} kB",
            flush=True,
        )
    print(f"{app.config['SESSION_COOKIE_NAME']}={cookie} {path}")


def _as_the_worker(app: Flask) -> None:
    """Have the PDFs ready, and say how much of the processor that took."""
    began = time.process_time()
    with app.app_context():
        make_pdfs(db.session, settings=app.config["SETTINGS"], now=utcnow())
    print(f"{'':28}made by the worker {1000 * (time.process_time() - began):>5.0f} ms of processor time, both papers")


def _alone(ask: Callable) -> tuple[int, float, float, int]:
    """Bytes, processor milliseconds cold and then warm, and how much the memory grew, in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_measure, args=(ask, there))
    process.start()
    found = here.recv()
    process.join()
    return found


def _measure(ask: Callable, told) -> None:
    before, took = _resident_kb(), []
    for _again in range(ROUNDS + 1):
        began = time.process_time()
        answer = ask()
        took.append(1000 * (time.process_time() - began))
        if answer.status_code != 200:
            raise RuntimeError(answer.status)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    told.send((len(answer.data), took[0], sorted(took[1:])[ROUNDS // 2], grown))


def _resident_kb() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * (os.sysconf("SC_PAGE_SIZE") // 1024)


if __name__ == "__main__":
    main(int(sys.argv[1]))
