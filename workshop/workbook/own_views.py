"""Pages that gather a participant's own sheets: what others can see of them, and all of them to print."""

from flask import render_template

from workshop.answers.sharing import shared_words
from workshop.database import utcnow
from workshop.events.access import own_seat
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.insights.releases import shown_releases_of
from workshop.workbook.open_sheet import OpenSheet, open_sheet
from workshop.workbook.place import agenda
from workshop.workbook.seen import seen
from workshop.workbook.sheet_page import titles
from workshop.workbook.views import bp


@bp.get("/<code>/seen-by-others")
def seen_by_others(code):
    """What others can see of the sheets of the person who asks."""
    seat = own_seat(code)
    shown = shown_releases_of(db.session, seat.event)
    shared = shared_words(db.session, seat)
    sheets = [(seen(opened, shared), shown.get(opened.place.key)) for opened in open_sheets(seat)]
    return render_template("workbook/seen_by_others.html", event=seat.event, seat=seat, sheets=sheets)


@bp.get("/<code>/print")
def print_all(code):
    """Every sheet that the person who asks has written on, on paper."""
    seat = own_seat(code)
    sheets = [opened for opened in open_sheets(seat) if opened.sheet.saved_at is not None]
    pages = [(titles(opened.agenda, opened.place), opened.form()) for opened in sheets]
    return render_template("workbook/print.html", event=seat.event, seat=seat, pages=pages, now=utcnow())


def open_sheets(seat: Participant) -> list[OpenSheet]:
    """Every worksheet of this seat that can be reached."""
    found, now = agenda(db.session, seat.event), utcnow()
    return [open_sheet(db.session, seat, found, place, now=now) for place in found.places if place.is_reachable]
