"""Who gets a mailing, and why somebody does not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from workshop.accounts.own_data import address_hmac
from workshop.mail.models import Suppression
from workshop.mail.suppressions import suppressed
from workshop.newsletter.models import Subscriber

CHUNK = 500


@dataclass(frozen=True)
class Audience:
    """How many a tipsheet in one language goes to as it comes, and how many others there are, by reason."""

    n_readers: int
    n_left: int
    n_resting: int
    n_not_wanting: int
    n_other_language: int
    n_monthly: int
    n_unreachable: int = 0


def audience(session: Session, *, language: str, pepper: str, now: datetime) -> Audience:
    """Count everybody once, under the first reason that holds; whose mail bounced or who complained, under the last."""
    left = Subscriber.left_at.is_not(None)
    resting = Subscriber.paused_until > now
    counted = select(
        func.count().filter(*_wanting(language, now)),
        func.count().filter(left),
        func.count().filter(~left, resting),
        func.count().filter(~left, ~_is_true(resting), ~Subscriber.wants_tips),
        func.count().filter(~left, ~_is_true(resting), Subscriber.wants_tips, Subscriber.language != language),
        func.count().filter(*_wanting(language, now, rhythm="month")),
    ).select_from(Subscriber)
    found = Audience(*session.execute(counted).one())
    n_unreachable = _n_unreachable(session, language=language, pepper=pepper, now=now)
    return replace(found, n_readers=found.n_readers - n_unreachable, n_unreachable=n_unreachable)


def _n_unreachable(session: Session, *, language: str, pepper: str, now: datetime) -> int:
    """How many of those who want it have an address that nothing is sent to."""
    stopped = set(session.scalars(select(Suppression.recipient)))
    if not stopped:
        return 0
    wanting = session.scalars(select(Subscriber.address).where(*_wanting(language, now)))
    return sum(address_hmac(address, pepper) in stopped for address in wanting)


def next_readers(session: Session, *, after: int, language: str, rhythm: str, now: datetime) -> Sequence[Subscriber]:
    """The next 500 who want it, in the order of their ids; empty when there are no more."""
    wanting = select(Subscriber).where(*_wanting(language, now, rhythm=rhythm), Subscriber.id > after)
    return session.scalars(wanting.order_by(Subscriber.id).limit(CHUNK)).all()


def languages_of_monthly_readers(session: Session) -> Sequence[str]:
    """In which languages anybody wants the monthly letter."""
    monthly = select(Subscriber.language).where(Subscriber.left_at.is_(None), Subscriber.rhythm == "month")
    return session.scalars(monthly.distinct().order_by(Subscriber.language)).all()


def reachable(session: Session, readers: Sequence[Subscriber], *, pepper: str) -> dict[str, Subscriber]:
    """Those of the readers whose address is not suppressed, by its keyed hash."""
    by_key = {address_hmac(reader.address, pepper): reader for reader in readers}
    stopped = suppressed(session, by_key.keys())
    return {key: reader for key, reader in by_key.items() if key not in stopped}


def _wanting(language: str, now: datetime, *, rhythm: str = "tip") -> tuple[ColumnElement[bool], ...]:
    return (
        Subscriber.left_at.is_(None),
        or_(Subscriber.paused_until.is_(None), Subscriber.paused_until <= now),
        Subscriber.wants_tips.is_(True),
        Subscriber.language == language,
        Subscriber.rhythm == rhythm,
    )


def _is_true(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition, false where it would be unknown: a reader who never took a rest has no day on which it ends."""
    return func.coalesce(condition, False)
