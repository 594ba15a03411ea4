"""What the worker does for mailings: make the letters of those whose hour has come, and note which are over."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop import due
from workshop.accounts import attempts
from workshop.branding.look import stored_look
from workshop.config import Settings
from workshop.newsletter import asking, forwarding, limits
from workshop.newsletter.mailings import begin, due_mailings, finish_what_is_over, keep_back, make_some
from workshop.newsletter.models import Mailing
from workshop.newsletter.rendering import LetterTooLong, bulk_letter
from workshop.tipsheets import archive
from workshop.tipsheets.tipsheet import Tipsheet


@due.every(timedelta(seconds=20))
def work_on_mailings(session: Session, *, settings: Settings, now: datetime) -> None:
    """Make letters five hundred at a time, committed each time, so that nothing else waits long for the database."""
    for mailing in due_mailings(session, now=now):
        tipsheet = archive.tipsheet(session, mailing.slug)
        _begin(session, mailing, tipsheet, settings=settings, now=now)
        session.commit()
        while make_some(session, mailing, tipsheet, settings=settings, now=now):
            session.commit()
        session.commit()
    finish_what_is_over(session, now=now)


def _begin(session: Session, mailing: Mailing, tipsheet: Tipsheet, *, settings: Settings, now: datetime) -> None:
    """Fix its words. One that has become too long waits for its writer, and no other waits for it."""
    if mailing.bulk is not None:
        return
    try:
        letter = bulk_letter(tipsheet, settings, look=stored_look(session), now=now)
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
