"""A released report as files: a PDF for the board, a spreadsheet for an analyst, and the values of each figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.aside import aside
from workshop.audit.reading import note_reading
from workshop.branding.views import practice_on_paper
from workshop.database import utcnow
from workshop.extensions import db
from workshop.figures.table import as_csv
from workshop.insights.gate.figures import SILENCE
from workshop.pdf.compiling import Paper, compile_within
from workshop.pdf.serving import asked_paper, pdf_file
from workshop.reports.access import readable_report
from workshop.reports.fitting import PAGES, cuts
from workshop.reports.models import Report
from workshop.reports.paper_views import document
from workshop.reports.ready_pdfs import ready_pdf
from workshop.reports.releasing import released_content
from workshop.reports.spreadsheet import Names, spreadsheet
from workshop.reports.telling_views import told
from workshop.reports.told import Passage, Told
from workshop.reports.views import bp
from workshop.web.files import file_to_keep

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.app_template_global("report_files")
def report_files(public_id: str) -> Callable[[str], list[tuple[str, str]]]:
    """Where the values of a figure are, by its id: words and address."""
    return lambda figure: [(_("Values (CSV)"), url_for("reports.csv", public_id=public_id, figure=figure))]


@dataclass(frozen=True)
class Asked:
    """A released report, all it says, the name of its files, and its PDF if that is ready."""

    told: Told
    released_at: datetime
    name: str
    ready: bytes | None


@bp.get("/reports/<public_id>.pdf")
def pdf(public_id):
    """The report as a PDF, on A4 or, with `?paper=letter`, on Letter."""
    paper, practice = asked_paper(), practice_on_paper()
    asked = _asked(public_id, "report.pdf", lambda report, said: ready_pdf(db.session, report, said, paper, practice))
    return pdf_file(asked.ready or compiled(asked.told, paper, practice), asked.name)


@bp.get("/reports/<public_id>.xlsx")
def xlsx(public_id):
    """The report as a spreadsheet."""
    asked = _asked(public_id, "report.xlsx")
    return xlsx_of(asked.told, asked.released_at, asked.name)


@bp.get("/reports/<public_id>/<figure>.csv")
def csv(public_id, figure):
    """The values of one figure, of everyone or of a team, or the one sentence; 404 for any other."""
    asked = _asked(public_id, "report.csv")
    found = next((one for one in asked.told.figures if one.id == figure), None)
    if found is None:
        abort(404)
    about = [asked.told.title, asked.told.kicker, found.title, found.subtitle]
    return file_to_keep(as_csv(about, found.table), f"{asked.name}-{found.id}.csv", "text/csv")


def pdf_of(told: Told, paper: Paper, name: str) -> Response:
    """The PDF of what is told, to be made after the transaction is over."""
    return pdf_file(compiled(told, paper, practice_on_paper()), name)


def compiled(told: Told, paper: Paper, practice: Mapping[str, str]) -> bytes:
    """The report set on paper, with as much of statements and teams as six pages hold."""
    drafts = (document(told, cut, practice) for cut in cuts(told, paper))
    return compile_within(PAGES, "reports/report.typ", drafts, title=told.title, lang=told.language, paper=paper)


def xlsx_of(told: Told, made_at: datetime, name: str) -> Response:
    """The spreadsheet of what is told; `made_at` is when the report was released."""
    made = aside(spreadsheet, told, made_at, _names())
    return file_to_keep(made, f"{name}.xlsx", XLSX)


def _names() -> Names:
    about = (
        _("Each worksheet of the workshop has a sheet here, and “All values” holds each printed value in its own row."),
        _("A number stands where the figure is exactly that number; everything else is in words, as it is printed."),
        _(
            "“%(silence)s” stands where fewer people answered than may be told of. It is no zero.",
            silence=_(SILENCE.sentence),
        ),
        _("Nothing is hidden, and no cell computes anything."),
    )
    return Names(
        readme=_("ReadMe"),
        how_many=_("How many took part"),
        values=_("All values"),
        hash=_("Hash as released (SHA-256)"),
        about=Passage(_("How to read this file"), about),
        head=(_("Worksheet"), _("Figure"), _("Team"), _("Answer"), _("Column"), _("As printed"), _("Number")),
    )


def _asked(public_id: str, act: str, ready: Callable[[Report, Told], bytes | None] = lambda report, said: None) -> Asked:
    """The report, or 404; that it was read is noted after the transaction is over."""
    report = readable_report(public_id)
    said = told(report, released_content(db.session, report))
    asked = Asked(said, report.released_at, f"{report.event.code}-report", ready(report, said))
    reader = current_user.public_id
    db.session.rollback()
    if request.method == "GET":
        note_reading(db.engine, act=act, reader=reader, subject=public_id, now=utcnow())
    return asked
