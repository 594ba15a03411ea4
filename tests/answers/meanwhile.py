"""What others do between a save's first look, which takes no lock, and its lock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from unittest import mock

from flask import Flask

from workshop.answers import saving


def elsewhere(app: Flask, deed: Callable[[], object]) -> Callable[[], None]:
    """The deed, over a connection of its own."""

    def run() -> None:
        with app.app_context():
            deed()

    return run


@contextmanager
def meanwhile(deed: Callable[[], object]) -> Iterator[None]:
    """The first save inside has looked, then this is done, to its end, and then the save stores."""
    waiting = [deed]

    def after_the_deed(step: Callable) -> Callable:
        def run(*given, **named):
            if waiting:
                Context().run(waiting.pop())  # as somebody else: without this request and its intentions
            return step(*given, **named)

        return run

    with (
        mock.patch.object(saving, "store_as_foreseen", after_the_deed(saving.store_as_foreseen)),
        mock.patch.object(saving, "begin_writing", after_the_deed(saving.begin_writing)),
    ):
        yield
    assert not waiting, "nothing was saved"
