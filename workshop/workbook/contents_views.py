"""The contents page of an event, and its tipsheet."""

from flask import current_app, g, render_template

from workshop.accounts.addresses import masked
from workshop.commitments.committing import latest_sent
from workshop.events.access import own_seat
from workshop.extensions import db
from workshop.web.moulds import Given, for_everyone, page
from workshop.workbook.place import ALWAYS_OPEN, agenda
from workshop.workbook.room_views import contents_given, room_given, told_anew
from workshop.workbook.tipsheets import room_tipsheet
from workshop.workbook.views import bp


@bp.get("/<code>")
def contents(code):
    """Where one is in the workbook, where the room is, and what is left."""
    seat = own_seat(code)
    found = agenda(db.session, seat.event)
    given = contents_given(seat, found)
    shared = {
        "event": given["event"],
        "has_begun": given["has_begun"],
        "has_tipsheet": any(step.kind == "tipsheet" for step in found.steps),
        "asks_action": found.place(ALWAYS_OPEN) is not None,
        "has_to_prove": seat.has_to_prove,
    }
    own = {
        "contents": for_everyone(current_app.jinja_env, "workbook/_contents.html", **given),
        "address": masked(seat.user.address),
    }
    rare = {
        "is_shared_device": g.sign_in.is_shared,
        "commitment": latest_sent(db.session, seat.event) if seat.event.closed_at and seat.event.client_id else None,
    }
    return page("workbook/contents.html", Given(shared, own | told_anew(found), rare))


@bp.get("/<code>/tipsheet")
def tipsheet(code):
    """The one page that the event reads."""
    seat = own_seat(code)
    found = agenda(db.session, seat.event)
    return render_template(
        "workbook/tipsheet.html",
        tipsheet=room_tipsheet(db.session, found.steps),
        next_place=next((place for place in found.places if place.is_reachable and place.number), None),
        **room_given(found, next((step for step in found.steps if step.kind == "tipsheet"), None)),
    )
