"""Tying a device to an event's big screen: it shows six characters, and a facilitator types them. Nobody signs in on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from workshop.accounts import attempts
from workshop.accounts.models import User
from workshop.events.models import Event
from workshop.room.models import ScreenKey
from workshop.tokens import keyed, new_token, token_hash

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read as something else from the back of a room
CODE_LENGTH = 6
CODE_LIVES = timedelta(minutes=10)
AFTER_CLOSING = timedelta(hours=12)
WRONG_CODES = 10  # of one facilitator, in ten minutes
CODES_FROM_ONE_PLACE = 30  # in ten minutes


class UnknownCode(LookupError):
    """No device shows this code now."""


class TooManyTries(RuntimeError):
    """So many wrong codes, or so many new ones, that the next ten minutes bring no other."""


@dataclass(frozen=True)
class Asked:
    """A device that waits: the token for its cookie, and the code it shows."""

    token: str
    code: str


def ask(session: Session, *, device: str, place: str, pepper: str, now: datetime) -> Asked:
    """A new code for a device at this network address. Raises TooManyTries."""
    asked = attempts.count(session, attempts.SCREENS, attempts.key_hash(place, pepper), now=now)
    if asked > CODES_FROM_ONE_PLACE:
        raise TooManyTries(place)
    session.execute(delete(ScreenKey).where(ScreenKey.event_id.is_(None), ScreenKey.asked_at < now - 6 * CODE_LIVES))
    token = new_token()
    code = code_of(token, pepper=pepper)
    row = ScreenKey(token_hash=token_hash(token), code_hash=attempts.key_hash(code, pepper), device=device, asked_at=now)
    session.add(row)
    session.flush()
    return Asked(token, code)


def code_of(token: str, *, pepper: str) -> str:
    """The six characters that the device with this token shows: never stored as they are."""
    number = int(keyed("screen", token, pepper), 16)
    letters = ""
    for _position in range(CODE_LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters += ALPHABET[letter]
    return letters


def pair(session: Session, event: Event, typed: str, *, by: User, pepper: str, now: datetime) -> ScreenKey:
    """Tie the device that shows this code to the event. Raises UnknownCode, which is counted, and TooManyTries."""
    counter = (attempts.WRONG_SCREEN_CODES, attempts.key_hash(f"screen:{by.public_id}", pepper))
    if attempts.counted(session, [counter], now=now)[0] >= WRONG_CODES:
        raise TooManyTries(by.public_id)
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    waiting = select(ScreenKey).where(
        ScreenKey.code_hash == attempts.key_hash(code, pepper),
        ScreenKey.event_id.is_(None),
        ScreenKey.ended_at.is_(None),
        ScreenKey.asked_at > now - CODE_LIVES,
    )
    found = session.scalars(waiting.with_for_update()).all()
    if len(found) != 1:
        attempts.count(session, *counter, now=now)
        raise UnknownCode(code)
    found[0].event, found[0].paired_by, found[0].paired_at = event, by, now
    session.flush()
    return found[0]


def key_of(session: Session, token: str, *, now: datetime) -> ScreenKey | None:
    """The device with this token, waiting or paired; None once its code has run out, or it was ended."""
    found = session.scalar(
        select(ScreenKey).where(ScreenKey.token_hash == token_hash(token)).options(joinedload(ScreenKey.event))
    )
    return found if found is not None and is_live(found, now=now) else None


def is_live(key: ScreenKey, *, now: datetime) -> bool:
    """While its code can be typed, and once paired until twelve hours after the event."""
    if key.ended_at is not None:
        return False
    if key.event is None or key.paired_at is None:
        return now < key.asked_at + CODE_LIVES
    over = key.event.closed_at or max(key.event.ends_at, key.paired_at)
    return now < over + AFTER_CLOSING


def screens_of(session: Session, event: Event, *, now: datetime) -> list[ScreenKey]:
    """The devices that show this event's screen, the newest first."""
    paired = select(ScreenKey).where(ScreenKey.event_id == event.id, ScreenKey.ended_at.is_(None))
    found = session.scalars(paired.order_by(ScreenKey.id.desc()).options(joinedload(ScreenKey.paired_by)))
    return [key for key in found if is_live(key, now=now)]


def end_screen(session: Session, event: Event, public_id: str, *, now: datetime) -> None:
    """This device of the event shows nothing more; safe to repeat, also for one that is not there."""
    key = session.scalar(select(ScreenKey).where(ScreenKey.event_id == event.id, ScreenKey.public_id == public_id))
    if key is not None:
        key.ended_at = key.ended_at or now
        session.flush()


def still_paired(session: Session, ids: set[int], *, now: datetime) -> set[int]:
    """Which of these devices still show their event."""
    found = session.scalars(select(ScreenKey).where(ScreenKey.id.in_(ids)).options(joinedload(ScreenKey.event)))
    return {key.id for key in found if key.event_id is not None and is_live(key, now=now)}
