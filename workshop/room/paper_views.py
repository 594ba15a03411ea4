"""The print pack of an event."""

from flask import current_app, url_for
from flask_babel import gettext as _

from workshop.events.access import hosted_event
from workshop.events.views import local_day, local_time
from workshop.extensions import db
from workshop.pdf.compiling import compile_pdf
from workshop.pdf.serving import asked_paper, pdf_file
from workshop.room.paper import print_pack
from workshop.room.views import bp


@bp.get("/events/<code>/print-pack.pdf")
def print_pack_pdf(code):
    """Poster, run sheet, tally, tipsheet and blank sheets, for a room without Wi-Fi; `?paper=letter` for American paper."""
    event = hosted_event(code)
    door = current_app.config["SETTINGS"].address_of(url_for("events.join_event", code=event.code))
    day = f"{local_day(event.starts_at, event.zone)}, {local_time(event.starts_at, event.zone)}"
    data = print_pack(db.session, event, join_href=door, day=day)
    title, language = _("Print pack: %(title)s", title=event.title), event.language
    name = f"print-pack-{event.code}"
    db.session.rollback()
    return pdf_file(compile_pdf("room/print_pack.typ", data, title=title, lang=language, paper=asked_paper()), name)
