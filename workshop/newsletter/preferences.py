"""What a subscriber gets, and under which name; a month without mail; and all that is kept of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop.accounts.own_data import address_hmac
from workshop.mail.outbox import skip
from workshop.newsletter.consents import ledger_of
from workshop.newsletter.models import Subscriber

RHYTHMS = ("tip", "month")
PAUSES = {0: None, 30: timedelta(days=30), 90: timedelta(days=90)}  # days, as the page offers them


class NothingWanted(ValueError):
    """Neither tipsheets nor news: that is unsubscribing, which has a button of its own."""


@dataclass(frozen=True)
class Preferences:
    """What the page lets a subscriber choose."""

    first_name: str
    last_name: str
    wants_tips: bool
    wants_news: bool
    pause_days: int  # one of PAUSES; 0 ends a pause
    rhythm: str = "tip"  # one of RHYTHMS


def change(session: Session, subscriber: Subscriber, wanted: Preferences, *, pepper: str, now: datetime) -> None:
    """Take the choices over; what waits in the outbox and is no longer wanted is not sent. Raises `NothingWanted`."""
    if not (wanted.wants_tips or wanted.wants_news):
        raise NothingWanted
    subscriber.first_name, subscriber.last_name = wanted.first_name, wanted.last_name
    subscriber.wants_tips, subscriber.wants_news = wanted.wants_tips, wanted.wants_news
    pause = PAUSES.get(wanted.pause_days)
    subscriber.paused_until = now + pause if pause else None
    rhythm = wanted.rhythm if wanted.rhythm in RHYTHMS else "tip"
    is_slower = (subscriber.rhythm, rhythm) == ("tip", "month")
    subscriber.rhythm = rhythm
    wants = {"tipsheet": wanted.wants_tips and not is_slower, "news": wanted.wants_news}
    unwanted = [category for category, is_wanted in wants.items() if pause or not is_wanted]
    skip(session, address_hmac(subscriber.address, pepper), unwanted)


def own_data(session: Session, subscriber: Subscriber, *, pepper: str) -> dict[str, object]:
    """Everything kept about the subscriber, as plain data."""
    return {
        "address": subscriber.address,
        "first_name": subscriber.first_name,
        "last_name": subscriber.last_name,
        "language": subscriber.language,
        "tipsheets": subscriber.wants_tips,
        "news": subscriber.wants_news,
        "how_often": subscriber.rhythm,
        "paused_until": _day(subscriber.paused_until),
        "subscribed_at": _day(subscriber.subscribed_at),
        "left_at": _day(subscriber.left_at),
        "consent": [
            {"act": line.act, "at": _day(line.at), "wording": line.wording, "page": line.source}
            for line in ledger_of(session, subscriber.address, pepper=pepper)
        ],
    }


def _day(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
