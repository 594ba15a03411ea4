"""What others do between a save's first look, which takes no lock, and its lock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from unittest import mock

from sqlalchemy.orm import Session

from workshop.answers import saving
from workshop.database import begin_writing


@contextmanager
def meanwhile(deed: Callable[[], object]) -> Iterator[None]:
    """The first save inside has looked, then this is done, to its end, and then the save asks for the lock."""
    waiting = [deed]

    def deed_first(session: Session) -> bool:
        if waiting:
            Context().run(waiting.pop())  # as somebody else: without this request and its intentions
        return begin_writing(session)

    with mock.patch.object(saving, "begin_writing", deed_first):
        yield
    assert not waiting, "nothing was saved"
