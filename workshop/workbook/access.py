"""Which worksheet a participant may reach; whatever their event does not ask is the same 404 as what does not exist."""

from flask import abort

from workshop.events.access import own_seat, own_seat_at
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.workbook.place import Agenda, Place, agenda


def own_place(code: str, key: str) -> tuple[Participant, Agenda, Place]:
    """The seat of the person who asks, its event's agenda, and the worksheet with this key in it; or 404."""
    seat = own_seat(code)
    found = agenda(db.session, seat.event)
    place = found.place(key)
    if place is None:
        abort(404)
    return seat, found, place


def own_worksheet(code: str, key: str) -> tuple[Participant, Place]:
    """As `own_place`, without the rest of the agenda and so without the worksheet's number in it: enough to save."""
    seat, step = own_seat_at(code, key)
    return seat, Place(seat.event, step, None)
