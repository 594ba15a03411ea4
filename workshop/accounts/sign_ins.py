"""Sign-ins as rows: each can be listed, and ended one by one."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from workshop.accounts.belonging import is_staff
from workshop.accounts.models import SignIn, User
from workshop.prepared import Prepared
from workshop.records import Plain, records
from workshop.tokens import new_token, token_hash

SEEN_EVERY = timedelta(minutes=5)
STAFF_IDLE = timedelta(minutes=60)
LONGEST = timedelta(days=7)

# Asked with every page: built once. What else is known of whoever asks may be asked for in the same statement.
SIGNED_IN = _SIGN_IN, _USER = Plain(SignIn), Plain(User)
WITH_TOKEN = (
    select(*_SIGN_IN.columns, *_USER.columns)
    .join_from(_SIGN_IN.table, _USER.table)
    .where(_SIGN_IN.table.c.token_hash == bindparam("token_hash"))
)
_WITH_TOKEN = Prepared(WITH_TOKEN)


def begin_sign_in(
    session: Session,
    user: User,
    *,
    proof: str,
    now: datetime,
    device: str = "",
    until: datetime | None = None,
    is_shared: bool = False,
) -> str:
    """Sign the user in on one more device, until `until` or seven days at most; the token goes into the cookie."""
    token = new_token()
    _SIGN_IN.stored(
        session,
        token_hash=token_hash(token),
        user_id=user.id,
        proof=proof,
        device=device,
        is_shared=is_shared,
        is_staff=proof == "password" or (proof == "mail" and is_staff(session, user.id)),
        created_at=now,
        seen_at=now,
        expires_at=min(until or now + LONGEST, now + LONGEST),
    )
    return token


def keep_staff_hours(session: Session, user: User) -> None:
    """Where somebody who became staff is signed in already, an hour without a page ends it from now on."""
    session.execute(update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None)).values(is_staff=True))


def live_sign_in(session: Session, token: str, *, now: datetime) -> SignIn | None:
    """The sign-in behind a cookie's token, its user loaded with it, or None once ended, expired, idle or disabled."""
    there = _WITH_TOKEN.rows(session, {"token_hash": token_hash(token)})
    return live_of(*records(session, there[0], *SIGNED_IN), now=now) if there else None


def live_of(found: SignIn, user: User, *, now: datetime) -> SignIn | None:
    """The sign-in with its user, both just read, or None once ended, expired, idle or disabled."""
    set_committed_value(found, "user", user)
    if found.ended_at is not None or now >= found.expires_at or user.disabled_at is not None:
        return None
    if found.is_staff and now - found.seen_at > STAFF_IDLE:
        return None
    return found


def live_at(now: Any, idle_since: Any) -> ColumnElement[bool]:
    """Whether a sign-in, joined with its user, is live; `idle_since` is the moment `STAFF_IDLE` before `now`."""
    return and_(
        SignIn.ended_at.is_(None),
        SignIn.expires_at > now,
        or_(SignIn.is_staff.is_(False), SignIn.seen_at >= idle_since),
        User.disabled_at.is_(None),
    )


def still_signed_in(session: Session, ids: Iterable[int], *, now: datetime) -> dict[int, int]:
    """Which of these sign-ins are live, and whose each is: user ids by sign-in id, in one statement."""
    found = (
        select(SignIn.id, SignIn.user_id).join(SignIn.user).where(SignIn.id.in_(list(ids)), live_at(now, now - STAFF_IDLE))
    )
    return dict(session.execute(found).all())


def live_sign_ins(session: Session, user_ids: list[int], *, now: datetime) -> list[SignIn]:
    """Every device on which one of these users is signed in now, the one seen last first."""
    found = session.scalars(
        select(SignIn)
        .where(SignIn.user_id.in_(user_ids), SignIn.ended_at.is_(None), SignIn.expires_at > now)
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    return [sign_in for sign_in in found if not (sign_in.is_staff and now - sign_in.seen_at > STAFF_IDLE)]


def end_sign_in(sign_in: SignIn, *, now: datetime) -> None:
    """Sign this device out: it finds itself signed out at its next request; safe to repeat."""
    sign_in.ended_at = sign_in.ended_at or now


def end_all(session: Session, user: User, *, now: datetime, keep: SignIn | None = None) -> None:
    """Sign the user out on every device but `keep`."""
    open_ones = update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    session.execute(open_ones.where(SignIn.id != (keep.id if keep else 0)).values(ended_at=now))
