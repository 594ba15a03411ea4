"""The line of sight to read aloud, and the conversation card to take along: own words, chosen by address, never stored."""

from flask import render_template, request

from workshop.database import utcnow
from workshop.events.access import own_seat
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.workbook.card import card_lines, ticked
from workshop.workbook.own_views import open_sheets
from workshop.workbook.place import agenda
from workshop.workbook.sight import NAMED_BY, LineOfSight, line_of_sight, worksheet_titles
from workshop.workbook.views import bp


@bp.get("/<code>/line-of-sight")
def line_of_sight_page(code):
    """What the person's own sheets come to, as sentences, and what of it they may take to their manager."""
    seat = own_seat(code)
    sight = _own_sight(seat)
    lines = card_lines(sight, seat.event.starts_at, seat.event.zone)
    is_over = seat.event.closed_at is not None and not seat.event.takes_typing(now=utcnow())
    return render_template("workbook/line_of_sight.html", event=seat.event, sight=sight, lines=lines, is_over=is_over)


@bp.get("/<code>/line-of-sight/card")
def conversation_card(code):
    """The ticked lines, on one small page."""
    seat = own_seat(code)
    lines = card_lines(_own_sight(seat), seat.event.starts_at, seat.event.zone)
    chosen = ticked(lines, request.args.getlist("line"))
    return render_template("workbook/conversation_card.html", event=seat.event, lines=chosen)


def _own_sight(seat: Participant) -> LineOfSight:
    titles = worksheet_titles(agenda(db.session, seat.event).places)
    wanted = {key: request.args[key] for key in NAMED_BY if key in request.args}
    return line_of_sight(open_sheets(seat), titles, wanted)
