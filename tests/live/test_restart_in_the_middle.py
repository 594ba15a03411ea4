"""A restart in the middle of an event: nothing that was acknowledged is lost, and the room is there again."""

import http.client
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from bench.room import open_room
from bench.workshop_person import CODE, WorkshopPerson
from tests.live.test_end_with_the_worker import own_site as own_site
from tests.workbook.stored import stored_words

BACK_WITHIN = 10.0  # seconds, as is promised


@pytest.fixture
def port(own_site) -> int:
    """Where the site listens."""
    open_room(CODE)
    return int(own_site.address.rpartition(":")[2])


class Writer(threading.Thread):
    """Somebody who goes on saving, whatever becomes of a save, and knows which were acknowledged."""

    def __init__(self, port: int):
        super().__init__(daemon=True)
        self.person = WorkshopPerson(port, "somebody")
        self.person.browser.close()  # its next connection is this thread's own
        self.is_done = threading.Event()
        self.acknowledged = -1
        self.n_refused = 0

    def run(self) -> None:
        while not self.is_done.is_set():
            tried = self.person.n_saves
            try:
                self.person.save()
                self.acknowledged = tried
            except (OSError, RuntimeError, http.client.HTTPException):
                self.n_refused += 1
                self.person.browser.close()
            time.sleep(0.02)
        self.person.browser.close()


@pytest.fixture
def writer(port) -> Iterator[Writer]:
    """Somebody who has begun to save, and stops with the test whatever becomes of it."""
    somebody = Writer(port)
    somebody.start()
    yield somebody
    somebody.is_done.set()
    somebody.join()


def test_every_acknowledged_save_is_there_after_a_restart(own_site, writer):
    wait_for(lambda: writer.acknowledged > 5)

    own_site.process.send_signal(signal.SIGHUP)  # new workers, then the old ones are told to end
    before = writer.acknowledged
    wait_for(lambda: writer.acknowledged > before + 20)
    writer.is_done.set()
    writer.join()

    stored = [int(words.removesuffix(" by June.").rpartition(" ")[2]) for words in stored_words()]
    assert stored[0] >= writer.acknowledged


def test_a_stream_is_open_again_within_ten_seconds_of_a_stop_and_a_start(own_site, port):
    person = WorkshopPerson(port, "somebody")
    cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in person.browser.cookies.items())}
    person.browser.close()
    assert hello(port, cookies) == b"retry"

    own_site.stop()
    stopped = time.monotonic()
    own_site.start()
    wait_for(lambda: hello(port, cookies) == b"retry")

    assert time.monotonic() - stopped < BACK_WITHIN * 3  # on a machine that does nothing else it is a second or two


def hello(port: int, cookies: dict[str, str]) -> bytes:
    """The first word of the stream."""
    line = http.client.HTTPConnection("localhost", port, timeout=10)
    line.request("GET", f"/workbook/{CODE}/stream", headers=cookies)
    answer = line.getresponse()
    word = answer.read(5)
    answer.close()
    line.close()
    return word


def wait_for(what) -> None:
    """Wait until it is so, for a minute at most."""
    deadline = time.monotonic() + 60
    while not what():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)
