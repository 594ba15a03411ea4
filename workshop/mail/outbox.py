"""Putting letters into the outbox, in the same transaction as what they tell of: both happen, or neither."""

import hashlib
import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from workshop.database import insert_into
from workshop.mail.headers import wire_domain
from workshop.mail.models import OutgoingMail
from workshop.mail.rendering import Letter

CODES = 0  # priority of what somebody is waiting for on a page
SERVICE = 10
FOLLOW_UP = 20
NOBODY = "@rehearsal.example"  # made-up people of rehearsals: nobody writes to them
WAITING = ("queued", "retry", "inflight")


def enqueue(
    session: Session,
    *,
    dedupe_key: str,
    kind: str,
    to: str,
    letter: Letter,
    now: datetime,
    html: str = "",
    calendar: str = "",
    category: str = "service",
    recipient: str = "",
    priority: int = SERVICE,
    expires_in: timedelta = timedelta(days=2),
    not_before: datetime | None = None,
) -> bool:
    """Queue a letter. False, and nothing queued, when one with this `dedupe_key` was before.

    Nothing is queued for a made-up person.

    `calendar` is an entry that goes with it, as text; `recipient` a keyed hash of the address, where it can be turned off
    and a bounce is remembered. Raises ValueError for line breaks and control characters in `to` or
    the subject: they could forge headers.
    """
    _refuse_forged_headers(to, letter.subject)
    if to.lower().endswith(NOBODY):
        return False
    begins = not_before or now
    row: dict[str, object] = {"dedupe_key": dedupe_key, "kind": kind, "to_address": to, "message_id": message_id(dedupe_key)}
    row |= {"subject": letter.subject, "text": letter.text, "html": html, "calendar": calendar}
    row |= {"domain": wire_domain(to), "state": "queued", "priority": priority, "created_at": now}
    row |= {"category": category, "recipient": recipient}
    row |= {"not_before": begins, "expires_at": begins + expires_in}
    once = insert_into(session, OutgoingMail).values(row).on_conflict_do_nothing(index_elements=["dedupe_key"])
    return session.scalar(once.returning(OutgoingMail.id)) is not None


def message_id(dedupe_key: str) -> str:
    """The left part of a letter's Message-ID, the same for every try of it."""
    return hashlib.sha256(dedupe_key.encode()).hexdigest()[:32]


def skip(session: Session, recipient: str, categories: Collection[str]) -> None:
    """Do not send this recipient (a keyed hash of the address) what waits of these categories.

    A letter that a worker holds already is looked at once more before its words leave.
    """
    waiting = (
        OutgoingMail.recipient == recipient,
        OutgoingMail.category.in_(categories),
        OutgoingMail.state.in_(("queued", "retry")),
    )
    skipped = update(OutgoingMail).where(*waiting).values(state="skipped", smtp_text="unsubscribed before it was sent")
    session.execute(skipped, execution_options={"synchronize_session": False})


def cancel_waiting(session: Session, begins: str) -> None:
    """Do not send what waits under a `dedupe_key` that begins like this; safe to repeat."""
    waiting = OutgoingMail.dedupe_key.startswith(begins, autoescape=True), OutgoingMail.state.in_(("queued", "retry"))
    ended = update(OutgoingMail).where(*waiting).values(state="cancelled", smtp_text="no longer wanted")
    session.execute(ended, execution_options={"synchronize_session": False})


def was_queued(session: Session, begins: str) -> bool:
    """Whether there ever was a letter under a `dedupe_key` that begins like this."""
    found = select(OutgoingMail.id).where(OutgoingMail.dedupe_key.startswith(begins, autoescape=True)).limit(1)
    return session.scalar(found) is not None


def forget_address(session: Session, address: str) -> None:
    """Delete every letter to the address, sent or not: its person was erased."""
    session.execute(delete(OutgoingMail).where(func.lower(OutgoingMail.to_address) == address.lower()))


def n_overdue(session: Session, *, since: datetime) -> int:
    """How many letters that somebody may wait for have been due since then or longer."""
    waiting = (
        OutgoingMail.state.in_(("queued", "retry")),
        OutgoingMail.priority <= SERVICE,
        OutgoingMail.not_before < since,
    )
    return session.scalar(select(func.count()).where(*waiting)) or 0


def forget_letter(session: Session, dedupe_key: str) -> None:
    """Delete the letter with this key, sent or not: it holds words of somebody who was erased."""
    session.execute(delete(OutgoingMail).where(OutgoingMail.dedupe_key == dedupe_key))


def newest_letters(session: Session, *, limit: int = 50) -> list[OutgoingMail]:
    """The letters queued last, the newest first."""
    return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id.desc()).limit(limit)))


def _refuse_forged_headers(*lines: str) -> None:
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for line in lines for letter in line):
        raise ValueError("a header of a letter is one line")
