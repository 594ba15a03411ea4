"""How many wrong room codes are borne: a code is a word and two digits, so that people can read it, and can be guessed.

A room is one network address: each person who joins from it buys it one more wrong code, so that a room of any size never
runs out. When somebody tries one animal after the other from many addresses, only addresses that were right before, or never
wrong, are still answered at once. Nobody is turned away for what a neighbour did: the others are answered one by one, in
the slow lane, and a room that somebody entered from an address stays quick to enter from there.
"""

import threading
from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop.accounts import attempts

FREE_FROM_ONE_PLACE = 60
FREE_ON_ONE_ANIMAL = 120
FREE_IN_ALL = 1200
EACH_TURN = timedelta(seconds=2)
LONGEST_WAIT = timedelta(seconds=10)


class Glances:
    """Wrong codes in addresses that were only looked at: a GET stores nothing, so each process remembers them for itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._window = 0
        self._seen: Counter[str] = Counter()

    def note(self, place: str, *, now: datetime) -> None:
        """One more from this place."""
        with self._lock:
            self._turn(now)
            self._seen[place] += 1

    def noted(self, place: str, *, now: datetime) -> int:
        """How many from this place, in this window."""
        with self._lock:
            self._turn(now)
            return self._seen[place]

    def _turn(self, now: datetime) -> None:
        window = attempts.WRONG_ROOM_CODES.window(now)
        if window != self._window:
            self._window = window
            self._seen.clear()


class SlowLane:
    """Where places that have guessed too often wait: one code at a time from each, in each process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns: dict[str, datetime] = {}

    def wait(self, place: str, *, now: datetime) -> float | None:
        """Seconds until this place's next turn, which is then taken; None when too many wait for theirs already."""
        with self._lock:
            turn = max(self._turns.get(place, now), now)
            if turn - now > LONGEST_WAIT:
                return None
            self._turns = {other: at for other, at in self._turns.items() if at > now} | {place: turn + EACH_TURN}
        return (turn + EACH_TURN - now).total_seconds()


def count_wrong(session: Session, code: str, place: str, *, pepper: str, now: datetime) -> None:
    """Count a wrong code that was sent from a place: for the place, for the animal, and in all."""
    keys = [(attempts.WRONG_ROOM_CODES, attempts.key_hash(key, pepper)) for key in _keys(code, place)]
    attempts.count_each(session, keys, now=now)


def count_join(session: Session, code: str, place: str, *, pepper: str, now: datetime) -> None:
    """Count somebody who joined the room with this code from a place."""
    asked = [(attempts.JOINS, place), (attempts.ROOM_OF_PLACE, f"{place} {code}")]
    hashed = [(counter, attempts.key_hash(key, pepper)) for counter, key in asked]
    attempts.count_each(session, hashed, now=now)


def is_quick(session: Session, code: str, place: str, *, glances: int, pepper: str, now: datetime) -> bool:
    """Is a code from this place looked up at once? `glances` are its wrong ones that no row tells of."""
    asked = [(attempts.WRONG_ROOM_CODES, key) for key in _keys(code, place)]
    asked += [(attempts.JOINS, place), (attempts.ROOM_OF_PLACE, f"{place} {code}")]
    hashed = [(counter, attempts.key_hash(key, pepper)) for counter, key in asked]
    wrong_here, wrong_animal, wrong_in_all, joined, joined_this = attempts.counted(session, hashed, now=now)
    wrong_here += glances
    if joined_this:
        return True
    if wrong_animal >= FREE_ON_ONE_ANIMAL or wrong_in_all >= FREE_IN_ALL:
        return wrong_here <= joined
    return wrong_here < FREE_FROM_ONE_PLACE + joined


def _keys(code: str, place: str) -> tuple[str, str, str]:
    animal = code.rpartition("-")[0][:20]
    return f"place:{place}", f"animal:{animal}", "all"
