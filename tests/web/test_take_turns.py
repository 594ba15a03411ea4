"""A process works on few requests at once, and begins with whoever can wait least."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from io import BytesIO

import pytest

from tests.cast import BEN
from tests.live.test_end_with_the_worker import own_site as own_site
from tests.test_turns import until
from workshop.web.taking_turns import STUCK, TakingTurns

AT_ONCE = 3


class Held:
    """A site whose answers wait until they may come; it notes whose come, in their order."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.may_answer = threading.Semaphore(0)

    def __call__(self, environ, start_response):
        self.began.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        assert self.may_answer.acquire(timeout=10)
        self.last_body = environ["wsgi.input"].read()
        start_response("200 OK", [])
        return [b""]


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def taking(held) -> TakingTurns:
    return TakingTurns(held, at_once=AT_ONCE, most_bytes=10)


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

    until(lambda: len(held.began) == AT_ONCE)
    assert taking.turns.n_waiting == 2
    held.may_answer.release(AT_ONCE + 2)
    until(lambda: taking.turns.n_taken == 0)
    assert len(held.began) == AT_ONCE + 2


def test_whoever_saves_comes_before_whoever_reads_and_both_before_whoever_comes(ask, held, taking):
    for _each in range(AT_ONCE):
        ask("GET /healthz")
    ask("GET /join/HERON-42")
    ask("GET /tips/")
    ask("GET /workbook/HERON-42/stream")
    ask("POST /workbook/HERON-42/1")
    ask("POST /join/HERON-42")
    ask("GET /events/HERON-42")

    for n in range(1, 7):
        held.may_answer.release()
        until(lambda n=n: len(held.began) == AT_ONCE + n)
    held.may_answer.release(AT_ONCE)

    assert held.began[AT_ONCE:] == [
        "POST /workbook/HERON-42/1",
        "POST /join/HERON-42",
        "GET /events/HERON-42",
        "GET /workbook/HERON-42/stream",
        "GET /tips/",
        "GET /join/HERON-42",
    ]


def test_what_does_not_come_to_an_end_keeps_nobody_out(ask, held, taking, monkeypatch):
    monkeypatch.setattr("workshop.web.taking_turns.STUCK", 0.05)
    for _each in range(AT_ONCE):
        ask("GET /")

    ask("GET /healthz", CONTENT_LENGTH="")

    until(lambda: "GET /healthz" in held.began)
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
        (b"text=words", {"CONTENT_LENGTH": "-1"}, b""),
        (b"text=words", {"CONTENT_LENGTH": "ten"}, b""),
    ],
    ids=[
        "whole",
        "beyond its length",
        "of no known length",
        "too much",
        "too much, as it says",
        "nothing",
        "less",
        "a word",
    ],
)
def test_of_a_body_there_comes_what_may_and_one_byte_more(ask, held, sent, said, got):
    held.may_answer.release()

    ask("POST /", **said, **{"wsgi.input": BytesIO(sent)}).join(10)

    assert held.last_body == got


def test_a_body_whose_end_is_missing_is_nothing_that_somebody_said(ask, held, taking):
    ask("POST /", CONTENT_LENGTH="10", **{"wsgi.input": BytesIO(b"text=wor")}).join(10)

    assert (held.began, taking.turns.n_taken) == ([], 0)


class Slow(BytesIO):
    """A body that does not come."""

    def __init__(self) -> None:
        super().__init__()
        self.comes = threading.Event()

    def read(self, *_given) -> bytes:
        assert self.comes.wait(10)
        return b"words"


def test_a_body_that_comes_slowly_has_no_turn(ask, held, taking):
    slow = Slow()
    for _each in range(AT_ONCE):
        ask("POST /", CONTENT_LENGTH="5", **{"wsgi.input": slow})

    ask("GET /healthz")

    until(lambda: held.began == ["GET /healthz"])
    held.may_answer.release(AT_ONCE + 1)
    slow.comes.set()
    until(lambda: len(held.began) == AT_ONCE + 1)


@pytest.mark.parametrize("asked", [b"POST /sign-in", b"GET /join/HERON-42"], ids=["of a form", "of a page"])
def test_the_real_server_serves_others_while_many_bodies_do_not_come(own_site, event, asked):
    port = int(own_site.address.rpartition(":")[2])
    form = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nbegun="
    head = asked + b" HTTP/1.1\r\nHost: localhost\r\n" + form
    with ExitStack() as lines:
        for _each in range(3 * AT_ONCE):
            lines.enter_context(socket.create_connection(("127.0.0.1", port))).sendall(head)
        quick = lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=STUCK / 2))
        quick.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        said = quick.recv(100)

    assert said.startswith(b"HTTP/1.1 200")


def test_the_real_server_serves_others_while_some_send_without_waiting_for_answers(own_site):
    port = int(own_site.address.rpartition(":")[2])
    question = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"

    def do(what: Callable[[], object]) -> None:
        with suppress(OSError):  # the line is cut at the end
            what()

    with ExitStack() as lines:
        for _each in range(6):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port)))
            for what in (partial(line.sendall, 20_000 * question), partial(drain, line)):
                threading.Thread(target=do, args=(what,), daemon=True).start()
        quick = lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=STUCK))
        quick.sendall(question)
        said = quick.recv(100)

    assert said.startswith(b"HTTP/1.1 200")


def drain(line: socket.socket) -> None:
    """Read what comes, to its end."""
    while line.recv(65_536):
        pass


def test_every_request_of_the_site_takes_a_turn_and_gives_it_back(app, browse, event, monkeypatch):
    turns, taken = app.extensions["turns"], []
    noted = [lambda: taken.append(turns.n_taken), *app.before_request_funcs[None]]
    monkeypatch.setitem(app.before_request_funcs, None, noted)

    browse().get("/join/HERON-42")
    browse().post("/join/HERON-42", data={})
    browse().get("/static/current/css/base.css").close()

    assert (taken, turns.n_taken) == ([1, 1], 0)


def test_a_turn_is_given_back_when_the_app_fails():
    def fails(_environ, _start):
        raise RuntimeError("on purpose")

    broken = TakingTurns(fails, at_once=AT_ONCE, most_bytes=10)
    with pytest.raises(RuntimeError, match="on purpose"):
        broken({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, lambda *_given: None)

    assert broken.turns.n_taken == 0


def test_a_page_that_listens_has_no_turn(app, browse, event):
    answer = browse(as_=BEN).get("/workbook/HERON-42/stream")
    frames = iter(answer.response)
    next(frames)

    assert app.extensions["turns"].n_taken == 0
    answer.close()
