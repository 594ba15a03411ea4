"""The workbook as a file to keep."""

from flask_babel import gettext as _

from workshop.branding.views import practice_on_paper
from workshop.database import utcnow
from workshop.events.access import own_seat
from workshop.events.views import local_day
from workshop.extensions import db
from workshop.pdf.compiling import compile_pdf
from workshop.pdf.serving import asked_paper, pdf_file
from workshop.workbook.document import workbook_document
from workshop.workbook.own_views import open_sheets
from workshop.workbook.place import agenda
from workshop.workbook.sheet_page import titles
from workshop.workbook.views import bp
from workshop.workbook.wording import language
from workshop.worksheets.blank import blank_sheet, paper_promise


@bp.get("/<code>/workbook.pdf")
def workbook_pdf(code):
    """Everything the person who asks has written, to keep and to print; `?paper=letter` for American paper."""
    seat = own_seat(code)
    event, whose = seat.event, seat.user.name or seat.user.address
    data = workbook_document(event, open_sheets(seat), whose=whose, day=local_day(utcnow(), event.zone))
    data["practice"] = practice_on_paper()
    title = _("My workbook: %(title)s", title=event.title)
    name = f"workbook-{event.code}"
    db.session.rollback()  # reading is over: no transaction waits for the document
    made = compile_pdf("workbook/workbook.typ", data, title=title, lang=language(), paper=asked_paper())
    return pdf_file(made, name)


@bp.get("/<code>/blank-sheets.pdf")
def blank_sheets(code):
    """The worksheets of the event to fill in by hand, with nothing of anybody's in them."""
    event = own_seat(code).event
    found = agenda(db.session, event)
    kickers = [(place, titles(found, place).kicker) for place in found.places]
    data = {
        "furniture": f"{event.title} · {event.code}",
        "promise": paper_promise(event.floor),
        "sheets": [blank_sheet(place.worksheet, kicker=kicker, language=language()) for place, kicker in kickers],
    }
    title, name = _("Blank sheets: %(title)s", title=event.title), f"blank-sheets-{event.code}"
    db.session.rollback()
    made = compile_pdf("workbook/blank_sheets.typ", data, title=title, lang=language(), paper=asked_paper())
    return pdf_file(made, name)
