"""Trying an event out with made-up people, and throwing the rehearsal away."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from workshop.audit.log import note
from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.kind_words import kind_word
from workshop.extensions import db
from workshop.rehearsal.copies import NotARehearsal, begin_rehearsal, let_write, throw_away
from workshop.room.access import hosted_worksheet
from workshop.room.views import back_to, bp, refused


@bp.post("/events/<code>/rehearsals")
def rehearse(code):
    """A rehearsal of this event; the one there is, if there is one."""
    event = hosted_event(code)
    if event.rehearsal_of_id is not None:
        return refused(event, _("This is a rehearsal already."))
    title = _("Rehearsal: %(title)s", title=event.title)
    copy = begin_rehearsal(db.session, event, current_user._get_current_object(), title=title, now=utcnow())
    note(db.session, act="rehearsal.begun", actor=current_user.public_id, subject=copy.code, now=utcnow())
    db.session.commit()
    flash(_("A rehearsal with made-up people. Nothing here touches the real %(kind)s.", kind=kind_word(event)))
    return redirect(url_for(".show", code=copy.code), 303)


@bp.post("/events/<code>/steps/<int:number>/made-up-writing")
def let_made_up_people_write(code, number):
    """The made-up people write on this step's worksheet."""
    step = hosted_worksheet(code, number)
    if not (step.event.is_open and step.is_open):
        return refused(step.event, _("This step is not open, so nobody can write."))
    try:
        n_wrote = let_write(db.session, step, now=utcnow())
    except NotARehearsal:
        return refused(step.event, _("There are no made-up people in a real %(kind)s.", kind=kind_word(step.event)))
    db.session.commit()
    flash(ngettext("%(num)s made-up person has written.", "%(num)s made-up people have written.", n_wrote))
    return back_to(step)


@bp.post("/events/<code>/disposal")
def dispose(code):
    """Throw a rehearsal away."""
    event = hosted_event(code)
    real = event.rehearsed
    try:
        throw_away(db.session, event, now=utcnow())
    except NotARehearsal:
        return refused(event, _("Only a rehearsal can be thrown away."))
    note(db.session, act="rehearsal.ended", actor=current_user.public_id, subject=event.code, now=utcnow())
    db.session.commit()
    flash(_("The rehearsal is gone, with all that was written in it."))
    return redirect(url_for(".show", code=real.code), 303)
