"""PDFs of released reports that are made before anybody asks for them, and what tells whether one still says the same."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workshop.commitments.models import Commitment
from workshop.config import ROOT
from workshop.insights.turnout import n_closed_waves
from workshop.pdf.compiling import Paper
from workshop.reports.models import ReadyPdf, Report
from workshop.reports.told import Told

LAID_OUT_BY = ("templates/pdf/*.typ", "templates/reports/*.typ", "workshop/pdf/*.py", "workshop/reports/*.py")


def digest_of(told: Told, paper: Paper, practice: Mapping[str, str]) -> str:
    """The SHA-256 of all that the PDF is made of, and of what makes it."""
    said = json.dumps([told, paper, practice, _layout()], default=vars)
    return sha256(said.encode()).hexdigest()


def ready_pdf(session: Session, report: Report, told: Told, paper: Paper, practice: Mapping[str, str]) -> bytes | None:
    """The PDF of what is told, if one is ready; None where it was made of anything else, or not yet."""
    found = session.get(ReadyPdf, (report.id, paper, told.language))
    if found is None or found.digest != digest_of(told, paper, practice):
        return None
    return found.made


def keep_pdf(
    session: Session, report_id: int, paper: Paper, language: str, *, occasion: str, digest: str, made: bytes, now: datetime
) -> None:
    """Have the PDF ready, in place of the one before."""
    kept = {"occasion": occasion, "digest": digest, "made": made, "made_at": now}
    session.merge(ReadyPdf(report_id=report_id, paper=paper, language=language, **kept))


def waiting(session: Session, language: str) -> Sequence[tuple[int, str]]:
    """The readable reports that have no PDF since something was added to them, and that occasion; in one statement."""
    sent = select(func.count()).where(Commitment.event_id == Report.event_id, Commitment.sent_at.is_not(None))
    made = select(func.min(ReadyPdf.occasion)).where(ReadyPdf.report_id == Report.id, ReadyPdf.language == language)
    asked = select(Report.id, sent.scalar_subquery(), n_closed_waves(Report.event_id), made.scalar_subquery())
    readable = asked.where(Report.released_at.is_not(None), Report.withdrawn_at.is_(None)).order_by(Report.id)
    found = [(number, f"{n_sent} {n_waves}", before) for number, n_sent, n_waves, before in session.execute(readable)]
    return [(number, occasion) for number, occasion, before in found if occasion != before]


def forget_pdfs(session: Session, report: Report) -> None:
    """Keep none of a report that is withdrawn."""
    session.execute(delete(ReadyPdf).where(ReadyPdf.report_id == report.id))


@cache
def _layout() -> str:
    """What lays a report out, as this program has it: templates, code, and the typesetter."""
    files = sorted(path for pattern in LAID_OUT_BY for path in ROOT.glob(pattern))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest() + version("typst")
