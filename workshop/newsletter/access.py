"""Whose subscription a token opens."""

from flask import abort, g

from workshop.extensions import db
from workshop.newsletter.keys import subscriber_with
from workshop.newsletter.models import Subscriber


def subscriber_or_404(token: str) -> Subscriber:
    """The subscriber whose token this is, or 404; the page's address goes to no other site."""
    g.is_token_page = True
    subscriber = subscriber_with(db.session, token)
    if subscriber is None:
        abort(404)
    return subscriber
