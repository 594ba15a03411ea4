"""The report as the client will read it, for its facilitators: the page and the files, before and after the release."""

from flask import render_template
from flask_babel import gettext as _

from workshop.database import utcnow
from workshop.extensions import db
from workshop.pdf.serving import asked_paper
from workshop.reports.access import reported_event
from workshop.reports.chapters import Content
from workshop.reports.composing import report_of
from workshop.reports.composition import draft_of, put
from workshop.reports.file_views import pdf_of, xlsx_of
from workshop.reports.models import Report
from workshop.reports.releasing import preview_of, released_content, seen_mark
from workshop.reports.telling_views import told
from workshop.reports.views import bp


@bp.get("/events/<code>/report/preview")
def preview(code):
    """The page, of the draft as it is stored or of what was released."""
    event = reported_event(code)
    report, content = _as_it_stands(event)
    stored = report_of(db.session, event)
    return render_template(
        "reports/preview.html",
        report=report,
        event=event,
        composed=draft_of(report),
        content=content,
        seen=seen_mark(stored, content),
        may_release=event.closed_at is not None and not report.is_readable,
    )


@bp.get("/events/<code>/report/preview.pdf")
def preview_pdf(code):
    """The same as a PDF."""
    return pdf_of(_gathered(code), asked_paper(), f"{code}-{_('draft')}")


@bp.get("/events/<code>/report/preview.xlsx")
def preview_xlsx(code):
    """The same as a spreadsheet."""
    kept = _gathered(code)
    return xlsx_of(kept, utcnow(), f"{code}-{_('draft')}")


def _gathered(code):
    kept = told(*_as_it_stands(reported_event(code)))
    db.session.rollback()
    return kept


def _as_it_stands(event) -> tuple[Report, Content]:
    """What the client has; before that the draft, which after a withdrawal is that of the next version."""
    report = report_of(db.session, event)
    if report is not None and report.is_readable:
        return report, released_content(db.session, report)
    if report is None or report.withdrawn_at is not None:
        stored, report = report, Report(event=event, version=report.version + 1 if report else 1, hash="")
        put(report, draft_of(stored))
    return report, preview_of(db.session, event)
