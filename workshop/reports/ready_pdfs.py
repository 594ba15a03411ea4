"""PDFs of released reports that are made before anybody asks for them, and what tells whether one still says the same."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import get_args

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workshop.commitments.models import Commitment
from workshop.config import ROOT
from workshop.insights.turnout import n_closed_waves
from workshop.pdf.compiling import Paper
from workshop.reports.models import ReadyPdf, Report
from workshop.reports.told import Told

PAPERS: tuple[Paper, ...] = get_args(Paper)
LAID_OUT_BY = ("templates/pdf/*.typ", "templates/reports/*.typ", "workshop/pdf/*.py", "workshop/reports/*.py")


@dataclass(frozen=True)
class Ready:
    """One PDF, and the SHA-256 of all that it was made of; both empty where it could not be made."""

    made: bytes
    digest: str


NOT_MADE = Ready(b"", "")


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


def keep_pdfs(
    session: Session, report_id: int, language: str, files: Mapping[Paper, Ready], *, occasion: str, now: datetime
) -> None:
    """Have these PDFs ready, in place of those before; nothing where the report was withdrawn or deleted meanwhile."""
    report = session.get(Report, report_id, with_for_update=True, populate_existing=True)
    if report is None or not report.is_readable:
        return
    for paper, ready in files.items():
        kept = {"occasion": occasion, "digest": ready.digest, "made": ready.made, "made_at": now}
        session.merge(ReadyPdf(report_id=report_id, paper=paper, language=language, **kept))


def reports_to_set(session: Session, language: str, practice: Mapping[str, str]) -> Sequence[tuple[int, str]]:
    """The readable reports that lack a PDF since something was added to them, or their layout changed, the newest first."""
    sent = select(func.count()).where(Commitment.event_id == Report.event_id, Commitment.sent_at.is_not(None))
    asked = select(Report.id, sent.scalar_subquery(), n_closed_waves(Report.event_id))
    readable = asked.where(Report.released_at.is_not(None), Report.withdrawn_at.is_(None)).order_by(Report.id.desc())
    there = session.execute(select(ReadyPdf.report_id, ReadyPdf.occasion).where(ReadyPdf.language == language))
    made = Counter((report_id, occasion) for report_id, occasion in there)
    maker = sha256(json.dumps([practice, _layout()]).encode()).hexdigest()[:16]
    found = [(number, f"{n_sent} {n_waves} {maker}") for number, n_sent, n_waves in session.execute(readable)]
    return [one for one in found if made[one] < len(PAPERS)]


def forget_pdfs(session: Session, report: Report) -> None:
    """Keep none of a report that is withdrawn."""
    session.execute(delete(ReadyPdf).where(ReadyPdf.report_id == report.id))


@cache
def _layout() -> str:
    """What lays a report out, as this program has it: templates, code, and the typesetter."""
    files = sorted(path for pattern in LAID_OUT_BY for path in ROOT.glob(pattern))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest() + version("typst")
