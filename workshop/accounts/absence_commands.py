"""What the worker does about people who have not come back, and codes and counts that are good for nothing any more."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop import due
from workshop.accounts import absence, attempts, mailed_codes
from workshop.config import Settings
from workshop.mail import outbox
from workshop.mail.rendering import render_letter


@due.every(timedelta(hours=1))
def look_after_absent(session: Session, *, settings: Settings, now: datetime) -> None:
    """Write to those whose time runs out, and erase those whose time is over."""
    absence.note_visits(session, now=now)
    href = settings.address_of("/sign-in")
    for user in absence.to_warn(session, now=now):
        goes_at = absence.warn(user, now=now)
        if not user.is_active:
            continue
        letter = render_letter("accounts/mail/absence.txt", settings=settings, goes_on=goes_at, zone=user.zone, href=href)
        outbox.enqueue(
            session,
            dedupe_key=f"absence:{user.public_id}:{goes_at:%Y-%m-%d}",
            kind="absence",
            to=user.address,
            letter=letter,
            now=now,
            expires_in=absence.NOTICE,
        )
    absence.remove_absent(session, now=now)


@due.every(timedelta(hours=1))
def forget_what_is_over(session: Session, *, settings: Settings, now: datetime) -> None:
    """Codes a day after they ended, and counts that no window reaches."""
    mailed_codes.forget_old(session, now=now)
    attempts.forget_old(session, now=now)
