"""Who waits for the server leaves the loop to others, and is told when the server goes away."""

import subprocess
import sys

import pytest

from tests.databases import SERVER_URL

pytestmark = pytest.mark.skipif(not SERVER_URL, reason="only a server is waited for")

START = """
from gevent import monkey
monkey.patch_all()
import time
import gevent
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from workshop.database import open_engine
import os
engine = open_engine(os.environ["TEST_DATABASE_URL"])

def ask(words):
    with engine.connect() as connection:
        return connection.scalar(text(words))
"""


def said_by(program: str) -> str:
    """What a program with a loop of its own prints."""
    command = [sys.executable, "-c", START + program]
    done = subprocess.run(command, text=True, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_connections_wait_in_their_own_way_where_a_loop_is_shared():
    assert said_by("print(type(engine.raw_connection().driver_connection).__name__)") == "Patient"


def test_others_go_on_while_one_waits():
    assert (
        said_by("""
waiting = [gevent.spawn(ask, "SELECT pg_sleep(1)") for _each in range(3)]
begun, turns = time.monotonic(), 0
while not all(one.ready() for one in waiting):
    gevent.sleep(0.01)
    turns += 1
print(turns > 20, time.monotonic() - begun < 2.5)
""")
        == "True True"
    )


def test_whoever_waits_long_for_the_server_lends_its_turn_and_comes_first_again():
    assert (
        said_by("""
from workshop.turns import Turn, Turns
turns, came = Turns(1), []
def somebody(name, does, *given):
    with Turn(turns, longest=10):
        does(*given)
        came.append(name)
ask("SELECT 1")
slow = gevent.spawn(somebody, "asks long", ask, "SELECT pg_sleep(0.5)")
gevent.sleep(0.01)
others = [gevent.spawn(somebody, "works long", gevent.sleep, 1) for _each in range(3)]
gevent.joinall([slow, *others])
print(came, turns.n_taken)
""")
        == "['works long', 'asks long', 'works long', 'works long'] 0"
    )


def test_what_does_not_fit_into_one_look_is_sent_and_read_to_its_end():
    program = """
print(len(ask("SELECT repeat('a', 5000000)")), len(ask("SELECT '" + 3000000 * "b" + "'")))
"""
    assert said_by(program) == "5000000 3000000"


def test_a_server_that_goes_away_is_told_and_does_not_hang():
    assert (
        said_by("""
def wait():
    with engine.connect() as connection:
        found["pid"] = connection.scalar(text("SELECT pg_backend_pid()"))
        try:
            connection.scalar(text("SELECT pg_sleep(30)"))
        except OperationalError:
            return "told"
found = {}
waiting = gevent.spawn(wait)
while "pid" not in found:
    gevent.sleep(0.01)
ask(f"SELECT pg_terminate_backend({found['pid']})")
print(waiting.get(timeout=10), ask("SELECT 'and asked again'"))
""")
        == "told and asked again"
    )


def test_whoever_gives_up_leaves_no_half_read_answer_behind():
    assert (
        said_by("""
with gevent.Timeout(0.3, False):
    ask("SELECT 'the first', pg_sleep(5)")
print([ask(f"SELECT {n}") for n in range(40)] == list(range(40)))
""")
        == "True"
    )
