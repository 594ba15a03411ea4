"""A process works on few requests at once, and begins with whoever can wait least."""

import socket
import threading
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest

from tests.live.test_end_with_the_worker import own_site as own_site
from tests.test_turns import until
from workshop.web.taking_turns import AT_ONCE, PATIENCE, STUCK, TakingTurns


class Held:
    """A site whose answers wait until they may come; it notes whose come, in their order."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.may_answer = threading.Semaphore(0)

    def __call__(self, environ, start_response):
        self.began.append(environ["PATH_INFO"])
        assert self.may_answer.acquire(timeout=10)
        self.last_body = environ["wsgi.input"].read()
        start_response("200 OK", [])
        return [b""]


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def taking(held) -> TakingTurns:
    return TakingTurns(held, most_bytes=10)


@pytest.fixture
def ask(taking) -> Iterator[Callable]:
    """`ask("POST /x")`: somebody asks, in a thread of their own; their environ."""
    asking: list[threading.Thread] = []

    def asked(line: str, **more) -> threading.Thread:
        method, path = line.split()
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.input": BytesIO(), **more}
        asking.append(threading.Thread(target=taking, args=(environ, lambda *_given: None), daemon=True))
        before = taking.turns.n_waiting + taking.turns.n_taken
        asking[-1].start()
        if not more:
            until(lambda: taking.turns.n_waiting + taking.turns.n_taken > before)
        return asking[-1]

    yield asked
    for one in asking:
        one.join(10)


def test_at_most_so_many_are_worked_on_at_once(ask, held, taking):
    for _each in range(AT_ONCE + 2):
        ask("GET /")

    assert (len(held.began), taking.turns.n_waiting) == (AT_ONCE, 2)
    held.may_answer.release(AT_ONCE + 2)
    until(lambda: taking.turns.n_taken == 0)
    assert len(held.began) == AT_ONCE + 2


def test_whoever_saves_comes_before_whoever_reads_and_both_before_whoever_comes(ask, held, taking):
    for _each in range(AT_ONCE):
        ask("GET /healthz")
    ask("GET /join/HERON-42")
    ask("GET /workbook/HERON-42/stream")
    ask("POST /workbook/HERON-42/1")
    ask("POST /join/HERON-42")
    ask("GET /events/HERON-42")

    for n in range(1, 6):
        held.may_answer.release()
        until(lambda n=n: len(held.began) == AT_ONCE + n)
    held.may_answer.release(AT_ONCE)

    assert held.began[AT_ONCE:] == [
        "/workbook/HERON-42/1",
        "/join/HERON-42",
        "/events/HERON-42",
        "/workbook/HERON-42/stream",
        "/join/HERON-42",
    ]
    assert list(PATIENCE.values()) == sorted(PATIENCE.values())


def test_what_does_not_come_to_an_end_keeps_nobody_out(ask, held, taking, monkeypatch):
    monkeypatch.setattr("workshop.web.taking_turns.STUCK", 0.05)
    for _each in range(AT_ONCE):
        ask("GET /")

    ask("GET /healthz")

    until(lambda: held.began[-1] == "/healthz")
    held.may_answer.release(AT_ONCE + 1)
    until(lambda: taking.turns.n_taken == 0)


@pytest.mark.parametrize(
    ("sent", "said", "got"),
    [
        (b"text=words", {"CONTENT_LENGTH": "10"}, b"text=words"),
        (b"text=words and", {"CONTENT_LENGTH": "10"}, b"text=words"),
        (b"text=words", {"wsgi.input_terminated": True}, b"text=words"),
        (b"text=words and", {"wsgi.input_terminated": True}, b"text=words "),
        (b"text=words and", {"CONTENT_LENGTH": "14"}, b"text=words "),
        (b"text=words", {}, b""),
    ],
    ids=["whole", "what is beyond its length", "of no known length", "too much", "too much, as it says", "nothing said"],
)
def test_of_a_body_there_comes_what_may_and_one_byte_more(ask, held, sent, said, got):
    held.may_answer.release()

    ask("POST /", **said, **{"wsgi.input": BytesIO(sent)}).join(10)

    assert held.last_body == got


class Slow(BytesIO):
    """A body that does not come."""

    def __init__(self) -> None:
        super().__init__()
        self.comes = threading.Event()

    def read(self, *_given) -> bytes:
        assert self.comes.wait(10)
        return b""


def test_a_body_that_comes_slowly_has_no_turn(ask, held, taking):
    slow = Slow()
    for _each in range(AT_ONCE):
        ask("POST /", CONTENT_LENGTH="5", **{"wsgi.input": slow})

    ask("GET /healthz")

    until(lambda: held.began == ["/healthz"])
    held.may_answer.release(AT_ONCE + 1)
    slow.comes.set()
    until(lambda: len(held.began) == AT_ONCE + 1)


def test_the_real_server_serves_others_while_many_bodies_do_not_come(own_site):
    port = int(own_site.address.rpartition(":")[2])
    head = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nbegun="
    slow = [socket.create_connection(("127.0.0.1", port)) for _each in range(3 * AT_ONCE)]
    for line in slow:
        line.sendall(head)

    with socket.create_connection(("127.0.0.1", port), timeout=STUCK / 2) as quick:
        quick.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        said = quick.recv(100)

    for line in slow:
        line.close()
    assert said.startswith(b"HTTP/1.1 200")


def test_every_request_of_the_site_takes_a_turn_and_gives_it_back(app, browse, event, monkeypatch):
    turns, taken = app.extensions["turns"], []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: taken.append(turns.n_taken))

    browse().get("/join/HERON-42")
    browse().post("/join/HERON-42", data={})
    browse().get("/static/current/css/base.css").close()
    app.before_request_funcs[None].pop(0)

    assert (taken, turns.n_taken) == ([1, 1], 0)
