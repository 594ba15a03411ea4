"""What `make run` starts: a demo site that answers, says so, keeps its data, and stops in order."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request

import pytest

from workshop.config import ROOT

PATIENCE = 60  # seconds


class Run:
    """One `make run` after its set-up, on a port and a database of its own."""

    def __init__(self, folder, **environ):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = str(probe.getsockname()[1])
        self.database = folder / "demo.db"
        given = {"PORT": self.port, "DATABASE_URL": f"sqlite:///{self.database}", "WEB_CONCURRENCY": "1"} | environ
        kept = {name: value for name, value in os.environ.items() if name not in ("HOST", "BASE_URL", "SECRET_KEY")}
        self.process = subprocess.Popen(
            [sys.executable, ROOT / "bin/serve-demo"],
            env=kept | given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = ""

    def wait_until_ready(self):
        while "Ctrl-C stops it" not in self.said:
            line = self.process.stdout.readline()
            assert line, self.said
            self.said += line

    def page(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read().decode()

    def stop(self, number=signal.SIGINT):
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.said += self.process.communicate(timeout=PATIENCE)[0]
        return self.process.returncode

    def children(self):
        # -ww: elsewhere than on a terminal, ps may cut lines at 80 characters.
        told = subprocess.run(
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        )
        return {"worker" if "worker" in line else "site": int(line.split()[0]) for line in told.stdout.splitlines()}


@pytest.fixture
def run(tmp_path):
    started = []

    def start(**environ):
        started.append(Run(tmp_path, **environ))
        return started[-1]

    yield start
    for one in started:
        with contextlib.suppress(ValueError):
            one.stop()


@pytest.fixture(scope="module")
def once_prepared(tmp_path_factory):
    """The demo's database as a first run leaves it."""
    database = tmp_path_factory.mktemp("prepared") / "demo.db"
    environ = os.environ | {"DEMO": "1", "DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "flask", "--app", "app", "demo", "--prepare"]
    subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True)
    return database


@pytest.fixture
def prepared(once_prepared, tmp_path):
    """A copy of it, where the next run will look."""
    with (
        contextlib.closing(sqlite3.connect(once_prepared)) as source,
        contextlib.closing(sqlite3.connect(tmp_path / "demo.db")) as copy,
    ):
        source.backup(copy)
    return tmp_path / "demo.db"


def is_alive(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def title_of_heron(database, *, new: str = "") -> str:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        if new:
            connection.execute("UPDATE events SET title = ? WHERE code = 'HERON-42'", (new,))
            connection.commit()
        return connection.execute("SELECT title FROM events WHERE code = 'HERON-42'").fetchone()[0]


def test_it_says_where_it_is_and_stops_site_and_worker_when_asked(run):
    demo = run()
    demo.wait_until_ready()
    children = demo.children()

    assert f"running at http://127.0.0.1:{demo.port}" in demo.said
    assert "ada@demo.example" in demo.said
    assert "  The newest tables …" in demo.said
    assert "workbook demo only" in demo.said
    assert "<title>" in demo.page("/sign-in")
    assert sorted(children) == ["site", "worker"]
    assert demo.stop(signal.SIGINT) == 0
    assert not any(is_alive(pid) for pid in children.values())
    assert title_of_heron(demo.database) == "Who are your customers?"


def test_the_second_run_is_quick_and_keeps_the_data(run, prepared):
    title_of_heron(prepared, new="Kept")
    began = time.monotonic()

    demo = run()
    demo.wait_until_ready()

    assert time.monotonic() - began < 30
    assert demo.stop(signal.SIGTERM) == 0
    assert title_of_heron(demo.database) == "Kept"


def test_when_the_worker_dies_it_says_so_and_stops_the_site(run, prepared):
    demo = run()
    demo.wait_until_ready()
    children = demo.children()
    os.kill(children["worker"], signal.SIGKILL)

    demo.process.wait(PATIENCE)

    assert demo.stop() == 1
    assert "The worker ended by itself" in demo.said
    assert not is_alive(children["site"])


def test_a_port_in_use_is_a_sentence(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        demo = run(PORT=str(port))
        demo.process.wait(PATIENCE)

    assert demo.stop() == 1
    assert f"Cannot listen on 127.0.0.1, port {port}" in demo.said
    assert "Traceback" not in demo.said


@pytest.mark.parametrize("port", ["many", "0", "65536"])
def test_a_port_that_is_none_is_a_sentence(run, port):
    demo = run(PORT=port)
    demo.process.wait(PATIENCE)

    assert demo.stop() == 1
    assert demo.said == f"PORT must be a number from 1 to 65535, not '{port}'.\n"
