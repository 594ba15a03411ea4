"""Flask as this site needs it: what it finds out anew at every request, and is the same at each, is known here."""

import time
from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.sansio.http import parse_cookie
from werkzeug.utils import cached_property

MOST_REMEMBERED, LONGEST_REMEMBERED = 4_000, 1_000  # cookies in each process, letters of one


class _Asked(Request):
    """A request that finds its cookies in their place, without a look at all headers."""

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """As they were sent, by name."""
        return parse_cookie(self.environ.get("HTTP_COOKIE"), cls=self.dict_storage_class)


class Site(Flask):
    """A Flask app without coroutines, whose cookies are read and signed by one serializer."""

    request_class = _Asked

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named)
        self.session_interface = _Cookies()

    def ensure_sync(self, func: Any) -> Any:
        """The function itself: none of ours is a coroutine."""
        return func


class _Remembering(URLSafeTimedSerializer):
    """Remembers what was in a cookie that was rightly signed: the same one comes with each request of its browser."""

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named)
        self._read: dict[str | bytes, tuple[dict[str, str | bool], float]] = {}

    def loads(self, s: str | bytes, max_age: int | None = None, **asked: Any) -> Any:
        """What is in the cookie. Raises BadSignature, also when it is older than so many seconds."""
        if asked or max_age is None:
            return super().loads(s, max_age, **asked)
        remembered, signed_at = self._read.get(s, (None, 0.0))
        if remembered is not None and 0 <= time.time() - signed_at <= max_age:
            return remembered
        value, signed = super().loads(s, max_age, return_timestamp=True)
        self._remember(s, value, signed.timestamp())
        return value

    def dumps(self, obj: Any, salt: str | bytes | None = None) -> str | bytes:
        """The cookie with this in it, which comes back with the next request."""
        cookie = super().dumps(obj, salt)
        if salt is None:
            self._remember(cookie, dict(obj), int(time.time()))
        return cookie

    def _remember(self, cookie: str | bytes, value: dict[str, Any], signed_at: float) -> None:
        # A session is a copy of it; what is in a list could still be changed in its place.
        if len(cookie) <= LONGEST_REMEMBERED and all(isinstance(one, str | bool) for one in value.values()):
            if len(self._read) >= MOST_REMEMBERED:
                self._read.clear()
            self._read[cookie] = value, signed_at


class _Cookies(SecureCookieSessionInterface):
    """The serializer is made once for each secret key."""

    def __init__(self) -> None:
        self._made: dict[Any, URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The one that signs with the app's key, or None where it has no key."""
        if app.secret_key not in self._made:
            self._made[app.secret_key] = self._serializer(app) if app.secret_key else None
        return self._made[app.secret_key]

    def _serializer(self, app: Flask) -> URLSafeTimedSerializer:
        """As Flask makes it, for one key: the site has no older ones."""
        named = {"key_derivation": self.key_derivation, "digest_method": self.digest_method}
        return _Remembering(app.secret_key or "", salt=self.salt, serializer=self.serializer, signer_kwargs=named)
