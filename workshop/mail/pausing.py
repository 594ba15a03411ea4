"""Stopping all mail: by the administrator, by the mail server's refusal to deal with us, or after a backup was put back."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.orm import Session

from workshop.mail.models import MailPause, OutgoingMail

REASONS = ("paused", "refused", "restored")
REFUSED_FOR = timedelta(minutes=15)  # trying harder at a server that refuses us makes it worse


def pause(session: Session, because: str, *, now: datetime, said: str = "", until: datetime | None = None) -> None:
    """Begin no further letter, for one of REASONS; `until` is when the worker tries again by itself. The first one stays."""
    standing = session.get(MailPause, 1)
    if standing is not None and (standing.until is None or standing.until > now):
        return
    if standing is None:
        standing = MailPause(id=1)
        session.add(standing)
    standing.because, standing.said, standing.since, standing.until = because, said[:500], now, until
    session.flush()


def go_on(session: Session, *, only: tuple[str, ...] = REASONS) -> bool:
    """Let mail go on; False when it was not paused for any of these reasons. Safe to repeat."""
    ended = delete(MailPause).where(MailPause.because.in_(only)).returning(MailPause.id)
    return session.scalar(ended, execution_options={"synchronize_session": "fetch"}) is not None


def end_refusal(session: Session, *, now: datetime) -> None:
    """Forget a refusal once a letter has gone since."""
    standing = session.get(MailPause, 1, populate_existing=True)
    if standing is not None and standing.because == "refused" and standing.until is not None and standing.until <= now:
        gone = select(OutgoingMail.id).where(OutgoingMail.sent_at > standing.until, OutgoingMail.sent_at <= now)
        if session.scalar(gone.limit(1)) is not None:
            session.delete(standing)


def current_pause(session: Session) -> MailPause | None:
    """Why no mail goes, or None. One whose time is over is shown until a letter has gone."""
    return session.get(MailPause, 1, populate_existing=True)


def is_paused(now: ColumnElement[datetime]) -> ColumnElement[bool]:
    """As a condition of a statement: nothing may begin."""
    return exists(select(MailPause.id).where(or_(MailPause.until.is_(None), MailPause.until > now)))
