"""How the mail of the last thirty days was taken, by domain, and which addresses have a rest. Asks the database alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from workshop.mail.models import OutgoingMail, Suppression

DAYS = 30
SHOWN = 50
TRIED = ("sent", "bounced", "failed")


@dataclass(frozen=True)
class Domain:
    """What became of the letters to one domain."""

    name: str
    n_accepted: int
    n_bounced: int
    n_failed: int
    n_complaints: int


@dataclass(frozen=True)
class Stopped:
    """An address that mailings leave out: why, since when, and until when; the address as far as a letter still has it."""

    address: str
    reason: str
    since: datetime
    until: datetime | None


def by_domain(session: Session, *, now: datetime) -> list[Domain]:
    """The domains written to most, by how many letters were tried; at most SHOWN."""
    n_tried = func.count()
    n_sent, n_bounced, n_failed = (func.count(case((OutgoingMail.state == state, 1))) for state in TRIED)
    complaints = func.count(case((OutgoingMail.complained_at.is_not(None), 1)))
    tried = OutgoingMail.created_at > now - timedelta(days=DAYS), OutgoingMail.state.in_(TRIED), OutgoingMail.domain != ""
    found = select(OutgoingMail.domain, n_sent, n_bounced, n_failed, complaints).where(*tried).group_by(OutgoingMail.domain)
    most = found.order_by(n_tried.desc(), OutgoingMail.domain).limit(SHOWN)
    return [
        Domain(name, accepted, bounced, failed, complained)
        for name, accepted, bounced, failed, complained in session.execute(most)
    ]


def stopped(session: Session) -> list[Stopped]:
    """The addresses stopped last, the newest first; at most SHOWN. Erased ones are nobody's to look at."""
    address = (
        select(func.max(OutgoingMail.to_address)).where(OutgoingMail.recipient == Suppression.recipient).scalar_subquery()
    )
    found = select(address, Suppression.reason, Suppression.at, Suppression.until).where(Suppression.reason != "erased")
    rows = session.execute(found.order_by(Suppression.at.desc()).limit(SHOWN))
    return [Stopped(known or "", reason, since, until) for known, reason, since, until in rows]
