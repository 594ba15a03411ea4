"""One hub for each process: it hears what was committed, by whatever process, and tells the open pages of this one."""

import logging
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from weakref import WeakSet

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workshop.config import Settings
from workshop.database import reading
from workshop.extensions import db
from workshop.live.doorbells import Doorbell, doorbell
from workshop.live.listening import LONGEST, Allowed, Drawing, Revision, Stream, Watch

TICK = 0.25  # seconds; how soon the end of the worker is noticed
ASK_EVERY = 2.0  # seconds; a person who was removed hears nothing more within five
AT_ONCE = 500  # keys in one question
TOLD_AT_ONCE = 10  # streams that are woken before whoever saves goes on
PAUSE = 0.05  # seconds, for whoever saves
TOLD_WITHIN = 1.0  # seconds, however many the streams are and however long those turns became
A_SECOND = 40  # pages that should ask in a second of one process
SMALL_ROOM = 30  # pages that ask at once
LONGEST_SPREAD = 30  # seconds

log = logging.getLogger("workshop.live")


class Full(RuntimeError):
    """This process holds as many streams as it may."""


class Hub:
    """All streams of one process. Its thread runs while there are any."""

    def __init__(self, engine: Engine, *, most: int):
        self.engine = engine
        self.most = most
        self.longest = LONGEST
        self.is_stopping: Callable[[], bool] = lambda: False
        self._streams: WeakSet[Stream] = WeakSet()
        self._watches: dict[str, Watch] = {}
        self._newcomers: WeakSet[Stream] = WeakSet()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def open(
        self,
        told: Mapping[str, Revision],
        allowed: Allowed,
        watched: Mapping[str, Watch],
        drawing: Drawing | None = None,
    ) -> Stream:
        """A new stream for a page that has been told these revisions. Raises Full, also while the process is ending."""
        with self._lock:
            if len(self._streams) >= self.most or self.is_stopping():
                raise Full
            stream = Stream(told, allowed, drawing=drawing, longest=self.longest, on_close=self._let_go)
            self._streams.add(stream)
            self._watches |= watched
            self._newcomers.add(stream)  # something may have changed since it was told
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="live hub", daemon=True)
                self._thread.start()
        return stream

    def __len__(self) -> int:
        return len(self._streams)

    def close(self) -> None:
        """End every stream: the process is going."""
        for stream in self._open_ones():
            stream.end()

    def _open_ones(self) -> list[Stream]:
        with self._lock:
            return list(self._streams)

    def _those_who_came(self) -> list[Stream]:
        with self._lock:
            came = list(self._newcomers)
            self._newcomers.clear()
        return came

    def _let_go(self, stream: Stream) -> None:
        with self._lock:
            self._streams.discard(stream)
            self._newcomers.discard(stream)

    def _run(self) -> None:
        while self._is_needed():
            if self.is_stopping():
                self.close()
            try:
                with doorbell(self.engine) as bell:
                    self._listen(bell)
            except Exception:  # the database is away: nobody hears anything meanwhile, and it is tried again
                log.exception("the hub does not reach the database")
                time.sleep(1)

    def _is_needed(self) -> bool:
        with self._lock:
            if len(self._streams) == 0:
                self._thread, self._watches = None, {}
            return self._thread is not None

    def _listen(self, bell: Doorbell) -> None:
        ask_at = 0.0
        told: dict[str, Revision] | None = None  # much may have happened before the bell was hung up
        while self._is_needed():
            rang = bell.wait(TICK)
            if self.is_stopping():
                self.close()
            came = self._those_who_came()
            if rang or came or told is None:
                now = bell.revisions(self._topics())
                self._tell(now, came if now == told else self._open_ones())
                told = now
            if time.monotonic() >= ask_at:
                self._ask()
                self._tell(self._watched(), self._open_ones())
                ask_at = time.monotonic() + ASK_EVERY

    def _topics(self) -> set[str]:
        topics = {topic for stream in self._open_ones() for topic in stream.told}
        return topics - self._watches.keys()

    def _tell(self, revisions: Mapping[str, Revision], streams: Iterable[Stream]) -> None:
        if not revisions:
            return
        due = [(stream, news) for stream in streams if (news := stream.news(revisions))]
        alike = Counter((tuple(stream.told), stream.drawing is None) for stream, _news in due)
        drawn: dict[Drawing, str | None] = {}
        began, until = time.monotonic(), TOLD_AT_ONCE
        for n_told, (stream, news) in enumerate(due, 1):
            drawing = stream.drawing
            if drawing is not None and drawing not in drawn:
                drawn[drawing] = self._drawn(drawing)
            part = None if drawing is None else drawn[drawing]
            stream.hear(news, spread(alike[tuple(stream.told), drawing is None]), part)
            if n_told >= until:
                time.sleep(PAUSE)
                n_in_time = len(due) * (time.monotonic() - began) / TOLD_WITHIN
                until = max(n_told + TOLD_AT_ONCE, int(n_in_time))

    def _drawn(self, drawing: Drawing) -> str | None:
        """The part as it is now; None where that failed: then pages ask for it."""
        try:
            with reading(), Session(self.engine) as session:
                return drawing(session)
        except Exception:
            log.exception("what moved could not be drawn")
            return None

    def _ask(self) -> None:
        """End the streams of those who may no longer listen."""
        asked = defaultdict(set)
        for stream in self._open_ones():
            asked[stream.allowed.ask].add(stream.allowed.key)
        still = set()
        for ask, keys in asked.items():
            ordered = list(keys)
            for start in range(0, len(ordered), AT_ONCE):
                with reading(), Session(self.engine) as session:
                    still |= {(ask, key) for key in ask(session, set(ordered[start : start + AT_ONCE]))}
                time.sleep(0)
        for stream in self._open_ones():
            if stream.allowed.key in asked[stream.allowed.ask] and (stream.allowed.ask, stream.allowed.key) not in still:
                stream.end()

    def _watched(self) -> dict[str, Revision]:
        topics = {topic for stream in self._open_ones() for topic in stream.told} & self._watches.keys()
        found: dict[str, Revision] = {}
        for topic in topics:
            with reading(), Session(self.engine) as session, suppress(LookupError):
                found[topic] = self._watches[topic](session)
        return found


def spread(n_alike: int) -> int:
    """Milliseconds over which so many pages should ask, so that a full house does not ask at once; 0 for a small room.

    In whole seconds it tells nobody how many listen.
    """
    return 0 if n_alike <= SMALL_ROOM else 1000 * min(LONGEST_SPREAD, 1 + n_alike // A_SECOND)


def install(app: Flask, settings: Settings) -> None:
    """Give the app its hub, which starts with the first stream."""
    with app.app_context():
        app.extensions["live"] = Hub(db.engine, most=settings.streams)
