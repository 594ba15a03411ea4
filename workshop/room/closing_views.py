"""Closing the event, for good."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.audit.log import note
from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.extensions import db
from workshop.insights.turnout import turnout
from workshop.room.closing import close_event
from workshop.room.views import bp, refused


@bp.get("/events/<code>/closing")
def ask_to_close(code):
    """Ask first: closing cannot be taken back."""
    event = hosted_event(code)
    return render_template("room/close.html", event=event, joined=turnout(db.session, event).joined)


@bp.post("/events/<code>/closure")
def close(code):
    """Close the event, and add up what is left to add up."""
    event = hosted_event(code)
    if event.opened_at is None:
        return refused(event, _("The doors were never open, so there is nothing to close."))
    if event.closed_at is None:
        close_event(db.session, event, now=utcnow())
        note(db.session, act="event.closed", actor=current_user.public_id, subject=event.code, now=utcnow())
    db.session.commit()
    flash(_("Closed. No more answers are taken, and the figures are final."))
    return redirect(url_for(".results", code=event.code), 303)
