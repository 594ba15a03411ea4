"""Naming a second facilitator."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.accounts.addresses import address_key
from workshop.audit.log import note
from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.hosts import NotAFacilitator, ReadersLocked, share_hosting, stop_sharing
from workshop.events.kind_words import kind_word
from workshop.extensions import db
from workshop.room.views import bp, refused


@bp.post("/events/<code>/facilitators")
def add_facilitator(code):
    """Let another facilitator of the practice host this event too."""
    event = hosted_event(code)
    try:
        second = share_hosting(db.session, event, address_key(request.form.get("address", "")))
    except NotAFacilitator:
        return refused(event, _("No facilitator of the practice has this address. Ask the administrator to add them first."))
    except ReadersLocked:
        return refused(event, _("People have begun to write, and were told who leads and reads here: that stays as it is."))
    note(db.session, act="event.shared", actor=current_user.public_id, subject=event.code, now=utcnow())
    db.session.commit()
    flash(_("%(name)s now leads this %(kind)s too.", name=second.name or second.address, kind=kind_word(event)))
    return redirect(url_for(".show", code=event.code, _anchor="facilitators"), 303)


@bp.post("/events/<code>/facilitators/<public_id>/removal")
def remove_facilitator(code, public_id):
    """Take the event away from a second facilitator again."""
    event = hosted_event(code)
    stop_sharing(db.session, event, public_id)
    note(db.session, act="event.unshared", actor=current_user.public_id, subject=event.code, now=utcnow())
    db.session.commit()
    flash(_("They no longer lead this %(kind)s.", kind=kind_word(event)))
    return redirect(url_for(".show", code=event.code, _anchor="facilitators"), 303)
