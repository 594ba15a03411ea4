"""Actions as worksheet 5 hands them on, and the letters that come of them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tests import factories
from tests.conftest import SECRET
from workshop.accounts.models import User
from workshop.actions.following import Written, follow
from workshop.actions.models import Action, Asking
from workshop.actions.running import ask_how_it_went
from workshop.actions.schedule import asking_token
from workshop.config import Settings
from workshop.database import utcnow
from workshop.events.models import Event, Participant
from workshop.extensions import db
from workshop.mail.models import OutgoingMail

CUE, WILL = "the Thursday meeting ends", "ask her what must not slip"
ZONE = "America/Toronto"
SETTINGS = Settings(demo=True, secret_key=SECRET, base_url="http://localhost")


def seat_of(event: Event, person: str) -> Participant:
    """The person's seat, taken now if there is none."""
    seats = select(Participant).join(Participant.user).where(Participant.event_id == event.id, User.address_key == person)
    return db.session.scalar(seats) or factories.seat(event, person)


def agree(
    event: Event, person: str, may_ask: str = "series", *, entry: str = "1", will: str = WILL, now: datetime | None = None
) -> Action:
    """The person has written an action, and agreed to be asked about it like this."""
    seat = seat_of(event, person)
    follow(db.session, seat, [Written(entry, CUE, will, None, may_ask)], pepper=SECRET, now=now or utcnow())
    db.session.commit()
    return db.session.scalars(select(Action).where(Action.participant_id == seat.id, Action.entry == entry)).one()


def asking_of(event: Event, person: str, wave: int = 7) -> Asking:
    """That the person is asked in this wave."""
    seat = seat_of(event, person)
    return db.session.scalars(select(Asking).where(Asking.participant_id == seat.id, Asking.wave == wave)).one()


def link_of(event: Event, person: str, wave: int = 7) -> str:
    """The path in the letter of this wave."""
    return f"/check-in/{asking_token(asking_of(event, person, wave).public_id, pepper=SECRET)}"


def local(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A time of day in Toronto."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(ZONE))


def move_to(event: Event, moment: datetime) -> Event:
    """The event took place then, and closed two hours later."""
    event.starts_at, event.ends_at = moment, moment + timedelta(hours=2)
    event.opened_at, event.closed_at = moment, moment + timedelta(hours=2)
    db.session.commit()
    return event


def work(now: datetime) -> list[OutgoingMail]:
    """Let the worker do what is due at this time; the letters about actions that it wrote."""
    before = set(db.session.scalars(select(OutgoingMail.id)))
    ask_how_it_went(db.session, settings=SETTINGS, now=now.astimezone(UTC))
    db.session.commit()
    letters = db.session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "check_in").order_by(OutgoingMail.id))
    return [one for one in letters if one.id not in before]
