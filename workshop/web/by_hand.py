"""Telling a person at a form from a program: how long it was open, and a field that nobody sees."""

from flask import Flask, current_app, request
from itsdangerous import BadSignature, TimestampSigner

from workshop.database import utcnow

QUICKEST, SLOWEST = 2, 24 * 3600  # seconds from opening a form to sending it, as people do


def install(app: Flask) -> None:
    """Let templates note when a form was opened."""
    app.add_template_global(began, "began")


def began(form: str) -> str:
    """What the form of this name carries, so that its age is known: signed, so that nobody can make one up."""
    return _signer(form).sign("opened").decode()


def was_by_hand(form: str) -> bool:
    """True when the posted form was open for two seconds at least, and for a day at most."""
    try:
        _words, moment = _signer(form).unsign(request.form.get("began", ""), max_age=SLOWEST, return_timestamp=True)
    except BadSignature:
        return False
    return (utcnow() - moment).total_seconds() >= QUICKEST


def is_trapped() -> bool:
    """True when the field was filled in that people do not see: thank the program, and do nothing."""
    return bool(request.form.get("website"))


def _signer(form: str) -> TimestampSigner:
    return TimestampSigner(current_app.config["SECRET_KEY"], salt=form)
