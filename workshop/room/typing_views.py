"""When the Wi-Fi failed: sheets filled in on paper may be typed up for two days after closing, and move no figure."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.audit.log import note
from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.holding import hold
from workshop.extensions import db
from workshop.room.views import bp, refused


@bp.post("/events/<code>/typing-up")
def leave_typing_open(code):
    """Let participants type up what they wrote on paper, until two days after the event was closed."""
    event, now = hosted_event(code), utcnow()
    hold(db.session, event)
    if event.typing_until is None:
        if not event.may_leave_typing_open(now=now):
            return refused(event, _("Typing-up can be left open within two days of closing."))
        event.leave_typing_open(now=now)
        note(db.session, act="event.typing_left_open", actor=current_user.public_id, subject=event.code, now=now)
        db.session.commit()
    flash(_("Participants can type up their paper sheets now. What they type is theirs alone; no figure moves."))
    return redirect(url_for(".show", code=event.code), 303)
