"""The monthly letter: what was published in a month, in one letter, for readers who want no more than that."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.config import Settings
from workshop.database import stand_in_line
from workshop.newsletter.audience import languages_of_monthly_readers
from workshop.newsletter.models import Mailing
from workshop.tipsheets import archive
from workshop.tipsheets.tipsheet import Tipsheet

HOUR = timedelta(hours=9)  # on the first of the next month, UTC
MISSED = timedelta(days=7)  # after its hour; a letter about a month is no news later


@dataclass(frozen=True)
class Month:
    """A month of tipsheets in one language, the newest first."""

    begins: datetime
    language: str
    tipsheets: tuple[Tipsheet, ...]


def plan_monthly(session: Session, *, settings: Settings, now: datetime) -> None:
    """Plan the letters about the month before, once its hour has come; none where nothing was published or nobody wants it.

    Safe to repeat. Bulk mail says where its sender lives: without a postal address nothing is planned.
    """
    ended = datetime(now.year, now.month, 1, tzinfo=UTC)
    due_at = ended + HOUR
    if not due_at <= now < due_at + MISSED or not settings.postal_address.strip():
        return
    month = f"{ended - timedelta(days=1):%Y-%m}"
    stand_in_line(session, "monthly letters")
    for language in languages_of_monthly_readers(session):
        slug = f"monthly_{month}_{language}"  # with signs that no tipsheet's has
        is_planned = session.scalar(select(Mailing.id).where(Mailing.slug == slug)) is not None
        if not is_planned and _published(session, month, language, now=now):
            session.add(Mailing(slug=slug, month=month, language=language, due_at=due_at))
    session.flush()


def month_of(session: Session, mailing: Mailing, *, now: datetime) -> Month:
    """What the monthly letter is about."""
    assert mailing.month is not None, "asked of monthly letters alone"
    assert mailing.language is not None, "the database keeps both or none"
    found = _published(session, mailing.month, mailing.language, now=now)
    return Month(_begin(mailing.month), mailing.language, found)


def newest_monthly(session: Session, *, limit: int = 12) -> list[Mailing]:
    """The monthly letters there were, the newest first."""
    monthly = select(Mailing).where(Mailing.month.is_not(None))
    return list(session.scalars(monthly.order_by(Mailing.month.desc(), Mailing.language).limit(limit)))


def _published(session: Session, month: str, language: str, *, now: datetime) -> tuple[Tipsheet, ...]:
    begins = _begin(month)
    ends = (begins + timedelta(days=32)).replace(day=1)
    every = archive.published(session, now=now, language=language)
    return tuple(one for one in every if one.published_at is not None and begins <= one.published_at < ends)


def _begin(month: str) -> datetime:
    return datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
