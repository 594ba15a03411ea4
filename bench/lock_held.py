"""How long a save holds SQLite's one write lock: run as `bin/bench lock`. In one process, as one of the site's workers runs.

While one greenlet holds the lock, none other may run: each would lengthen the time for which the whole room waits.
"""

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402  (after everything is made cooperative)
import os  # noqa: E402
import shutil  # noqa: E402
import sqlite3  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402
import greenlet  # noqa: E402
from flask.testing import FlaskClient  # noqa: E402
from sqlalchemy import event  # noqa: E402

from bench.browser import Page  # noqa: E402
from bench.room import CODE, open_room  # noqa: E402
from bench.sites import ROOT, SECRET, run  # noqa: E402
from bench.workshop_person import WorkshopPerson  # noqa: E402
from workshop import create_app  # noqa: E402
from workshop.extensions import db  # noqa: E402

PEOPLE = 16  # at once


@dataclass
class Held:
    """What was seen of the lock."""

    wall: list[float] = field(default_factory=list)  # seconds, each time it was held
    processor: list[float] = field(default_factory=list)
    without_commit: list[float] = field(default_factory=list)  # of the processor's, before the commit began
    statements: int = 0
    switches: int = 0
    is_held: bool = False
    _began: tuple[float, float] = (0.0, 0.0)
    _commits: float = 0.0

    def begin(self) -> None:
        """It was taken."""
        self.is_held, self._began = True, (time.perf_counter(), time.thread_time())

    def commits(self) -> None:
        """All is written; what follows is the commit."""
        self._commits = time.thread_time()

    def end(self) -> None:
        """It was given back."""
        if self.is_held:
            self.is_held = False
            self.wall.append(time.perf_counter() - self._began[0])
            self.processor.append(time.thread_time() - self._began[1])
            self.without_commit.append(self._commits - self._began[1])


HELD = Held()


class Watched(sqlite3.Connection):
    """A connection that tells when it has the lock, and what it does with it."""

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        self.has_lock = False
        self.set_trace_callback(self._note)

    def _note(self, words: str) -> None:
        if self.has_lock and not words.startswith(("BEGIN", "COMMIT", "PRAGMA")):
            HELD.statements += 1

    def execute(self, words, *given):
        """As always, and take note of the lock."""
        if words == "COMMIT" and self.has_lock:
            HELD.commits()
        done = super().execute(words, *given)
        if words == "COMMIT":
            self._gave_back()
        if words == "BEGIN IMMEDIATE":
            self.has_lock = True
            HELD.begin()
        return done

    def rollback(self) -> None:
        """As always, and take note of the lock."""
        super().rollback()
        self._gave_back()

    def _gave_back(self) -> None:
        if self.has_lock:
            self.has_lock = False
            HELD.end()


class Here:
    """A browser of the site in this process, with no network between."""

    def __init__(self, client: FlaskClient):
        self._client = client

    def get(self, path: str, **headers: str) -> Page:
        """Ask for a page."""
        return self._page(self._client.get(path, headers=headers))

    def post(self, path: str, fields, **headers: str) -> Page:
        """Send a form, as a page of the site would."""
        data: dict[str, list[str]] = {}
        for name, value in dict(fields).items() if isinstance(fields, dict) else fields:
            data.setdefault(name, []).append(value)
        return self._page(self._client.post(path, data=data, headers={"Sec-Fetch-Site": "same-origin", **headers}))

    def follow(self, page: Page) -> Page:
        """Go where a redirect points."""
        return self.get(page.headers["location"])

    @staticmethod
    def _page(answer) -> Page:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Page(answer.status_code, headers, answer.data)


def measure(saves: int) -> None:
    """Let everybody save so many times, at once, and print what the lock was held for."""
    app = create_app()
    with app.app_context():
        event.listen(db.engine, "do_connect", _watch)
        db.engine.dispose()  # a connection from before is not watched
        open_room(CODE)
    people = [WorkshopPerson(0, f"person-{number}", Here(app.test_client())) for number in range(PEOPLE)]
    for person in people:
        person.save()  # the first one makes the sheet
    HELD.__init__()  # type: ignore[misc]
    greenlet.settrace(_switched)
    gevent.joinall([gevent.spawn(_repeat, person, saves) for person in people], raise_error=True)
    greenlet.settrace(None)
    n = len(HELD.wall)
    print(f"{n} saves, {HELD.statements / n:.1f} statements and {HELD.switches} switches of greenlets under the lock")
    for what, took in (
        ("held", HELD.wall),
        ("processor", HELD.processor),
        ("of that before the commit", HELD.without_commit),
    ):
        in_order = sorted(took)
        print(f"{what}: p50 {1000 * in_order[n // 2]:.2f} ms, p95 {1000 * in_order[int(0.95 * n)]:.2f} ms")


def _repeat(person: WorkshopPerson, times: int) -> None:
    for _ in range(times):
        person.save()
        gevent.sleep(0)


def _switched(_event: str, _between: tuple) -> None:
    HELD.switches += HELD.is_held


def _watch(_dialect, _record, _arguments, options) -> None:
    options["factory"] = Watched


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--saves", type=int, default=50, help="of each person")
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp(dir=ROOT / "instance", prefix="bench-"))
    try:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder / 'ours.db'}",
            "SECRET_KEY": SECRET,
            "BASE_URL": "http://localhost",
        }
        os.environ.setdefault("LOG_LEVEL", "WARNING")
        run("flask", "--app", "app", "db", "upgrade", environ={})
        measure(options.saves)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
