"""The way to the mail server: one knocks at a time, and whom it has turned away nobody follows at once."""

import threading
import time

from workshop.config import Settings
from workshop.mail.transport import Transport, TransportRefusal, open_transport

AFTER = 5.0  # seconds in which a refusal stands for every connection of the worker


class Door:
    """Opens connections for one worker. A wrong password is tried once, not once for each connection."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._refused_at, self._refusal = float("-inf"), ""
        self._lock = threading.Lock()

    def open(self) -> Transport:
        """A connection, signed in. Raises `TransportFailure`; `TransportRefusal` also right after another was refused."""
        with self._lock:
            if time.monotonic() - self._refused_at < AFTER:
                raise TransportRefusal(self._refusal)
            try:
                return open_transport(self._settings)
            except TransportRefusal as refusal:
                self._refused_at, self._refusal = time.monotonic(), str(refusal)
                raise
