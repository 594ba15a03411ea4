"""One connection to the mail server, kept while letters follow each other."""

from collections.abc import Callable
from email.errors import MessageError
from typing import Any

from sqlalchemy import Row

from workshop.mail.headers import wire_address
from workshop.mail.register import Register
from workshop.mail.transport import Outcome, Transport
from workshop.mail.tray import Tray
from workshop.mail.writing import Writing

UNWRITABLE = (ValueError, LookupError, TypeError, AttributeError, MessageError)  # what the e-mail library raises


class Lane:
    """Sends what is in a tray, one letter after the other."""

    def __init__(self, connect: Callable[[], Transport], tray: Tray, register: Register, writing: Writing) -> None:
        self.tray = tray
        self._connect, self._register, self._writing = connect, register, writing
        self._transport: Transport | None = None

    def work(self, is_stopped: Callable[[], bool]) -> int:
        """Send until nothing is due or the connection ends; how many were tried. Raises `TransportFailure`."""
        n = 0
        try:
            letter = self.tray.take()
            if letter is None:
                return 0
            with self._register.at_work():
                while letter is not None:
                    n += 1
                    if self._send(letter).ends_connection or is_stopped():
                        break
                    letter = self.tray.take()
            return n
        finally:
            self._hang_up()
            self._register.write_down()

    def _send(self, letter: Row[Any]) -> Outcome:
        outcome = Outcome("skipped", None, "")
        try:
            outcome = self._outcome(letter)
            return outcome
        finally:
            if outcome.kind == "skipped":
                self.tray.leave(letter)
            else:
                self._register.tried(letter.id, outcome, run=letter.bulk_id)
                self.tray.done(letter)

    def _outcome(self, letter: Row[Any]) -> Outcome:
        try:
            to, message = wire_address(letter.to_address), self._writing.message(letter)
        except UNWRITABLE as failure:
            return Outcome("refused", 0, f"cannot be written as a message: {failure}")
        if self._transport is None:
            self._transport = self._connect()
        return self._transport.deliver(
            self._writing.return_path(letter), to, message, before_data=lambda: self._register.begin(letter.id)
        )

    def _hang_up(self) -> None:
        if self._transport is not None:
            self._transport.close()
        self._transport = None
