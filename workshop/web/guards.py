"""What a request must be before any view sees it: the right host, our own page as its origin, readable text."""

from urllib.parse import unquote_to_bytes, urlsplit

from flask import Flask, Response, abort, current_app, request
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from workshop.config import Settings
from workshop.database import SAFE_METHODS


def from_anywhere(view):
    """Mark a view that takes posts from other origins: the one-click unsubscribe, and nothing else."""
    view.is_from_anywhere = True
    return view


def install(app: Flask, settings: Settings) -> None:
    """Guard every request of the app. Before whatever else reads the form: a body can be read once."""
    hops = settings.trusted_proxies
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    app.config["TRUSTED_HOSTS"] = _hosts(settings)
    app.register_error_handler(SecurityError, _refuse_host)
    app.before_request(_refuse_broken_text)
    app.before_request(_refuse_other_origins)


def _refuse_host(_fault: SecurityError) -> Response:
    # Plain words: a page would need addresses of ours, and on an unknown host there are none.
    return Response("400: This site does not answer to that name.\n", 400, mimetype="text/plain")


def _hosts(settings: Settings) -> list[str]:
    host = urlsplit(settings.base_url).hostname or ""
    return [host, "localhost", "127.0.0.1"] if settings.demo else [host]


def _refuse_broken_text() -> None:
    """400 for NUL or bytes that are not UTF-8, wherever they stand."""
    if "\0" in request.path or "\ufffd" in request.path or "%00" in request.query_string.decode("latin-1"):
        abort(400)
    if request.method in SAFE_METHODS:
        return
    body = request.get_data(cache=True)  # 413 if it is more than the site takes, also where its length is not stated
    if request.mimetype == "application/x-www-form-urlencoded":
        body = unquote_to_bytes(body.replace(b"+", b" "))
    elif request.mimetype == "multipart/form-data" and request.files:
        # A file may hold any bytes; the fields beside it may not.
        fields = "".join(text for texts in request.form.listvalues() for text in texts)
        body = fields.replace("\ufffd", "\0").encode()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        abort(400)
    if "\0" in text:
        abort(400)


def _refuse_other_origins() -> None:
    """403 for an unsafe method that does not come from a page of this site."""
    if request.method in SAFE_METHODS:
        return
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "is_from_anywhere", False):
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", "null")
    is_ours = site == "same-origin" if site else origin == request.host_url.rstrip("/")
    if not is_ours:
        abort(403)
