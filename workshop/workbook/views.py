"""The events that somebody takes part in."""

from flask import Blueprint, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workshop.accounts.access import signed_in
from workshop.database import utcnow
from workshop.events.finding_seats import held_by
from workshop.events.models import Event, Participant
from workshop.extensions import db
from workshop.workbook.contents import event_lines

bp = Blueprint("workbook", __name__, url_prefix="/workbook")


@bp.get("")
def events():
    """The workshops and webinars that the person who asks takes part in, newest first."""
    user = signed_in()
    seats = db.session.scalars(
        select(Participant)
        .join(Participant.event)
        .where(held_by(user.id), Participant.removed_at.is_(None))
        .options(joinedload(Participant.event))
        .order_by(Event.starts_at.desc(), Event.id.desc())
    ).all()
    return render_template(
        "workbook/events.html",
        lines=event_lines([seat.event for seat in seats], lambda of: url_for(".contents", code=of), now=utcnow()),
    )
