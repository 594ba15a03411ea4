"""Pausing a step, and the end time that the room is told."""

from datetime import datetime

from flask import abort, flash, request
from flask_babel import gettext as _

from workshop.database import utcnow
from workshop.events import pacing
from workshop.events.holding import hold
from workshop.extensions import db
from workshop.room.access import hosted_step
from workshop.room.views import back_to, bp, refused

LONGEST_MINUTES = 180


@bp.post("/events/<code>/steps/<int:number>/pause")
def pause_step(code, number):
    """Ask the room to look up; opening the step again lets it go on."""
    step = hosted_step(code, number)
    hold(db.session, step.event)
    if not step.event.is_open or not step.is_open:
        return refused(step.event, _("This step is not open, so there is nothing to pause."))
    pacing.pause_step(db.session, step, now=utcnow())
    db.session.commit()
    flash(_("Paused. People are asked to look up; what they write is still saved."))
    return back_to(step)


@bp.post("/events/<code>/steps/<int:number>/timer")
def set_timer(code, number):
    """Tell the room an end time: `minutes` from now (0: none), or that many more than the end time `after`."""
    step, minutes = hosted_step(code, number), request.form.get("minutes", 0, int)
    hold(db.session, step.event)
    if not step.event.is_open or not step.is_open:
        return refused(step.event, _("This step is not open, so it has no end time yet."))
    if not 0 <= minutes <= LONGEST_MINUTES:
        abort(400)
    if "after" in request.form:
        pacing.extend_step(db.session, step, minutes, after=_moment(request.form["after"]), now=utcnow())
    else:
        pacing.end_step_in(db.session, step, minutes, now=utcnow())
    db.session.commit()
    flash(_("The room sees the new end time. Nothing closes by itself.") if step.ends_at else _("No end time any more."))
    return back_to(step)


def _moment(written: str) -> datetime | None:
    """The end time that the page had before it, as it wrote it: `ends_at.isoformat()`, or "" for none."""
    try:
        moment = datetime.fromisoformat(written) if written else None
    except ValueError:
        abort(400)
    if moment is not None and moment.tzinfo is None:
        abort(400)
    return moment
