"""Waiting before a password is looked at, by a few at a time: guesses must not fill the places of those who work here."""

import threading
import time

from workshop.turns import others_go_on

MOST_AT_ONCE = 100  # in each process, which holds two thousand connections

_places = threading.BoundedSemaphore(MOST_AT_ONCE)


class TooManyWait(Exception):
    """So many tries are being delayed that this one is not looked at."""


def wait(seconds: float) -> None:
    """Hold this try up; nobody else. Raises TooManyWait, at once, when every place for waiting is taken."""
    if not seconds:
        return
    if not _places.acquire(blocking=False):
        raise TooManyWait
    try:
        with others_go_on():
            time.sleep(seconds)
    finally:
        _places.release()
