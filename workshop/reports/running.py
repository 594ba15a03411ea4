"""What the worker does for reports: have their PDFs ready."""

import logging
from datetime import datetime, timedelta
from typing import get_args

from flask_babel import get_locale
from sqlalchemy.orm import Session

from workshop import due
from workshop.branding.look import stored_look
from workshop.branding.views import practice_on_paper
from workshop.config import Settings
from workshop.database import reading
from workshop.pdf.compiling import Paper
from workshop.reports.file_views import compiled
from workshop.reports.models import Report
from workshop.reports.ready_pdfs import digest_of, keep_pdf, waiting
from workshop.reports.releasing import released_content
from workshop.reports.telling_views import told

log = logging.getLogger("workshop.reports")
PAPERS: tuple[Paper, ...] = get_args(Paper)


@due.every(timedelta(seconds=20))
def make_pdfs(session: Session, *, settings: Settings, now: datetime) -> None:
    """Make the PDFs of reports that were released, or had something added, since; safe to repeat."""
    with reading():
        found = waiting(session, str(get_locale()))
        session.rollback()
    for report_id, occasion in found:
        _make(session, report_id, occasion, now=now)


def _make(session: Session, report_id: int, occasion: str, *, now: datetime) -> None:
    """Both papers of one report. One that cannot be set is not tried again before something is added to it."""
    with reading():
        report = session.get_one(Report, report_id)
        said = told(report, released_content(session, report))
        practice = practice_on_paper(stored_look(session))
        session.rollback()  # no transaction waits for the typesetter
    for paper in PAPERS:
        try:
            made, digest = compiled(said, paper, practice), digest_of(said, paper, practice)
        except Exception:
            log.exception("the PDF of report %s could not be made", report_id)
            made, digest = b"", ""
        keep_pdf(session, report_id, paper, said.language, occasion=occasion, digest=digest, made=made, now=now)
        session.commit()
