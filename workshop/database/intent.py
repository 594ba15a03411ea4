"""What runs just now means to do: a page that is asked for only reads, all else writes, unless it says otherwise."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Literal

from flask import has_request_context, request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
Intent = Literal["read", "save", "write"]
_forced_writing: ContextVar[bool] = ContextVar("forced_writing", default=False)
_forced_reading: ContextVar[bool] = ContextVar("forced_reading", default=False)
_looking: ContextVar[bool] = ContextVar("looking", default=False)


def writing() -> AbstractContextManager[None]:
    """Transactions begun inside may write even during a GET: for notes about the visit itself, such as last seen."""
    return _intending(_forced_writing)


def reading() -> AbstractContextManager[None]:
    """What is begun inside only reads, also outside a request, and takes no lock."""
    return _intending(_forced_reading)


def looking_first() -> AbstractContextManager[None]:
    """A transaction begun inside takes no lock that everybody waits for, until `begin_writing`."""
    return _intending(_looking)


@contextmanager
def _intending(what: ContextVar[bool]) -> Iterator[None]:
    token = what.set(True)
    try:
        yield
    finally:
        what.reset(token)


def may_write() -> bool:
    """True outside a safe request: commands, workers, tests and unsafe methods write."""
    if _forced_reading.get():
        return False
    return _forced_writing.get() or not has_request_context() or request.method not in SAFE_METHODS


def looks_first() -> bool:
    """True for what may write and is to look before it does."""
    return _looking.get() and may_write()


def intent() -> Intent:
    """What a transaction begun now is for: to read; to look first and then write, as a save does; or to write."""
    return "save" if looks_first() else "write" if may_write() else "read"
