"""Gathering what people shared, leaving some of it out, and putting it before the room."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.audit.log import note
from workshop.database import utcnow
from workshop.events.holding import hold
from workshop.extensions import db
from workshop.insights.gathering import gather
from workshop.insights.statements import TooFewRemain, leave_out, show_statements
from workshop.room.access import hosted_worksheet
from workshop.room.big_screen import put
from workshop.room.views import bp, refused


@bp.post("/events/<code>/steps/<int:number>/statements")
def gather_statements(code, number):
    """Gather, for good, what was shared in this step. Too few is silence, and says nothing of how few."""
    step = hosted_worksheet(code, number)
    hold(db.session, step.event)
    if step.event.closed_at is not None:
        return refused(step.event, _("The last statements were gathered at closing."))
    made = gather(db.session, step, now=utcnow())
    for batch in made:
        note(db.session, act="statements.gathered", actor=current_user.public_id, subject=batch.id, now=utcnow())
    db.session.commit()
    silence = _("Not shown, to protect the people behind it. Nothing was gathered; you can try again when more have shared.")
    return _back(step, _("Gathered. Only you read them so far.") if made else silence)


@bp.post("/events/<code>/steps/<int:number>/statements/<batch_id>/omissions")
def leave_statements_out(code, number, batch_id):
    """Leave the ticked statements out as well."""
    step = hosted_worksheet(code, number)
    hold(db.session, step.event)
    try:
        leave_out(db.session, step, batch_id, request.form.getlist("out", int))
    except LookupError:
        abort(404)
    except TooFewRemain:
        db.session.rollback()
        too_few = _("Statements of at least six people have to remain. Leave fewer out, or show none of them.")
        return _back(step, too_few, "warn")
    db.session.commit()
    return _back(step, _("Left out."))


@bp.post("/events/<code>/steps/<int:number>/statements/<batch_id>/showing")
def show_gathered(code, number, batch_id):
    """Put them before the room: on everybody's page and, while screens stay on, on the big screen."""
    step = hosted_worksheet(code, number)
    hold(db.session, step.event)
    try:
        show_statements(db.session, step, batch_id, now=utcnow())
    except LookupError:
        abort(404)
    put(db.session, step.event, "statements", step=step)
    note(db.session, act="statements.shown", actor=current_user.public_id, subject=batch_id, now=utcnow())
    db.session.commit()
    return _back(step, _("Shown: on the big screen, and on everybody’s page."))


def _back(step, said, kind="done"):
    """To where the button was, and there the sentence about what came of it."""
    place = f"statements-{step.number}"
    flash(said, f"{kind} at {place}")
    return redirect(url_for(".results", code=step.event.code, _anchor=place), 303)
