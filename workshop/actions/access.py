"""Loaders of check-ins: by the token in a letter; each stops with a sentence."""

from flask import abort, g, make_response, render_template

from workshop.actions.answering import asking_with
from workshop.actions.models import Asking
from workshop.extensions import db


def opened_asking(token: str) -> Asking:
    """The asking that this token opens, or 404 for unknown tokens, and for whoever was taken from the room since."""
    g.is_token_page = True
    asking = asking_with(db.session, token)
    if asking is None:
        abort(make_response(render_template("actions/unknown.html"), 404))
    return asking
