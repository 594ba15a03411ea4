"""What the operator's monitor reads, with its token or from this machine itself; for everybody else it is not there."""

import hmac
import re
from ipaddress import ip_address
from pathlib import Path

from flask import abort, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from workshop.config import ROOT
from workshop.database import DatabaseBusy, utcnow
from workshop.extensions import db
from workshop.operations.commands import bp
from workshop.operations.metrics import Measure, as_text, fullness, of_database, of_machine

FORWARDED = re.compile("forwarded|via|x-forwarded-.*|x-real-ip", re.IGNORECASE)


@bp.get("/metrics")
def metrics():
    """How the site is, in numbers about nobody."""
    if not _may_read():
        abort(404)
    settings, hub, now = current_app.config["SETTINGS"], current_app.extensions["live"], utcnow()
    found = [*of_machine(Path(settings.backup_folder), ROOT, now=now), fullness(len(hub), hub.most)]
    try:
        found += of_database(db.session(), now=now)
        answers = 1
    except (SQLAlchemyError, DatabaseBusy):
        db.session.rollback()
        answers = 0
    found.append(Measure("database_up", "1 while the database answers.", answers))
    return as_text(found), 200, {"Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store"}


def _may_read() -> bool:
    token = current_app.config["SETTINGS"].metrics_token
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    # Behind a proxy on the same machine everybody comes from here: what was passed on is not from this machine itself.
    return not any(FORWARDED.fullmatch(name) for name, _value in request.headers) and _is_here(request.remote_addr or "")


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
