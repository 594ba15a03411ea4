"""Adding up, and showing: two acts. The results, for the facilitator's own screen."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.audit.log import note
from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.holding import hold
from workshop.extensions import db
from workshop.figures.follow_through import follow_through
from workshop.insights.adding_up import add_up
from workshop.insights.confirmation import confirmation
from workshop.insights.releases import latest_release, show
from workshop.room.access import hosted_worksheet, released_step
from workshop.room.big_screen import put
from workshop.room.lines import line_of
from workshop.room.results import not_added_up, results_of
from workshop.room.views import bp, refused


@bp.get("/events/<code>/steps/<int:number>/adding-up")
def ask_to_add_up(code, number):
    """Ask first, in steps of five: this page may be asked for as often as one likes."""
    step = hosted_worksheet(code, number)
    saved = confirmation(db.session, step)
    return render_template("room/add_up.html", event=step.event, line=line_of(step), saved=saved)


@bp.post("/events/<code>/releases")
def add_up_step(code):
    """Add up one worksheet, for the facilitator's own screen."""
    step = hosted_worksheet(code, request.form.get("step", 0, int))
    hold(db.session, step.event)
    if step.event.closed_at is not None:
        return refused(step.event, _("The last adding up was made at closing."))
    if confirmation(db.session, step) is None:
        return refused(step.event, _("Talk about it: too few answers to add up."))
    release = add_up(db.session, step, now=utcnow())
    note(db.session, act="release.made", actor=current_user.public_id, subject=release.id, now=utcnow())
    db.session.commit()
    flash(_("Added up. Only you see this, until you press Show."))
    return redirect(url_for(".results", code=step.event.code, _anchor=f"step-{step.number}"), 303)


@bp.post("/events/<code>/releases/<public_id>/showing")
def show_release(code, public_id):
    """Put the newest figures of a worksheet before the room."""
    step = released_step(code, public_id)
    hold(db.session, step.event)
    newest = latest_release(db.session, step)
    if newest is None or newest.id != public_id:
        return refused(step.event, _("It has been added up again since. Look at the newer figures, and show those."))
    show(db.session, step, now=utcnow())
    put(db.session, step.event, "result", step=step)
    note(db.session, act="release.shown", actor=current_user.public_id, subject=public_id, now=utcnow())
    db.session.commit()
    flash(_("Shown. Everyone in the room now sees these figures beside their own answers."))
    return redirect(url_for(".show", code=step.event.code), 303)


@bp.get("/events/<code>/results")
def results(code):
    """Every figure of the event and its teams."""
    event = hosted_event(code)
    found, others = results_of(db.session, event), not_added_up(db.session, event)
    follow = follow_through(db.session, event)
    return render_template("room/results.html", event=event, results=found, not_added_up=others, follow=follow)
