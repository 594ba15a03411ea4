"""How fast a mailing goes, beside smtplib alone to the same server, and how long a sign-in letter in its midst takes.

`bin/bench letters` on SQLite, `bin/bench postgres letters` on PostgreSQL. `--kill` kills the worker in mid-run and starts
another. Processor time stands beside wall time: on a busy machine it says more.
"""

import argparse
import os
import shutil
import signal
import smtplib
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select, update

from bench.databases import new_databases
from bench.mail_sink import Sink
from bench.run_of_letters import HURRY, hurry, make_run, one_message
from bench.sites import ROOT, SECRET, run
from workshop import create_app
from workshop.config import Settings
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.models import OutgoingMail

PATIENCE = 900  # seconds
LINE = "{:<100} {}"


@contextmanager
def worker(environ: dict[str, str], log: Path) -> Iterator[subprocess.Popen]:
    """`flask worker` as it is shipped."""
    with log.open("a") as written:
        command = [Path(sys.executable).with_name("flask"), "--app", "app", "worker"]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environ, stdout=written, stderr=written)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def processor_seconds(pid: int) -> float:
    """What the process has used of the processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for(condition: Callable[[], bool]) -> None:
    """Look ten times a second until it is so. Raises RuntimeError after a quarter of an hour."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError("the letters did not arrive")
        time.sleep(0.1)


def n_open() -> int:
    """How many letters are not over."""
    n = db.session.scalar(select(func.count()).where(OutgoingMail.state.in_(("queued", "retry", "inflight"))))
    db.session.rollback()
    return n or 0


def measure_bare(sink: Sink, message: bytes, n: int) -> tuple[float, float]:
    """Letters a second, and milliseconds of processor time for each, of smtplib alone over one connection."""
    server = smtplib.SMTP("127.0.0.1", sink.port)
    began, used = time.monotonic(), time.process_time()
    for number in range(n):
        server.sendmail("workshop@localhost.example", f"bare-{number}@reader.example", message)
    took, used = time.monotonic() - began, time.process_time() - used
    server.quit()
    return n / took, 1000 * used / n


def measure_run(environ: dict[str, str], sink: Sink, log: Path) -> tuple[float, float, float]:
    """The same two figures of the worker sending a run, and the seconds that a sign-in letter in its midst took.

    Raises RuntimeError where no letter waits.
    """
    start, n_waiting = sink.n_taken(), n_open()
    if n_waiting == 0:
        raise RuntimeError("the run was over before its worker was killed: take more letters")
    with worker(environ, log) as process:
        wait_for(lambda: sink.n_taken() > start)
        used, n_before = processor_seconds(process.pid), sink.n_taken()
        wait_for(lambda: sink.n_taken() - start > n_waiting // 2)
        hurried = hurry()
        wait_for(lambda: n_open() == 0)
        used, n_timed = processor_seconds(process.pid) - used, sink.n_taken() - n_before
    taken = sink.taken()[start:]
    (arrived,) = [one.at for one in taken if one.subject == HURRY]
    run_of = [one.at for one in taken if one.subject != HURRY]
    return (len(run_of) - 1) / (run_of[-1] - run_of[0]), 1000 * used / n_timed, arrived - hurried


def kill_one(environ: dict[str, str], sink: Sink, n: int, log: Path) -> None:
    """Kill a worker when a third of the run has gone; its leases would run out after a minute: that time passes now."""
    with worker(environ, log) as process:
        wait_for(lambda: sink.n_taken() > n // 3)
        process.send_signal(signal.SIGKILL)
        process.wait()
    db.session.execute(update(OutgoingMail).where(OutgoingMail.lease_until.is_not(None)).values(lease_until=utcnow()))
    db.session.commit()


def print_outcome(sink: Sink, names: set[str]) -> None:
    """How often each letter arrived, by the server's own notes, and how many the outbox holds for doubtful."""
    copies = Counter(one.name for one in sink.taken() if one.name in names)
    doubtful = db.session.scalar(select(func.count()).where(OutgoingMail.state == "uncertain"))
    db.session.rollback()
    missing, twice = len(names) - len(copies), sum(copies.values()) - len(copies)
    figures = f"{len(copies)} of {len(names)} letters arrived, {missing} missing, {doubtful} held for doubtful"
    print(LINE.format(figures, f"twice {twice}"), flush=True)


def measure(environ: dict[str, str], folder: Path, asked: argparse.Namespace) -> None:
    """Everything, on a migrated database."""
    log, sink = folder / "worker.log", Sink(folder / "taken")
    environ = environ | {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(sink.port), "SMTP_SECURITY": "none"}
    settings = Settings.from_env(os.environ | environ)
    try:
        with create_app(settings).app_context():
            names, made_per_second = make_run(asked.letters, settings)
            message = one_message(settings)
            bare, bare_ms = measure_bare(sink, message, min(asked.letters, 2000))
            if asked.kill:
                kill_one(environ, sink, asked.letters, log)
            ours, ours_ms, delay = measure_run(environ, sink, log)
            size = f"letters of {len(message) / 1000:.0f} kB"
            print(LINE.format(f"{size}, {made_per_second:.0f}/s put into the outbox", f"made {made_per_second:.0f}"))
            figures = (
                f"{ours:.0f}/s with {ours_ms:.2f} ms of processor each; smtplib alone {bare:.0f}/s with {bare_ms:.2f} ms"
            )
            print(LINE.format(figures, f"letters {ours / bare:.2f}"))
            print(LINE.format("seconds that a sign-in letter in the midst of the run took", f"hurry {delay:.1f}"))
            print_outcome(sink, names)
    finally:
        sink.stop()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--letters", type=int, default=3000)
    options.add_argument("--connections", type=int, default=Settings.smtp_connections)
    options.add_argument("--kill", action="store_true")
    asked = options.parse_args()
    # In the place where the site's own data would be: the same disk has to take every commit.
    folder = Path(tempfile.mkdtemp(dir=ROOT / "instance", prefix="bench-"))
    try:
        url, _unused = new_databases(folder, os.environ.get("TEST_DATABASE_URL", ""))
        environ = {"DATABASE_URL": url, "SECRET_KEY": SECRET, "SMTP_CONNECTIONS": str(asked.connections)}
        environ |= {"POSTAL_ADDRESS": "1 Front Street, Toronto"}
        run("flask", "--app", "app", "db", "upgrade", environ=environ)
        measure(environ, folder, asked)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
