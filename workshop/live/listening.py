"""One open page that listens: its inbox, and the frames that it is sent."""

import json
import random
import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

BEAT = 15.0  # seconds between two frames at most, so that a line that is dead is found out
LONGEST = 3600.0  # seconds, after which the page asks anew
RETRY = (1000, 4000)  # milliseconds, so that a whole room does not come back at the same moment

Revision = int | str
Watch = Callable[[Session], str]  # a short digest of something that is printed in steps
Drawing = Callable[[Session], str]  # draws a part as HTML; streams with equal ones are sent the same, drawn once


@dataclass(frozen=True)
class Allowed:
    """Whether somebody may go on listening: asked every few seconds, for all streams with the same question at once.

    `ask(session, keys)` gives back those of the keys that still may; this stream's is `key`.
    """

    ask: Callable[[Session, set], set]
    key: Hashable


class Stream:
    """An iterator of frames. Its inbox has the newest revision of each topic and the newest part, however slow the page."""

    __slots__ = (
        "__weakref__",
        "_ends_at",
        "_is_over",
        "_news",
        "_on_close",
        "_part",
        "_said_hello",
        "_spread",
        "_wake",
        "allowed",
        "drawing",
        "told",
    )

    def __init__(
        self,
        told: Mapping[str, Revision],
        allowed: Allowed,
        *,
        drawing: Drawing | None = None,
        longest: float,
        on_close: Callable[["Stream"], None],
    ):
        self.told = dict(told)  # the revision that the page has been told, by topic
        self.allowed = allowed
        self.drawing = drawing  # of the part that is sent along with the news; None where the page asks for its own
        self._part: str | None = None
        self._news: dict[str, Revision] = {}
        self._spread = 0
        self._wake = threading.Event()
        self._is_over = False
        self._said_hello = False
        self._ends_at = time.monotonic() + longest
        self._on_close = on_close

    def news(self, revisions: Mapping[str, Revision]) -> dict[str, Revision]:
        """What of these this page listens to and has not been told."""
        return {topic: revisions[topic] for topic, told in self.told.items() if revisions.get(topic, told) != told}

    def hear(self, news: Mapping[str, Revision], spread: int = 0, part: str | None = None) -> None:
        """Tell the page this news, with its part as it is now, or without one: then it asks for it.

        `spread`: the milliseconds over which pages like this one should ask, 0 for the few that they wait anyhow.
        """
        self._spread, self._part = spread, part  # before the news: a frame may be made at any moment
        self.told |= news
        self._news |= news
        self._wake.set()

    def end(self) -> None:
        """Say good-bye: the page asks again by itself, and is let in, or not."""
        self._is_over = True
        self._wake.set()

    def close(self) -> None:
        """The page has gone; called by the server."""
        self._is_over = True
        self._on_close(self)

    def __iter__(self) -> "Stream":
        return self

    def __next__(self) -> bytes:
        if not self._said_hello:
            self._said_hello = True
            return f"retry: {random.randint(*RETRY)}\n".encode() + _frame(self.told)
        left = self._ends_at - time.monotonic()
        if not self._is_over and left > 0:
            self._wake.wait(min(BEAT, left))
        if self._is_over or time.monotonic() >= self._ends_at:
            raise StopIteration
        self._wake.clear()
        news, self._news = self._news, {}
        return _frame(news, self._spread, self._part)


def _frame(revisions: Mapping[str, Revision], spread: int = 0, part: str | None = None) -> bytes:
    """One event. Pages know a topic by its last word: whose it is they know already."""
    words: dict[str, Revision] = {}
    if revisions and part is not None:
        words["part"] = part
    elif revisions and spread:
        words["spread"] = spread
    words |= {topic.rpartition("/")[2]: revision for topic, revision in revisions.items()}
    return f"data: {json.dumps(words, separators=(',', ':'))}\n\n".encode()
