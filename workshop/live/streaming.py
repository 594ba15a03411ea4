"""What a view returns to let somebody listen."""

from collections.abc import Iterable, Mapping

from flask import Response, current_app

from workshop.extensions import db
from workshop.live.hub import Full
from workshop.live.listening import Allowed, Drawing, Watch
from workshop.live.signals import revisions

RETRY_SECONDS = 30


def stream(
    topics: Iterable[str], allowed: Allowed, *, watched: Mapping[str, Watch] | None = None, drawing: Drawing | None = None
) -> Response:
    """The stream of these topics, and of the `watched` ones; 503 when this process holds as many as it may. With `drawing`,
    each news brings that part along as it then is.

    The caller has decided that this person may listen; `allowed` says every few seconds whether they still may.
    """
    watches = dict(watched or {})
    told = revisions(db.session, topics) | {topic: watch(db.session) for topic, watch in watches.items()}
    # Nobody who listens holds a connection to the database.
    db.session.remove()
    try:
        opened = current_app.extensions["live"].open(told, allowed, watches, drawing)
    except Full:
        return Response("503: Too many pages listen here. This one asks from time to time.\n", 503, _headers(RETRY_SECONDS))
    answer = Response(opened, mimetype="text/event-stream")
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _headers(seconds: int) -> dict[str, str]:
    return {"Retry-After": str(seconds), "Content-Type": "text/plain; charset=utf-8"}
