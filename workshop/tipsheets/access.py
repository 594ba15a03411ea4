"""Who may read which tipsheet."""

from datetime import datetime

from flask import abort, current_app, g
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from workshop.extensions import db
from workshop.tipsheets import archive, library
from workshop.tipsheets.archive import UnknownTipsheet
from workshop.tipsheets.tipsheet import Tipsheet
from workshop.tipsheets.writing import written

PREVIEW_DAYS = 7


def published_tipsheet(slug: str, *, now: datetime) -> Tipsheet:
    """The tipsheet with this slug, or 404 for everyone until the moment it is published."""
    try:
        tipsheet = archive.tipsheet(db.session, slug)
    except UnknownTipsheet:
        abort(404)
    if not tipsheet.is_published(now):
        abort(404)
    return tipsheet


def preview_token(slug: str) -> str:
    """A token that lets whoever has it read this tipsheet as it stands, for seven days; nothing is stored.

    It is worth nothing for another one that is written under the same slug once this one is deleted.
    """
    return _signer().dumps([slug, _mark(slug)])


def previewed_tipsheet(token: str) -> Tipsheet:
    """The tipsheet that this token lets anybody read; 410 after seven days, 404 when we never signed it or it is deleted."""
    g.is_token_page = True
    try:
        slug, mark = _signer().loads(token, max_age=PREVIEW_DAYS * 24 * 3600)
        tipsheet = archive.tipsheet(db.session, slug)
    except SignatureExpired:
        abort(410)
    except (BadSignature, UnknownTipsheet):
        abort(404)
    return tipsheet if mark == _mark(slug) else abort(404)


def _mark(slug: str) -> str:
    """What tells it from a later one of the same slug. A file of the library stays the same one when it is corrected."""
    row = written(db.session, slug)
    if row is None or any(one.slug == slug for one in library.everything()):
        return ""
    return f"{row.id} {row.created_at.isoformat()}"


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="preview of one tipsheet")
