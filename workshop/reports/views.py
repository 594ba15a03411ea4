"""Pages for the client's readers: their list, and a report."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.audit.reading import note_reading
from workshop.database import utcnow
from workshop.extensions import db
from workshop.reports.access import current_report, read_clients
from workshop.reports.composition import draft_of
from workshop.reports.releasing import readable_reports, released_content
from workshop.reports.responses import from_text

bp = Blueprint("reports", __name__)


@bp.get("/reports")
def index():
    """The reports that the reader's organisation has received."""
    reports = readable_reports(db.session, read_clients())
    responses = {report.id: from_text(report.turnout) for report in reports}
    return render_template("reports/index.html", reports=reports, responses=responses)


@bp.get("/reports/<public_id>")
def show(public_id):
    """One report. Reading it is noted, after the page's own transaction."""
    report = current_report(public_id)
    if report.public_id != public_id:
        flash(_("The version you asked for was withdrawn. This is version %(version)s.", version=report.version))
        return redirect(url_for(".show", public_id=report.public_id))
    page = render_template(
        "reports/show.html",
        report=report,
        event=report.event,
        composed=draft_of(report),
        content=released_content(db.session, report),
    )
    reader, read = current_user.public_id, report.public_id
    db.session.rollback()
    if request.method == "GET":
        note_reading(db.engine, act="report.read", reader=reader, subject=read, now=utcnow())
    return page
