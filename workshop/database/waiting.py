"""How one of many who share a loop waits for the server: it leaves the loop only when there is nothing to read yet.

The driver asks before it reads whether there is something. Through a patched `select` each asking takes a turn of the loop,
also when the answer is there already, and builds and takes down what a selector for many would need.
"""

import select
from collections.abc import Generator
from functools import cache
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any

from gevent import Timeout, get_hub
from gevent.monkey import get_original, is_module_patched
from sqlalchemy import Dialect
from sqlalchemy.pool import ConnectionPoolEntry

from workshop.turns import others_go_on

SOON = 0.02  # seconds; most statements are answered sooner

_ask = get_original("select", "poll")


def connect(dialect: Dialect, _record: ConnectionPoolEntry, arguments: Any, given: dict[str, Any]) -> Any:
    """Open a connection that waits like this, where a loop is shared; None leaves it to the dialect, as always."""
    driver: Any = dialect.loaded_dbapi
    if not is_module_patched("select"):
        return None
    with others_go_on():
        return _patient(driver).connect(*arguments, **given)


@cache
def _patient(driver: Any) -> Any:
    class Patient(driver.Connection):
        def wait(self, steps: Generator[int, int, Any], interval: float = 0.1, timeout: float | None = None) -> Any:
            if timeout is not None:
                return super().wait(steps, interval, timeout)
            socket = self.pgconn.socket
            try:
                wanted = next(steps)
                while True:
                    while not (ready := _ready(socket, wanted)):
                        _leave_the_loop(socket, wanted)
                    wanted = steps.send(ready)
            except StopIteration as end:
                return end.value
            except BaseException:  # stopped while it waited: nobody knows what the server still sends
                if self.pgconn.transaction_status == driver.pq.TransactionStatus.ACTIVE:
                    self.pgconn.finish()
                raise

    return Patient


def _ready(socket: int, wanted: int) -> int:
    """What can be done with the socket now, of what is wanted; 0 for nothing."""
    asking = _ask()
    asking.register(socket, (select.POLLIN if wanted & EVENT_READ else 0) | (select.POLLOUT if wanted & EVENT_WRITE else 0))
    found = asking.poll(0)
    if not found:
        return 0
    _socket, events = found[0]
    if events & ~(select.POLLIN | select.POLLOUT):
        return wanted  # an error, or the other end has hung up: the driver finds out which
    return (EVENT_READ if events & select.POLLIN else 0) | (EVENT_WRITE if events & select.POLLOUT else 0)


def _leave_the_loop(socket: int, wanted: int) -> None:
    """Let the loop go on until something can be done with the socket; after `SOON` somebody else has the turn too."""
    hub = get_hub()
    watcher = hub.loop.io(socket, wanted)
    try:
        with Timeout(SOON, False):
            hub.wait(watcher)
        if not _ready(socket, wanted):  # a loop that is late hears of the time first
            with others_go_on():
                hub.wait(watcher)
    finally:
        watcher.close()
