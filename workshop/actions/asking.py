"""Whom to write to now: those whose wave has opened, in their working hours, never twice in five days."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from workshop.accounts.models import User
from workshop.accounts.own_data import address_hmac
from workshop.accounts.users import may_be_written_to
from workshop.actions.models import Asking
from workshop.actions.spacing import written_to_lately
from workshop.actions.waves import BETWEEN_LETTERS, is_hour_to_write
from workshop.events.models import Participant
from workshop.mail.suppressions import suppressed

AT_ONCE = 200


def due_askings(session: Session, *, second: bool, after: int, now: datetime) -> list[Asking]:
    """The next askings, by id, whose first letter is due, or after five days without an answer the second.

    Only of people whom the roster expects, or who have proven their address: with a room's code alone anybody could type
    anybody's.
    """
    is_due = and_(Asking.mailed_at.is_(None), Asking.opens_at <= now)
    is_due_again = and_(Asking.mailed_at <= now - BETWEEN_LETTERS, Asking.nudged_at.is_(None), Asking.answered_at.is_(None))
    open_ones = select(Asking).where(Asking.ended_at.is_(None), Asking.closes_at > now, Asking.id > after)
    may_come = open_ones.join(Asking.participant).join(Participant.user)
    may_come = may_come.where(Participant.removed_at.is_(None), User.disabled_at.is_(None), _is_known())
    chosen = may_come.where(is_due_again if second else is_due, ~_has_just_said()).order_by(Asking.id).limit(AT_ONCE)
    loaded = chosen.options(
        joinedload(Asking.participant).options(joinedload(Participant.user), joinedload(Participant.event))
    )
    return list(session.scalars(loaded))


def to_write_to(session: Session, askings: list[Asking], *, pepper: str, now: datetime) -> Iterator[Asking]:
    """Those of them whose letter goes out now. Of an address that nothing is sent to, the wave is over."""
    keys = {one.participant.user.address_key for one in askings}
    lately = written_to_lately(session, keys, now=now)
    hashes = {one.id: address_hmac(one.participant.user.address, pepper) for one in askings}
    refused = suppressed(session, set(hashes.values()))
    for one in askings:
        user = one.participant.user
        if user.address_key in lately or not is_hour_to_write(now, user.zone):
            continue
        if hashes[one.id] in refused or not may_be_written_to(session, user.address):
            one.ended_at = now
        else:
            lately.add(user.address_key)
            yield one


def askings_of(session: Session, seat: Participant) -> list[Asking]:
    """When this person is asked, the first wave first."""
    return list(session.scalars(select(Asking).where(Asking.participant_id == seat.id).order_by(Asking.wave)))


def note_letter(asking: Asking, *, now: datetime) -> str:
    """Write down that a letter of this asking goes out now; its kind: "first" or "second"."""
    if asking.mailed_at is None:
        asking.mailed_at = now
        return "first"
    asking.nudged_at = now
    return "second"


def _is_known() -> ColumnElement[bool]:
    return or_(Participant.rostered_at.is_not(None), User.proven_at.is_not(None))


def _has_just_said() -> ColumnElement[bool]:
    """They said how it went since the wave opened: there is nothing to remind them of."""
    return func.coalesce(Asking.answered_at >= Asking.opens_at, False)
