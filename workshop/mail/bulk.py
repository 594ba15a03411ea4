"""Runs: one text for many, each letter a row of the outbox that holds only what differs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from workshop.database import insert_into
from workshop.mail.headers import wire_domain
from workshop.mail.models import BulkLetter, OutgoingMail
from workshop.mail.outbox import message_id

PLACE = re.compile(r"%%([^%\s]+)%%")
BULK = 50  # priority: after everything that somebody waits for
LIFE = timedelta(days=3)
UNDER_WAY = ("queued", "retry", "inflight")
ROWS_A_STATEMENT = 500


@dataclass(frozen=True)
class Recipient:
    """Who gets a letter of a run: the address, the keyed hash by which it can be skipped, and what fills the places."""

    to: str
    key: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Progress:
    """How far a run has come: letters under way, gone, and come to nothing."""

    n_waiting: int
    n_sent: int
    n_skipped: int
    n_failed: int
    n_uncertain: int

    @property
    def is_over(self) -> bool:
        """True when nothing of the run is queued, on the wire or to be tried again."""
        return self.n_waiting == 0


def enqueue_run(
    session: Session, bulk: BulkLetter, recipients: Iterable[Recipient], *, category: str, now: datetime
) -> None:
    """Queue the run's letter to each recipient; whoever had it queued before is left out, so that this may be repeated."""
    rows = [_row(bulk, one, category=category, now=now) for one in recipients]
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        unique = insert_into(session, OutgoingMail).on_conflict_do_nothing(index_elements=["dedupe_key"])
        session.execute(unique, rows[start : start + ROWS_A_STATEMENT])


def progress(session: Session, bulk: BulkLetter) -> Progress:
    """How far the run has come."""
    counted = select(OutgoingMail.state, func.count()).where(OutgoingMail.bulk_id == bulk.id).group_by(OutgoingMail.state)
    counts = dict(session.execute(counted).all())
    return Progress(
        n_waiting=_sum(counts, UNDER_WAY),
        n_sent=_sum(counts, ("sent",)),
        n_skipped=_sum(counts, ("skipped", "cancelled")),
        n_failed=_sum(counts, ("failed", "bounced")),
        n_uncertain=_sum(counts, ("uncertain",)),
    )


def hold(bulk: BulkLetter, because: str, *, now: datetime) -> None:
    """Claim nothing more of the run until it is let go; safe to repeat, the first reason stays."""
    if bulk.held_at is None:
        bulk.held_at, bulk.held_because = now, because


def let_go(session: Session, bulk: BulkLetter, *, now: datetime) -> None:
    """Go on with a held run; its letters get their full life anew."""
    bulk.held_at, bulk.held_because = None, ""
    waiting = update(OutgoingMail).where(OutgoingMail.bulk_id == bulk.id, OutgoingMail.state.in_(("queued", "retry")))
    session.execute(waiting.values(expires_at=now + LIFE), execution_options={"synchronize_session": False})


def filled(words: str, fields: Mapping[str, str] | None, *, is_html: bool = False) -> str:
    """The words with each `%%name%%` replaced, escaped where they are HTML. A place that nothing fills stays as it is."""
    given = fields or {}

    def fill(place: re.Match[str]) -> str:
        value = given.get(place[1])
        return place[0] if value is None else escape(value) if is_html else value

    return PLACE.sub(fill, words)


def _row(bulk: BulkLetter, one: Recipient, *, category: str, now: datetime) -> dict[str, object]:
    key = f"{bulk.key}:{one.key}"
    return {
        "dedupe_key": key,
        "kind": category,
        "category": category,
        "recipient": one.key,
        "bulk_id": bulk.id,
        "fields": one.fields,
        "to_address": one.to,
        "domain": wire_domain(one.to),
        "subject": "",
        "text": "",
        "html": "",
        "message_id": message_id(key),
        "state": "queued",
        "priority": BULK,
        "created_at": now,
        "not_before": now,
        "expires_at": now + LIFE,
    }


def _sum(counts: dict[str, int], states: Sequence[str]) -> int:
    return sum(counts.get(state, 0) for state in states)
