"""The two sites that are compared, both behind the shipped gunicorn settings, on the same kind of database."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECRET = "a key for measuring, on this machine alone: 0123456789"
START_SECONDS = 30


@contextmanager
def served(application: str, environ: dict[str, str], *, log: Path) -> Iterator[int]:
    """The application behind gunicorn as it is shipped, on a free port, ready to answer. Raises RuntimeError."""
    port = free_port()
    given = environ | {"PORT": str(port), "HOST": "127.0.0.1", "BASE_URL": f"http://127.0.0.1:{port}", "SECRET_KEY": SECRET}
    with log.open("w") as written:
        process = subprocess.Popen(
            [Path(sys.executable).with_name("gunicorn"), application],
            cwd=ROOT,
            env=os.environ | given,
            stdout=written,
            stderr=written,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{application} did not start:\n{log.read_text()}")
            time.sleep(0.1)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*command: str, environ: dict[str, str]) -> str:
    """A program of the virtual environment, to its end; what it said. Raises RuntimeError with that when it failed."""
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [program, *command[1:]],
        cwd=ROOT,
        env=os.environ | {"SECRET_KEY": SECRET} | environ,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}")
    return done.stdout


def _answers(port: int) -> bool:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        asked.request("GET", "/readyz")
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()
