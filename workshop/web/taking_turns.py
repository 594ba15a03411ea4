"""A process works on few requests at once, and begins with whoever can wait least: who saves or joins, who reads, who comes.

Requests that share one loop all grow slower together: each of the steps of a save waits for a step of everybody else. Taken
one after the other they wait once, and in an order. A body is read before its turn comes: a slow line holds nobody up.
"""

from collections.abc import Iterable
from io import BytesIO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from sqlalchemy import make_url
from werkzeug.wsgi import get_content_length

from workshop.database import SAFE_METHODS
from workshop.turns import Turn, Turns

# By the driver's database: SQLite answers on the spot; with a server one has the processor while others wait for it.
AT_ONCE = {"sqlite": 1, "postgresql": 3}
# Seconds for which a page may be overtaken, by how its address begins; whatever is posted, by nothing.
PATIENCE = {"/events": 0.0, "/healthz": 0.0, "/readyz": 0.0, "/workbook/": 20.0, "/join": 40.0}
OTHERS = 30.0  # seconds, any other page
STUCK = 5.0  # seconds beyond that, after which somebody goes on without a turn


class TakingTurns:
    """Puts the requests of an app in order; what it streams is no longer part of its turn."""

    def __init__(self, app: WSGIApplication, *, at_once: int, most_bytes: int):
        self.turns = Turns(at_once)
        self._app, self._most_bytes = app, most_bytes

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        patience = 0.0
        if environ["REQUEST_METHOD"] in SAFE_METHODS:
            path = environ["PATH_INFO"]
            patience = next((seconds for start, seconds in PATIENCE.items() if path.startswith(start)), OTHERS)
            environ["wsgi.input"] = BytesIO()  # who only asks sends nothing: it is not waited for
        else:
            body = self._body(environ)
            if body is None:
                start_response("400 Bad Request", [("Content-Length", "0")])
                return []
            environ["wsgi.input"] = BytesIO(body)
        with Turn(self.turns, longest=patience + STUCK, patience=patience):
            return self._app(environ, start_response)

    def _body(self, environ: WSGIEnvironment) -> bytes | None:
        """What was sent; of too much, as much as it takes to see that. None where the line broke before its end."""
        length, most = get_content_length(environ), self._most_bytes + 1
        if length is None and not environ.get("wsgi.input_terminated"):
            return b""
        sent: bytes = environ["wsgi.input"].read(most if length is None else min(length, most))
        return sent if length is None or len(sent) == min(length, most) else None


def install(app: Flask) -> None:
    """Let the app's requests take turns. Before whatever answers without the app: that takes no turn."""
    at_once = AT_ONCE[make_url(app.config["SQLALCHEMY_DATABASE_URI"]).get_backend_name()]
    taking = TakingTurns(app.wsgi_app, at_once=at_once, most_bytes=app.config["MAX_CONTENT_LENGTH"])
    app.extensions["turns"] = taking.turns
    app.wsgi_app = taking  # type: ignore[method-assign]
