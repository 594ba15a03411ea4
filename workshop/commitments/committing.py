"""Writing what the client will do, and sending it: once sent it stays, and a later one stands in its place."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.commitments.models import Commitment
from workshop.events.models import Event

LONGEST = 1500  # characters
MOST = 3  # letters that a room gets from its client


class NothingWritten(LookupError):
    """There is no draft, or it says nothing."""


class AllSent(RuntimeError):
    """As many as may be were sent."""


def sent_of(session: Session, event: Event) -> Sequence[Commitment]:
    """All that was sent, the newest first."""
    sent = select(Commitment).where(Commitment.event_id == event.id, Commitment.sent_at.is_not(None))
    return session.scalars(sent.order_by(Commitment.number.desc())).all()


def latest_sent(session: Session, event: Event) -> Commitment | None:
    """What the client last said it will do; None if it has not."""
    return next(iter(sent_of(session, event)), None)


def draft_of(session: Session, event: Event) -> Commitment | None:
    """What is written and not sent."""
    return session.scalar(select(Commitment).where(Commitment.event_id == event.id, Commitment.sent_at.is_(None)))


def stamp_of(draft: Commitment | None) -> str:
    """A short mark of the draft's words, to tell whether somebody else has changed them meanwhile."""
    return sha256((draft.words if draft else "").encode()).hexdigest()[:16]


def as_kept(words: str) -> str:
    """The words as they are stored: lines end one way, and nothing stands around them."""
    return words.replace("\r\n", "\n").strip()


def write(session: Session, event: Event, words: str, *, version: int) -> Commitment:
    """Keep the draft as it is, beside this version of the report; the caller holds the event. Raises AllSent."""
    sent = len(sent_of(session, event))
    if sent >= MOST:
        raise AllSent(event.code)
    draft = draft_of(session, event)
    if draft is None:
        draft = Commitment(event=event, number=sent + 1)
        session.add(draft)
    draft.report_version, draft.words = version, as_kept(words)
    session.flush()
    return draft


def send(session: Session, event: Event, *, now: datetime) -> Commitment:
    """Let the draft stand for good; the caller holds the event, and writes the letters. Raises NothingWritten."""
    draft = draft_of(session, event)
    if draft is None or not draft.words.strip():
        raise NothingWritten(event.code)
    draft.sent_at = now
    session.flush()
    return draft
