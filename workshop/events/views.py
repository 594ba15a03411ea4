"""The list of a facilitator's events, and how dates and times of an event are written on every page."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import Blueprint, current_app, render_template
from flask_babel import get_locale
from werkzeug.exceptions import NotFound

from workshop.database import utcnow
from workshop.events.access import host, may_plan
from workshop.events.holding import Gone
from workshop.events.kind_words import kind_word
from workshop.events.models import Event
from workshop.events.promised import promised
from workshop.events.queries import hosted_by, joined_counts
from workshop.extensions import db

bp = Blueprint("events", __name__)
bp.add_app_template_filter(promised)
bp.add_app_template_filter(kind_word)


@bp.app_errorhandler(Gone)
def gone(_fault: Gone):
    """Whatever was to be changed has just been deleted: it is as if it had never been there."""
    db.session.rollback()
    return current_app.handle_http_exception(NotFound())


@bp.get("/events")
def index():
    """The events that the facilitator hosts."""
    user = host()
    events = db.session.scalars(hosted_by(user)).all()
    joined = joined_counts(db.session, events)
    return render_template("events/index.html", events=events, joined=joined, may_plan=may_plan(user))


@bp.app_template_test("taking_paper")
def is_taking_paper(event: Event) -> bool:
    """True while sheets filled in on paper may be typed up, after closing."""
    return event.takes_typing(now=utcnow())


@bp.app_template_filter("local_day")
def local_day(moment: datetime, zone: str) -> str:
    """The day on which this moment falls in the zone, in the reader's language."""
    return format_date(moment.astimezone(ZoneInfo(zone)), "long", locale=get_locale())


@bp.app_template_filter("local_time")
def local_time(moment: datetime, zone: str) -> str:
    """What clocks in the zone show at this moment."""
    return format_time(moment, "short", tzinfo=ZoneInfo(zone), locale=get_locale())
