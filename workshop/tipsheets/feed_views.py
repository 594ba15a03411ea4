"""Feeds of the newest tipsheets for feed readers; 304 while there is nothing new."""

from flask import Response, current_app, request
from flask_babel import gettext as _

from workshop.database import utcnow
from workshop.extensions import db
from workshop.tipsheets import archive
from workshop.tipsheets.feed import N_ENTRIES, atom, json_feed
from workshop.tipsheets.views import bp


@bp.get("/feed.atom")
def feed():
    """Atom (RFC 4287)."""
    return _answer(atom, "application/atom+xml")


@bp.get("/feed.json")
def feed_as_json():
    """JSON Feed 1.1."""
    return _answer(json_feed, "application/feed+json")


def _answer(write, mimetype: str):
    settings = current_app.config["SETTINGS"]
    title = _("Tipsheets of %(site)s", site=settings.site_name)
    newest = archive.published(db.session, now=utcnow(), limit=N_ENTRIES)
    body = write(newest, site=settings.base_url, title=title, author=settings.practice_name)
    answer = Response(body, mimetype=mimetype)
    answer.add_etag()
    answer.last_modified = max((one.updated_at for one in newest), default=None)
    return answer.make_conditional(request)
