"""What the worker does for mailings: make the letters of those whose hour has come, and note which are over."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop import due
from workshop.accounts import attempts
from workshop.branding.look import stored_look
from workshop.config import Settings
from workshop.newsletter import asking, forwarding, limits, monthly
from workshop.newsletter.mailings import begin, due_mailings, finish_what_is_over, keep_back, make_some
from workshop.newsletter.models import Mailing
from workshop.newsletter.monthly import Month
from workshop.newsletter.rendering import LetterTooLong, bulk_letter, monthly_letter
from workshop.tipsheets import archive
from workshop.tipsheets.tipsheet import Tipsheet


@due.every(timedelta(seconds=20))
def work_on_mailings(session: Session, *, settings: Settings, now: datetime) -> None:
    """Make letters five hundred at a time, committed each time, so that nothing else waits long for the database."""
    for mailing in due_mailings(session, now=now):
        about = _about(session, mailing, now=now)
        _begin(session, mailing, about, settings=settings, now=now)
        session.commit()
        while make_some(session, mailing, language=about.language, settings=settings, now=now):
            session.commit()
        session.commit()
    finish_what_is_over(session, now=now)


@due.every(timedelta(minutes=10))
def plan_monthly_letters(session: Session, *, settings: Settings, now: datetime) -> None:
    """On the first of a month, plan the letters about the one that is over."""
    monthly.plan_monthly(session, settings=settings, now=now)


def _about(session: Session, mailing: Mailing, *, now: datetime) -> Tipsheet | Month:
    return archive.tipsheet(session, mailing.slug) if mailing.month is None else monthly.month_of(session, mailing, now=now)


def _begin(session: Session, mailing: Mailing, about: Tipsheet | Month, *, settings: Settings, now: datetime) -> None:
    """Fix its words. One that has become too long waits for its writer, and no other waits for it."""
    if mailing.bulk is not None:
        return
    look = stored_look(session)
    try:
        if isinstance(about, Month):
            letter = monthly_letter(mailing.slug, about, settings, look=look, now=now)
        else:
            letter = bulk_letter(about, settings, look=look, now=now)
    except LetterTooLong:
        keep_back(session, mailing, "too_long", now=now)
    else:
        begin(session, mailing, letter, now=now)


@due.every(timedelta(hours=1))
def forget_old_askings(session: Session, *, settings: Settings, now: datetime) -> None:
    """Delete what nobody confirmed, and counts that no window reaches."""
    asking.forget_old(session, now=now)
    attempts.forget_old(session, now=now, counters=tuple(limits.MOST))
    forwarding.forget_old(session, now=now)
