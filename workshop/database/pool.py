"""Connections to a server, some to read, some to save and some to write, handed out in the order they were asked for.

However many pages a room opens, they do not keep a save waiting for a connection. SQLAlchemy's
own pool wakes whoever has waited longest, and still gives the connection to whoever asks before that one has come round: in
a full room the same few would wait until they are refused, while others are served again and again.
"""

from collections import deque
from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from workshop.database.intent import Intent, intent
from workshop.turns import Turns


class _Line:
    """Those connections that nobody uses just now, the one that was used last on top, and the turns to have one."""

    def __init__(self, n: int):
        self.turns = Turns(n)
        self.idle: deque[ConnectionPoolEntry] = deque()


class Lines(Pool):
    """At most so many connections for each intent; who gets none within so many seconds is refused.

    A connection is opened when it is first needed and stays open. The one that was used last is used next: it still knows
    the statements and pages that the next request needs.
    """

    def __init__(self, creator: Any, sizes: Mapping[Intent, int], timeout: float = 30.0, **options: Any):
        super().__init__(creator, **options)
        self._sizes, self._timeout = sizes, timeout
        self._lines = {each: _Line(n) for each, n in sizes.items()}

    def _do_get(self) -> ConnectionPoolEntry:
        line = self._lines[intent()]
        if not line.turns.take(self._timeout):
            raise NoConnectionFree(f"no connection was free within {self._timeout} s")
        try:
            record = line.idle.pop() if line.idle else self._create_connection()
        except BaseException:
            line.turns.give_back()
            raise
        _info(record)["line"] = line
        return record

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        line = _info(record)["line"]
        line.idle.append(record)
        line.turns.give_back()

    def recreate(self) -> "Lines":
        """Another pool like this one, with no connection yet."""
        return Lines(
            self._creator,
            self._sizes,
            self._timeout,
            recycle=self._recycle,
            echo=self.echo,
            logging_name=self._orig_logging_name,
            reset_on_return=self._reset_on_return,
            dialect=self._dialect,
            pre_ping=self._pre_ping,
            _dispatch=self.dispatch,
        )

    def dispose(self) -> None:
        """Close what nobody uses just now."""
        for line in self._lines.values():
            while line.idle:
                line.idle.pop().close()

    def checkedout(self) -> int:
        """How many connections are in use."""
        return sum(line.turns.n_taken for line in self._lines.values())

    def status(self) -> str:
        """How many connections are idle, in words for a log."""
        return "idle: " + ", ".join(f"{len(self._lines[each].idle)} of {n} to {each}" for each, n in self._sizes.items())


def _info(record: ConnectionPoolEntry) -> dict[str, Any]:
    return record.record_info  # type: ignore[return-value]  # a record that the pool has made has one
