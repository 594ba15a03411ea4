"""Whether what runs just now may write: a page that is asked for only reads, all else writes, unless it says otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask import has_request_context, request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_forced_writing: ContextVar[bool] = ContextVar("forced_writing", default=False)
_forced_reading: ContextVar[bool] = ContextVar("forced_reading", default=False)
_looking: ContextVar[bool] = ContextVar("looking", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside may write even during a GET: for notes about the visit itself, such as last seen."""
    token = _forced_writing.set(True)
    try:
        yield
    finally:
        _forced_writing.reset(token)


@contextmanager
def reading() -> Iterator[None]:
    """What is begun inside only reads, also outside a request, and takes no lock."""
    token = _forced_reading.set(True)
    try:
        yield
    finally:
        _forced_reading.reset(token)


@contextmanager
def looking_first() -> Iterator[None]:
    """A transaction begun inside takes no lock that everybody waits for, until `begin_writing`."""
    token = _looking.set(True)
    try:
        yield
    finally:
        _looking.reset(token)


def may_write() -> bool:
    """True outside a safe request: commands, workers, tests and unsafe methods write."""
    if _forced_reading.get():
        return False
    return _forced_writing.get() or not has_request_context() or request.method not in SAFE_METHODS


def looks_first() -> bool:
    """True for what may write and is to look before it does."""
    return _looking.get() and may_write()
