"""Stopping a run that does harm: too many addresses that do not exist make mail servers doubt the whole site."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.mail.bulk import hold
from workshop.mail.models import BulkLetter, OutgoingMail

ENOUGH = 100  # results before a share says anything
MOST_RETURNED = 0.05
MOST_COMPLAINTS = 0.003
MOST_BROKEN = 20  # letters in a row at which the connection broke


def hold_runs(session: Session, bulk_ids: Collection[int], because: str, *, now: datetime) -> None:
    """Hold each of these runs that is not held yet."""
    if bulk_ids:
        for bulk in session.scalars(select(BulkLetter).where(BulkLetter.id.in_(bulk_ids))):
            hold(bulk, because, now=now)


def hold_bad_runs(session: Session, bulk_ids: Collection[int], *, now: datetime) -> None:
    """Once a hundred letters are through, hold each of these runs of which more than one in twenty came back or was refused,
    or of which more than three in a thousand were called unwanted."""
    for bulk in session.scalars(select(BulkLetter).where(BulkLetter.id.in_(bulk_ids), BulkLetter.held_at.is_(None))):
        counted = select(OutgoingMail.state, func.count()).where(OutgoingMail.bulk_id == bulk.id)
        counts = dict(session.execute(counted.group_by(OutgoingMail.state)).all())
        n_returned = counts.get("bounced", 0) + counts.get("failed", 0)
        n_results = n_returned + counts.get("sent", 0)
        if n_results >= ENOUGH and n_returned > MOST_RETURNED * n_results:
            hold(bulk, "bounces", now=now)
        elif n_results >= ENOUGH and _n_complaints(session, bulk) > MOST_COMPLAINTS * n_results:
            hold(bulk, "complaints", now=now)


def _n_complaints(session: Session, bulk: BulkLetter) -> int:
    complained = OutgoingMail.bulk_id == bulk.id, OutgoingMail.complained_at.is_not(None)
    return session.scalar(select(func.count()).where(*complained)) or 0
