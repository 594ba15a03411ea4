"""The outbox as a queue: claiming letters by lease, and marking them as on the wire. Plain statements, built once.

A worker that dies leaves its lease behind. A letter that was not yet on the wire goes back into the queue. One that was
may have arrived: `settling.doubt` says what becomes of it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, Table, bindparam, or_, select, true, union_all, update
from sqlalchemy.orm import Session

from workshop.database import UtcDateTime
from workshop.mail.bulk import BULK
from workshop.mail.models import BulkLetter, OutgoingMail
from workshop.mail.pausing import is_paused
from workshop.mail.settling import doubt

BATCH = 50
LEASE = timedelta(seconds=60)

_table = cast(Table, OutgoingMail.__table__)
_mail = _table.c


class Share(Enum):
    """Which letters a connection sends: runs go beside what somebody may be waiting for, never before it."""

    AWAITED = _mail.priority < BULK
    RUNS = _mail.priority >= BULK


_is_running = ~is_paused(bindparam("asked_at", type_=UtcDateTime))
_is_waiting = _mail.state.in_(("queued", "retry"))
_is_let_go = or_(_mail.bulk_id.is_(None), _mail.bulk_id.in_(select(BulkLetter.id).where(BulkLetter.held_at.is_(None))))
# A lease that ends later than any can was given by a clock that has been set back since.
_is_free = or_(
    _mail.lease_until.is_(None), _mail.lease_until < bindparam("asked_at"), _mail.lease_until > bindparam("longest")
)


def _due(share: ColumnElement[bool], *, is_locking: bool) -> Select[Any]:
    """The ids of what is due, the most urgent first; each state by itself, so that the index has them in this order."""
    order = (_mail.priority, _mail.not_before, _mail.id)
    arms = []
    for state in ("queued", "retry"):
        one = select(*order).where(_mail.state == state, share, _mail.not_before <= bindparam("asked_at"))
        one = one.where(_mail.expires_at > bindparam("asked_at"), _is_free, _is_let_go, _is_running).order_by(*order)
        one = one.limit(bindparam("most"))
        if is_locking:
            one = one.with_for_update(skip_locked=True, of=_table)
        arms.append(select(one.subquery(state)))
    either = union_all(*arms).subquery("due")
    return select(either.c.id).order_by(either.c.priority, either.c.not_before, either.c.id).limit(bindparam("most"))


_DUE = {share: _due(share.value, is_locking=True) for share in Share} | {None: _due(true(), is_locking=True)}
_DUE_UNLOCKED = {share: _due(share.value, is_locking=False) for share in Share}
_LEASE = (
    update(_table)
    .where(_mail.id.in_(bindparam("ids", expanding=True)))
    .values(lease_owner=bindparam("owner"), lease_until=bindparam("until"))
    .returning(*_mail)
)
_BEGIN = (
    update(_table)
    .where(
        _mail.id.in_(bindparam("ids", expanding=True)),
        _mail.lease_owner == bindparam("owner"),
        _is_waiting,
        _is_let_go,
        _is_running,
    )
    .values(state="inflight", inflight_since=bindparam("asked_at"), lease_until=bindparam("until"))
    .returning(_mail.id)
)
_GIVE_BACK = (
    update(_table)
    .where(_mail.id.in_(bindparam("ids", expanding=True)), _mail.lease_owner == bindparam("owner"), _is_waiting)
    .values(lease_owner="", lease_until=None)
)


def claim(
    session: Session,
    owner: str,
    *,
    now: datetime,
    lease: timedelta = LEASE,
    share: Share | None = None,
    most: int = BATCH,
) -> Sequence[Row[Any]]:
    """Lease due letters to one worker, the most urgent first; no other gets them before the lease ends."""
    connection = session.connection()
    ids = connection.scalars(_DUE[share], _asked(now, lease, most)).all()
    if not ids:
        return []
    leased = connection.execute(_LEASE, {"ids": ids, "owner": owner, "until": now + lease}).all()
    return sorted(leased, key=lambda letter: (letter.priority, letter.not_before, letter.id))


def is_any_due(session: Session, share: Share, *, now: datetime, lease: timedelta = LEASE) -> bool:
    """True when there is a letter of this share to be claimed."""
    looked_up = _DUE_UNLOCKED[share]
    return session.connection().scalar(looked_up, _asked(now, lease, 1)) is not None


def give_back(session: Session, owner: str, ids: Collection[int]) -> None:
    """End the worker's leases on those of the letters that it has not begun to send."""
    if ids:
        session.connection().execute(_GIVE_BACK, {"ids": list(ids), "owner": owner})


def begin_sending(
    session: Session, ids: Collection[int], owner: str, *, now: datetime, lease: timedelta = LEASE
) -> set[int]:
    """Mark letters as on the wire; which of them are still this worker's to send. Commit before sending their contents."""
    asked = {"ids": list(ids), "owner": owner, "asked_at": now, "until": now + lease}
    return set(session.connection().scalars(_BEGIN, asked))


def sweep(session: Session, *, now: datetime, in_hand: Collection[int] = (), lease: timedelta = LEASE) -> None:
    """Take back what dead workers left on the wire, and give up what nobody waits for any more.

    `in_hand` are letters of a worker that lives: theirs is no doubt, whatever the clock says of their lease.
    """
    has_ended = or_(OutgoingMail.lease_until < now, OutgoingMail.lease_until > now + 2 * lease)
    lost = select(OutgoingMail).where(OutgoingMail.state == "inflight", has_ended, OutgoingMail.id.not_in(in_hand))
    for letter in session.scalars(lost):
        doubt(letter, now=now)
    session.flush()
    expired = update(OutgoingMail).where(OutgoingMail.state.in_(("queued", "retry")), OutgoingMail.expires_at <= now)
    session.execute(expired.values(state="cancelled", smtp_text="too late to be of use"))


def _asked(now: datetime, lease: timedelta, most: int) -> dict[str, object]:
    return {"asked_at": now, "longest": now + 2 * lease, "most": most}
