"""Doors that only ask whether somebody is signed in, and where a link may lead after that."""

from urllib.parse import urlsplit

from flask import abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from workshop.accounts.addresses import masked
from workshop.accounts.models import Administrator, User
from workshop.database import SAFE_METHODS
from workshop.extensions import db


def signed_in() -> User:
    """The user who asks. A visitor is sent to sign in on GET, and stopped with 401 otherwise."""
    if not current_user.is_authenticated:
        if request.method in SAFE_METHODS and request.accept_mimetypes.best != "application/json":
            abort(redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?"))))
        abort(401)
    return current_user._get_current_object()


def proven() -> User:
    """The user who asks, if their address is proven; 404 for everyone else who is signed in."""
    user = signed_in()
    if not user.is_proven:
        abort(404)
    return user


def administrator() -> User:
    """The user who asks, if they administer the site; 404 for everyone else who is signed in."""
    user = proven()
    if db.session.get(Administrator, user.id) is None:
        abort(404)
    return user


def masked_address() -> str:
    """The address of whoever is signed in, as much of it as its owner needs to know it."""
    return masked(current_user.address) if current_user.is_authenticated else ""


def internal_path(wanted: str) -> str:
    """`wanted` if it is a path of this site that a GET may ask for, with its query; else the empty string."""
    parts = urlsplit(wanted) if wanted.isascii() and wanted.isprintable() else urlsplit("")
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or wanted.startswith("//") or "\\" in wanted:
        return ""
    try:
        endpoint, _arguments = current_app.create_url_adapter(request).match(parts.path, method="GET")
    except (HTTPException, RequestRedirect):
        return ""
    # Not back to the doors: signing in must not end in signing out.
    return "" if endpoint in ("accounts.sign_out", "accounts.sign_in", "static") else wanted
