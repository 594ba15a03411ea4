"""Leaving with something: the workbook as a file, and the address proven, so that its writer finds it again."""

from flask import render_template

from workshop.accounts.access import signed_in
from workshop.accounts.addresses import masked
from workshop.events.access import own_seat
from workshop.extensions import db
from workshop.workbook.place import ALWAYS_OPEN, agenda
from workshop.workbook.views import bp


@bp.get("/<code>/keep")
def keep(code):
    """What there is to take along, and how to come back."""
    seat = own_seat(code)
    asks_action = agenda(db.session, seat.event).place(ALWAYS_OPEN) is not None
    return render_template(
        "workbook/keep.html",
        event=seat.event,
        asks_action=seat.event.is_open and asks_action,
        is_proven=signed_in().is_proven,
        address=masked(seat.user.address),
        full_address=seat.user.address,
    )
