"""Enquiries do not stay: two years after one was sent it is deleted."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from workshop import due
from workshop.accounts import attempts
from workshop.accounts.absence import KEPT
from workshop.config import Settings
from workshop.enquiries.asking import MOST
from workshop.enquiries.models import Enquiry


@due.every(timedelta(days=1))
def forget_old_enquiries(session: Session, *, settings: Settings, now: datetime) -> None:
    """Delete what was asked 24 months ago, and counts that no window reaches."""
    old = delete(Enquiry).where(Enquiry.asked_at < now - KEPT)
    session.execute(old, execution_options={"synchronize_session": False})
    attempts.forget_old(session, now=now, counters=tuple(MOST))
