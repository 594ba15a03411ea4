"""What a person reads when something went wrong: a sentence, what to do next, never a trace."""

from dataclasses import dataclass

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from workshop.database import SAFE_METHODS
from workshop.events.access import SeatAwaitsOwner
from workshop.extensions import db


@dataclass(frozen=True)
class Sentences:
    """The words of one error page: what happened, and what to do about it."""

    heading: str
    advice: str


NOT_FOUND = Sentences(_("That page isn’t in the workbook."), _("Check the address, or join your workshop with its code."))
AWAITS_OWNER = Sentences(
    _("This seat waits for its owner."),
    _("Whoever reads the mail of the address you joined with is signed in elsewhere, and says which devices are theirs."),
)
BROKEN = Sentences(_("Something broke on our side."), _("What you saved is safe."))
NOT_SAVED = Sentences(
    _("We could not save just now."), _("Your text is safe in this window. Go back and try again in a minute.")
)
SENTENCES = {
    400: Sentences(
        _("We couldn’t read that."), _("Something in the address or the form was broken. Go back and try again.")
    ),
    401: Sentences(_("Your sign-in has ended."), _("Sign in again. What was saved is still there.")),
    403: Sentences(_("Your page was out of date."), _("Nothing was lost – please try again.")),
    404: NOT_FOUND,
    405: NOT_FOUND,
    410: Sentences(
        _("This link has expired or was already used."), _("Links work once, for ten minutes. Ask for a new one.")
    ),
    413: Sentences(
        _("That is more than we can take."),
        _("Go back, make it shorter or choose fewer files, and send it again: the site takes 1 MB at once."),
    ),
    422: Sentences(_("We couldn’t use that."), _("Go back, look at what you sent, and try again.")),
    429: Sentences(_("Too many tries."), _("Wait one minute, then try again.")),
    503: Sentences(_("The site is very busy."), _("What you saved is safe. Try again in a minute.")),
}


def sentences(status: int, *, is_saving: bool) -> Sentences:
    """The words for a status; is_saving: something was being sent rather than read."""
    if status == 503 and is_saving:
        return NOT_SAVED
    return SENTENCES.get(status, BROKEN)


def install(app: Flask) -> None:
    """Answer every error of the app in words."""
    app.register_error_handler(CSRFError, answer_stale)
    app.register_error_handler(HTTPException, answer_http)


def answer_http(error: HTTPException) -> Response:
    """The page for an HTTP error, the headers of the error kept. A 500 arrives here too, logged by then."""
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    words = AWAITS_OWNER if isinstance(error, SeatAwaitsOwner) else None
    answer = _answer(status, words, kept=_sent() if status == 401 else [])
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer


def answer_stale(_error: CSRFError) -> Response:
    """403 with what was typed, ready to be sent again with a token that is good."""
    return _answer(403, kept=_sent())


def _sent() -> list[tuple[str, str]]:
    """What was typed, to be shown and sent again; nothing of a form that holds a password."""
    kept = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return [] if any("password" in name for name, _value in kept) else kept


def _answer(status: int, words: Sentences | None = None, **given) -> Response:
    db.session.rollback()
    awaits_owner = words is AWAITS_OWNER
    words = words or sentences(status, is_saving=request.method not in SAFE_METHODS)
    if _wants_json():
        body = jsonify(error={"status": status, "message": f"{words.heading} {words.advice}"})
    else:
        body = render_template("pages/error.html", status=status, words=words, awaits_owner=awaits_owner, **given)
    return make_response(body, status)


def _wants_json() -> bool:
    return request.is_json or request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
