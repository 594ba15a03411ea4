"""The audit log in a hash chain: whoever changes, adds or removes a line afterwards breaks it.

The worker seals what has settled, in batches, so that nobody who writes a line waits for it. A seal covers all lines up to
an id and hashes them together with the seal before. Each new seal is told in the operator's log as well: whoever rewrites
the log and all its seals would have to rewrite that too.
"""

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workshop import due
from workshop.audit.models import AuditEntry, AuditSeal
from workshop.config import Settings
from workshop.database import insert_into

log = logging.getLogger("workshop.audit")

# A line with a smaller id may still be in somebody's open transaction; none is open for so long.
SETTLED = timedelta(minutes=2)
LATE = timedelta(hours=1)
KEPT = timedelta(days=731)


@dataclass(frozen=True)
class Verdict:
    """Whether the chain holds: `broken_at` is the first line of the first batch that is not as it was sealed, or None."""

    n_lines: int
    n_unsealed: int
    newest: AuditSeal | None
    broken_at: int | None
    is_late: bool

    @property
    def holds(self) -> bool:
        """True when every line is as it was when it was sealed."""
        return self.broken_at is None


def seal(session: Session, *, now: datetime) -> AuditSeal | None:
    """Seal every line that has settled; None when there is none. Two workers at once make one seal."""
    before = _newest(session)
    first = before.last_id + 1 if before else 1
    settled = select(func.max(AuditEntry.id)).where(AuditEntry.id >= first, AuditEntry.at <= now - SETTLED)
    last = session.scalar(settled)
    if last is None:
        return None
    lines = _lines(session, first, last)
    row = {
        "first_id": first,
        "last_id": last,
        "digest": _digest(before.digest if before else "", lines),
        "sealed_at": now,
    }
    once = insert_into(session, AuditSeal).values(row).on_conflict_do_nothing(index_elements=["first_id"])
    return session.scalar(once.returning(AuditSeal))


def verify(session: Session, *, now: datetime) -> Verdict:
    """Compute the chain anew from the lines as they are."""
    seals = list(session.scalars(select(AuditSeal).order_by(AuditSeal.id)))
    digest, last, broken_at = "", 0, None
    for one in seals:
        lines = _lines(session, one.first_id, one.last_id)
        is_forgotten = not lines and one.sealed_at < now - KEPT
        if one.first_id != last + 1 or (_digest(digest, lines) != one.digest and not is_forgotten):
            broken_at = one.first_id
            break
        digest, last = one.digest, one.last_id
    return _verdict(session, seals[-1] if seals else None, broken_at, now=now)


def forget_old(session: Session, *, now: datetime) -> int:
    """Delete the lines of seals older than two years; the seals stay, so that the chain goes on. How many lines went."""
    old = select(func.max(AuditSeal.last_id)).where(AuditSeal.sealed_at < now - KEPT).scalar_subquery()
    gone = delete(AuditEntry).where(AuditEntry.id <= old, AuditEntry.at < now - KEPT).returning(AuditEntry.id)
    return len(session.scalars(gone, execution_options={"synchronize_session": False}).all())


@due.every(timedelta(minutes=1))
def seal_what_has_settled(session: Session, *, settings: Settings, now: datetime) -> None:
    """Seal, and tell the operator's log."""
    made = seal(session, now=now)
    if made is not None:
        log.info("the audit log was sealed", extra={"told": {"up_to": made.last_id, "seal": made.digest}})


@due.every(timedelta(days=1))
def forget_what_is_old(session: Session, *, settings: Settings, now: datetime) -> None:
    """Keep the log for two years, as /privacy says."""
    forget_old(session, now=now)


def _newest(session: Session) -> AuditSeal | None:
    return session.scalar(select(AuditSeal).order_by(AuditSeal.id.desc()).limit(1))


def _lines(session: Session, first: int, last: int) -> list[str]:
    found = session.execute(
        select(AuditEntry.id, AuditEntry.at, AuditEntry.act, AuditEntry.actor, AuditEntry.subject)
        .where(AuditEntry.id.between(first, last))
        .order_by(AuditEntry.id)
    )
    return [json.dumps([row.id, row.at.isoformat(), row.act, row.actor, row.subject]) for row in found]


def _digest(before: str, lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join([before, *lines]).encode()).hexdigest()


def _verdict(session: Session, newest: AuditSeal | None, broken_at: int | None, *, now: datetime) -> Verdict:
    after = AuditEntry.id > (newest.last_id if newest else 0)
    n_unsealed, oldest = session.execute(select(func.count(AuditEntry.id), func.min(AuditEntry.at)).where(after)).one()
    n_lines = session.scalar(select(func.count(AuditEntry.id))) or 0
    return Verdict(n_lines, n_unsealed, newest, broken_at, is_late=oldest is not None and oldest < now - LATE)
