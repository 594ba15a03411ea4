"""The outbox as an administrator looks after it: which letters wait, went or failed; never what they say."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, defer

from workshop.accounts.addresses import masked
from workshop.admin.paging import Page, page_of
from workshop.mail.models import OutgoingMail
from workshop.mail.outbox import CODES

STATES = ("queued", "retry", "inflight", "sent", "failed", "bounced", "uncertain", "cancelled", "skipped")
TO_CANCEL = ("queued", "retry", "uncertain")
TO_RETRY = ("retry", "failed", "uncertain", "cancelled")
NEW_LIFE = timedelta(days=2)
UNREAD = defer(OutgoingMail.text, raiseload=True).defer(OutgoingMail.html, raiseload=True)
TELLING = frozenset({"check_in", "tip_action"})  # who gets a second one, or no more of them, has said something or has not


def recipient(letter: OutgoingMail) -> str:
    """Whom it goes to, as an administrator may know it: whole where the address may be the fault, "" where it would tell."""
    if letter.kind in TELLING:
        return ""
    return letter.to_address if letter.state == "failed" else masked(letter.to_address)


def find_letters(session: Session, state: str, kind: str, number: int) -> Page:
    """One page of the letters in this state and of this kind, or in any, the newest first; their text is not even loaded."""
    found = select(OutgoingMail).order_by(OutgoingMail.id.desc())
    if state in STATES:
        found = found.where(OutgoingMail.state == state)
    if kind:
        found = found.where(OutgoingMail.kind == kind)
    return page_of(session, found.options(UNREAD), number)


def count_letters(session: Session) -> dict[str, int]:
    """How many letters are in each state; states without any are left out."""
    counted = select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state)
    return dict(session.execute(counted).all())


def kinds_of_letters(session: Session) -> list[str]:
    """Every kind of letter that there is."""
    return list(session.scalars(select(OutgoingMail.kind).distinct().order_by(OutgoingMail.kind)))


def may_retry(letter: OutgoingMail, *, now: datetime) -> bool:
    """True while another try could be of use: a code that has expired is none."""
    return letter.state in TO_RETRY and (letter.priority > CODES or letter.expires_at > now)


def may_cancel(letter: OutgoingMail) -> bool:
    """True until the worker has begun to send it, and of one that may have arrived: then it is let be."""
    return letter.state in TO_CANCEL


def retry(session: Session, letter: OutgoingMail, *, now: datetime) -> bool:
    """Queue it anew, under the same Message-ID, for two days at least unless it is a code. False when it has moved on."""
    if not may_retry(letter, now=now):
        return False
    expires_at = letter.expires_at if letter.priority == CODES else max(letter.expires_at, now + NEW_LIFE)
    return _settle(
        session,
        letter,
        TO_RETRY,
        state="queued",
        not_before=now,
        expires_at=expires_at,
        attempts=0,
        doubts=0,
        lease_owner="",
        lease_until=None,
    )


def cancel(session: Session, letter: OutgoingMail) -> bool:
    """Take it out of the queue. False when the worker was faster."""
    return _settle(session, letter, TO_CANCEL, state="cancelled", lease_owner="", lease_until=None)


def _settle(session: Session, letter: OutgoingMail, states: tuple[str, ...], **values: object) -> bool:
    """Change it in one statement and only from these states: the worker acts on the same rows at the same time."""
    changing = update(OutgoingMail).where(OutgoingMail.id == letter.id, OutgoingMail.state.in_(states)).values(**values)
    changed = session.scalar(changing.returning(OutgoingMail.id), execution_options={"synchronize_session": False})
    session.expire(letter)
    return changed is not None
