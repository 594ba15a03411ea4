"""What the worker does for reports: have their PDFs ready."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from flask_babel import get_locale
from sqlalchemy.orm import Session

from workshop import due
from workshop.branding.look import stored_look
from workshop.branding.views import practice_on_paper
from workshop.config import Settings
from workshop.database import NOT_SERVED, reading
from workshop.pdf.compiling import Paper
from workshop.reports.file_views import compiled
from workshop.reports.models import Report
from workshop.reports.ready_pdfs import NOT_MADE, PAPERS, Ready, digest_of, keep_pdfs, reports_to_set
from workshop.reports.releasing import released_content
from workshop.reports.telling_views import told

log = logging.getLogger("workshop.reports")


@due.every(timedelta(seconds=20))
def make_pdfs(session: Session, *, settings: Settings, now: datetime) -> None:
    """Make the PDFs of reports that were released, or had something added, since; safe to repeat."""
    with reading():
        practice = practice_on_paper(stored_look(session))
        found = reports_to_set(session, str(get_locale()), practice)
        session.rollback()
    for report_id, occasion in found:
        try:
            files = _files(session, report_id, practice)
            keep_pdfs(session, report_id, str(get_locale()), files, occasion=occasion, now=now)
            session.commit()
        except NOT_SERVED:
            session.rollback()
            log.warning("the PDF of report %s waits: the database did not serve", report_id)


def _files(session: Session, report_id: int, practice: Mapping[str, str]) -> Mapping[Paper, Ready]:
    """Both papers of one report. One that cannot be set is not tried again before something is added to it.

    Raises what the database does when it cannot serve: then it is tried again soon.
    """
    try:
        with reading():
            report = session.get_one(Report, report_id)
            said = told(report, released_content(session, report))
            session.rollback()  # no transaction waits for the typesetter
        return {paper: Ready(compiled(said, paper, practice), digest_of(said, paper, practice)) for paper in PAPERS}
    except NOT_SERVED:
        raise
    except Exception:
        session.rollback()
        log.exception("the PDF of report %s could not be made", report_id)
        return dict.fromkeys(PAPERS, NOT_MADE)
