"""Every figure that was added up as a file: a picture for the facilitator's own slides, or its values."""

from collections.abc import Callable

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.audit.reading import note_reading
from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.models import Event
from workshop.extensions import db
from workshop.figures.follow_through import follow_through
from workshop.figures.panels import Panel
from workshop.figures.slide_views import slide_file
from workshop.figures.slides import HEIGHT, WIDTH
from workshop.figures.table import as_csv
from workshop.figures.table_views import table_of
from workshop.figures.views import panel_subtitle, panel_title
from workshop.pdf.compiling import compile_png
from workshop.room.results import results_of
from workshop.room.views import bp
from workshop.web.files import file_to_keep

TYPES = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv"}


@bp.app_template_global("figure_files")
def figure_files(code: str) -> Callable[[str], list[tuple[str, str]]]:
    """Where the files of a figure are, by its id: words and address of each."""
    names = {"png": _("Picture for slides (PNG)"), "svg": _("Drawing (SVG)"), "csv": _("Values (CSV)")}
    return lambda figure: [
        (words, url_for("room.figure_file", code=code, figure=figure, kind=kind)) for kind, words in names.items()
    ]


@bp.get("/events/<code>/results/<figure>.<any(png, svg, csv):kind>")
def figure_file(code, figure, kind):
    """One figure of the event or of a team, as a file; 404 before it has been added up."""
    event = hosted_event(code)
    panel, whose = _found(event, figure)
    made = as_csv(_about(event, panel, whose), table_of(panel)) if kind == "csv" else slide_file(panel, whose)
    asked, reader = f"{event.code}/{figure}.{kind}", current_user.public_id
    db.session.rollback()
    if request.method != "HEAD":
        note_reading(db.engine, act="figure.exported", reader=reader, subject=asked, now=utcnow())
    if kind == "png":
        made = compile_png(made, width=WIDTH, height=HEIGHT)
    return file_to_keep(made, f"{code}-{panel.id}.{kind}", TYPES[kind])


def _found(event: Event, figure: str) -> tuple[Panel, str]:
    """The panel with this id and whose it is, or 404."""
    results = results_of(db.session, event)
    everybody = [(panel, _("the whole room")) for result in results for panel in result.panels]
    follow = follow_through(db.session, event)
    everybody += [(panel, _("the whole room")) for panel in (follow.panels if follow else ())]
    teams = [(panel, part.team.name) for result in results for part in result.teams for panel in part.panels]
    found = next((one for one in everybody + teams if one[0].id == figure), None)
    if found is None:
        abort(404)
    return found


def _about(event: Event, panel: Panel, whose: str) -> list[str]:
    return [event.title, panel_title(panel), panel_subtitle(panel, whose)]
