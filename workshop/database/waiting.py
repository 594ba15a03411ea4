"""How one of many who share a loop waits for the server: it leaves the loop to others only when there is nothing to do yet.

The driver asks before it sends and before it reads whether it may, and to ask through a patched `select` takes a turn of the
loop, though a statement can nearly always be sent at once: whoever held a connection waited for everybody else twice.
"""

import select
from collections.abc import Generator
from functools import cache
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any

from gevent import get_hub
from gevent.monkey import get_original, is_module_patched
from sqlalchemy import Dialect
from sqlalchemy.pool import ConnectionPoolEntry

_ask = get_original("select", "poll")


def connect(dialect: Dialect, _record: ConnectionPoolEntry, arguments: Any, given: dict[str, Any]) -> Any:
    """Open a connection that waits like this, where a loop is shared; None leaves it to the dialect, as always."""
    driver: Any = dialect.loaded_dbapi
    return _patient(driver).connect(*arguments, **given) if is_module_patched("select") else None


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
                    ready = _ready(socket, wanted) or _awaited(socket, wanted)
                    if not ready:
                        raise driver.OperationalError("connection socket closed")
                    wanted = steps.send(ready)
            except StopIteration as end:
                return end.value

    return Patient


def _ready(socket: int, wanted: int) -> int:
    """What can be done with the socket now, of what is wanted; 0 for nothing."""
    asking = _ask()
    asking.register(socket, (select.POLLIN if wanted & EVENT_READ else 0) | (select.POLLOUT if wanted & EVENT_WRITE else 0))
    found = asking.poll(0)
    if not found:
        return 0
    _socket, events = found[0]
    return (EVENT_READ if events & select.POLLIN else 0) | (EVENT_WRITE if events & select.POLLOUT else 0)


def _awaited(socket: int, wanted: int) -> int:
    """The same, once it can; 0 if the socket is closed."""
    hub = get_hub()
    watcher = hub.loop.io(socket, wanted)
    try:
        hub.wait(watcher)
    finally:
        watcher.close()
    return _ready(socket, wanted)
