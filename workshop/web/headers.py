"""The headers on every answer: nothing is loaded from elsewhere, private pages are not kept."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, g, request, session

from workshop.config import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
ALWAYS = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
]
HSTS = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")


def install(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer of the app."""
    app.after_request(_add_those_of_the_page)
    app.wsgi_app = _WithHeaders(app.wsgi_app, [*ALWAYS, *([HSTS] if settings.is_secure else [])])  # type: ignore[method-assign]


class _WithHeaders:
    """Adds to every answer what no view has a say in, after Flask has put its own together."""

    def __init__(self, app: WSGIApplication, headers: list[tuple[str, str]]):
        self._app, self._headers = app, headers

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *trouble: Any) -> Any:
            return start_response(status, headers + self._headers, *trouble)

        return self._app(environ, start)


def _add_those_of_the_page(answer: Response) -> Response:
    is_token_page = g.get("is_token_page")
    answer.headers["Referrer-Policy"] = "no-referrer" if is_token_page else "same-origin"
    answer.vary.add("Cookie")
    # A device that was signed in is private too: nobody is looked up for this, so that a page about nobody stays cheap.
    is_private = "_user_id" in session or is_token_page or g.get("is_private_page")
    if request.method not in ("GET", "HEAD") or is_private:
        answer.headers["Cache-Control"] = "no-store"
    else:
        answer.headers.setdefault("Cache-Control", "no-cache")
    return answer
