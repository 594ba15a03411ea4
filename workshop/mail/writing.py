"""Letters as the bytes that go over the wire: those of a run cast in its mould, others written one by one."""

import threading
from typing import Any, cast

from sqlalchemy import Engine, Row
from sqlalchemy.orm import Session

from workshop.config import Settings
from workshop.database import reading
from workshop.mail.message import internet_message
from workshop.mail.models import BulkLetter, OutgoingMail
from workshop.mail.mould import Mould
from workshop.mail.return_path import return_path

MOULDS = 8  # runs that are kept in mind at once


class Writing:
    """Writes a worker's letters. The words of a run never change once it has begun, so its mould is made once."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine, self._settings = engine, settings
        self._moulds: dict[int, Mould] = {}
        self._lock = threading.Lock()

    def message(self, letter: Row[Any]) -> bytes:
        """The whole message. Raises ValueError for one that cannot be written, such as words that would forge a header."""
        if letter.bulk_id is None:
            return internet_message(cast(OutgoingMail, letter), self._settings).as_bytes()
        return self._mould(letter.bulk_id).cast(letter)

    def return_path(self, letter: Row[Any]) -> str:
        """Where this letter goes when it cannot be delivered."""
        return return_path(letter.id, self._settings)

    def runs(self) -> list[int]:
        """The ids of the runs that were written for last."""
        return list(self._moulds)

    def _mould(self, bulk_id: int) -> Mould:
        with self._lock:
            if bulk_id not in self._moulds:
                with reading(), Session(self._engine) as session:
                    bulk = session.get_one(BulkLetter, bulk_id)
                if len(self._moulds) >= MOULDS:
                    self._moulds.pop(next(iter(self._moulds)))
                self._moulds[bulk_id] = Mould(bulk, self._settings)
            return self._moulds[bulk_id]
