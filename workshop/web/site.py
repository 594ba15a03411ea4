"""Flask as this site needs it: what it finds out anew at every request, and is the same at each, is known here."""

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class Site(Flask):
    """A Flask app without coroutines, whose cookies are read and signed by one serializer."""

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named)
        self.session_interface = _Cookies()

    def ensure_sync(self, func: Any) -> Any:
        """The function itself: none of ours is a coroutine."""
        return func


class _Cookies(SecureCookieSessionInterface):
    """The serializer is made once for each secret key."""

    def __init__(self) -> None:
        self._made: dict[Any, URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The one that signs with the app's key, or None where it has no key."""
        if app.secret_key not in self._made:
            self._made[app.secret_key] = super().get_signing_serializer(app)
        return self._made[app.secret_key]
