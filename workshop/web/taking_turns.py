"""A process works on few requests at once, and begins with whoever can wait least: who saves, who reads, who comes.

Requests that share one loop all grow slower together: each of the steps of a save waits for a step of everybody else. Taken
one after the other they wait once, and in an order. A body is read before its turn comes: a slow line holds nobody up.
"""

from collections.abc import Iterable
from io import BytesIO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from workshop.database import SAFE_METHODS
from workshop.turns import Turn, Turns

AT_ONCE = 3  # one for the processor, while others wait for the database
# Seconds for which pages may be overtaken, by how their address begins; whatever is posted, and any other page, by nothing.
PATIENCE = {"/workbook/": 20.0, "/join/": 40.0}
STUCK = 5.0  # seconds beyond that, after which somebody goes on without a turn


class TakingTurns:
    """Puts the requests of an app in order; what it streams is no longer part of its turn."""

    def __init__(self, app: WSGIApplication, *, most_bytes: int):
        self.turns = Turns(AT_ONCE)
        self._app, self._most_bytes = app, most_bytes

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        patience = 0.0
        if environ["REQUEST_METHOD"] in SAFE_METHODS:
            path = environ["PATH_INFO"]
            patience = next((seconds for start, seconds in PATIENCE.items() if path.startswith(start)), 0.0)
        else:
            environ["wsgi.input"] = BytesIO(self._body(environ))
        with Turn(self.turns, longest=patience + STUCK, patience=patience):
            return self._app(environ, start_response)

    def _body(self, environ: WSGIEnvironment) -> bytes:
        """What was sent; of too much, as much as it takes to see that."""
        length = environ.get("CONTENT_LENGTH")
        if not length and not environ.get("wsgi.input_terminated"):
            return b""
        most = self._most_bytes + 1
        return environ["wsgi.input"].read(min(int(length), most) if length else most)  # type: ignore[no-any-return]


def install(app: Flask) -> None:
    """Let the app's requests take turns. Before whatever answers without the app: that takes no turn."""
    taking = TakingTurns(app.wsgi_app, most_bytes=app.config["MAX_CONTENT_LENGTH"])
    app.extensions["turns"] = taking.turns
    app.wsgi_app = taking  # type: ignore[method-assign]
