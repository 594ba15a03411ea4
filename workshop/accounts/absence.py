"""People who have not come back: after 23 months a letter, after 24 everything of theirs is gone."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from workshop.accounts.models import SignIn, User
from workshop.accounts.own_data import has_duties, remove
from workshop.audit.log import note

KEPT = timedelta(days=730)
NOTICE = timedelta(days=30)
AT_ONCE = 200  # people in one transaction, so that nobody's save waits for it

LAST_VISIT = func.coalesce(User.visited_at, User.created_at)


def note_visits(session: Session, *, now: datetime) -> None:
    """Keep when everybody was last here, take back warnings of who came, and forget sign-ins that are over."""
    seen = select(func.max(SignIn.seen_at)).where(SignIn.user_id == User.id).scalar_subquery()
    came = exists().where(SignIn.user_id == User.id, SignIn.seen_at > LAST_VISIT)
    session.execute(update(User).where(came).values(visited_at=seen, warned_at=None), _UNSYNCHRONIZED)
    over = or_(SignIn.expires_at <= now, SignIn.ended_at <= now - timedelta(days=1))
    session.execute(delete(SignIn).where(over), _UNSYNCHRONIZED)


def to_warn(session: Session, *, now: datetime) -> list[User]:
    """Whoever has not come for so long that everything of theirs goes in 30 days, and has not been told; up to 200."""
    absent = _absent(now - KEPT + NOTICE)
    found = session.scalars(select(User).where(absent, User.warned_at.is_(None)).order_by(User.id).limit(AT_ONCE))
    return [user for user in found if not has_duties(session, user)]


def warn(user: User, *, now: datetime) -> datetime:
    """Note that the person was told; when everything of theirs goes unless they come back. Safe to repeat."""
    user.warned_at = user.warned_at or now
    return max(user.warned_at + NOTICE, (user.visited_at or user.created_at) + KEPT)


def remove_absent(session: Session, *, now: datetime) -> int:
    """Erase who was told 30 days ago and has not come for 24 months; how many went. Whoever is needed here stays."""
    told = and_(User.warned_at.is_not(None), User.warned_at <= now - NOTICE)
    found = session.scalars(select(User).where(_absent(now - KEPT), told).order_by(User.id).limit(AT_ONCE))
    gone = [user for user in found if not has_duties(session, user)]
    for user in gone:
        remove(session, user, now=now)
        note(session, act="person.forgotten", actor="", subject=user.public_id, now=now)
    return len(gone)


def _absent(since: datetime) -> ColumnElement[bool]:
    # A live sign-in may be newer than what was noted of it.
    is_here = exists().where(SignIn.user_id == User.id, SignIn.seen_at > since)
    return and_(since >= LAST_VISIT, ~is_here)


_UNSYNCHRONIZED = {"synchronize_session": False}
