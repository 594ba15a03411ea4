"""Mailed links and 6-digit codes: ten minutes, one use, five wrong tries, the newest of a browser ends its older ones."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from workshop.accounts import attempts
from workshop.accounts.addresses import address_key
from workshop.accounts.models import MailedCode, User
from workshop.tokens import keyed, new_token, token_hash

LIFE = timedelta(minutes=10)
TRIES = 5
FROM_ONE_PLACE = 5  # letters to one address in an hour
TO_ONE_ADDRESS = 20


@dataclass(frozen=True)
class Secrets:
    """What one letter carries: a link's token and a code, either of which is enough in the browser that asked."""

    token: str
    code: str

    @classmethod
    def new(cls) -> "Secrets":
        """Fresh ones: 256 random bits, and six random digits."""
        return cls(new_token(), f"{secrets.randbelow(10**6):06d}")


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Who asks for a letter, from where, and what it is for: to sign in, or to confirm a new address of `user_id`."""

    address: str
    browser: str
    place: str
    purpose: str = "sign_in"
    user_id: int | None = None
    next_path: str = ""

    @property
    def key(self) -> str:
        """What the address is compared by."""
        return address_key(self.address)


def ask(session: Session, asking: Asking, given: Secrets, *, pepper: str, now: datetime) -> bool:
    """Make these secrets good for ten minutes, and what the same browser asked for before worthless.

    What another browser asked for stays good: nobody ends a letter that its reader is waiting for by asking for one too.
    False, and nothing changed, when five letters to the address were asked for from that place in this hour, or twenty
    from anywhere. The row is written for unknown addresses too, so that nobody can tell them apart; only the letter is
    left out, by the caller.
    """
    if not _may_ask(session, asking, pepper=pepper, now=now):
        return False
    _end_older(session, asking, now=now)
    row = MailedCode(purpose=asking.purpose, user_id=asking.user_id, next_path=asking.next_path)
    row.token_hash, row.browser_hash = token_hash(given.token), token_hash(asking.browser)
    row.code_hmac = _code_hmac(given.code, row.token_hash, pepper)
    row.address, row.address_key = asking.address, asking.key
    row.created_at, row.expires_at = now, now + LIFE
    session.add(row)
    session.flush()
    return True


def by_token(session: Session, token: str, *, now: datetime) -> MailedCode | None:
    """What a link's token stands for, or None once used, superseded, expired or tried too often."""
    return session.scalar(select(MailedCode).where(MailedCode.token_hash == token_hash(token), *_is_good(now)))


def by_browser(session: Session, browser: str, *, now: datetime) -> MailedCode | None:
    """What the browser asked for last, if it is still good."""
    asked = select(MailedCode).where(MailedCode.browser_hash == token_hash(browser), *_is_good(now))
    return session.scalar(asked.order_by(MailedCode.id.desc()).limit(1))


def is_same_browser(row: MailedCode, browser: str) -> bool:
    """Was it this browser that asked?"""
    return hmac.compare_digest(row.browser_hash, token_hash(browser))


def spend(session: Session, row: MailedCode, *, now: datetime) -> bool:
    """Use it up. True for exactly one of all who try at once."""
    return _spend(session, row, now=now)


def spend_with_code(session: Session, row: MailedCode, code: str, *, pepper: str, now: datetime) -> bool:
    """Use it up with its code; a wrong one counts as a try, also when many come at once."""
    typed = _code_hmac("".join(code.split()), row.token_hash, pepper)
    if _spend(session, row, MailedCode.code_hmac == typed, now=now):
        return True
    wrong = update(MailedCode).where(MailedCode.id == row.id, MailedCode.tries < TRIES)
    session.execute(wrong.values(tries=MailedCode.tries + 1), execution_options={"synchronize_session": False})
    return False


def end_waiting(session: Session, user: User, keys: tuple[str, ...], *, now: datetime) -> None:
    """Make worthless the letters that wait for an answer of the user, and those to an address with one of these keys."""
    theirs = or_(MailedCode.user_id == user.id, MailedCode.address_key.in_(keys))
    waiting = update(MailedCode).where(theirs, *_is_good(now)).values(superseded_at=now)
    session.execute(waiting, execution_options={"synchronize_session": False})


def _spend(session: Session, row: MailedCode, *further: ColumnElement[bool], now: datetime) -> bool:
    used = update(MailedCode).where(MailedCode.id == row.id, *_is_good(now), *further).values(used_at=now)
    spent = session.scalar(used.returning(MailedCode.id), execution_options={"synchronize_session": False})
    return spent is not None


def _is_good(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        MailedCode.used_at.is_(None),
        MailedCode.superseded_at.is_(None),
        MailedCode.expires_at > now,
        MailedCode.tries < TRIES,
    )


def _may_ask(session: Session, asking: Asking, *, pepper: str, now: datetime) -> bool:
    """The address's own count moves only for what is within the place's: one place cannot use up what others may ask for."""
    here = attempts.key_hash(f"{asking.key} from {asking.place}", pepper)
    if attempts.count(session, attempts.LETTERS, here, now=now) > FROM_ONE_PLACE:
        return False
    return attempts.count(session, attempts.LETTERS, attempts.key_hash(asking.key, pepper), now=now) <= TO_ONE_ADDRESS


def _end_older(session: Session, asking: Asking, *, now: datetime) -> None:
    same = (MailedCode.address_key == asking.key, MailedCode.browser_hash == token_hash(asking.browser))
    older = update(MailedCode).where(*same, MailedCode.purpose == asking.purpose, *_is_good(now))
    session.execute(older.values(superseded_at=now), execution_options={"synchronize_session": False})


def forget_old(session: Session, *, now: datetime) -> int:
    """Delete the rows of letters that were good for nothing since a day; how many."""
    old = delete(MailedCode).where(MailedCode.expires_at < now - timedelta(days=1)).returning(MailedCode.id)
    return len(session.scalars(old).all())


def _code_hmac(code: str, link_hash: str, pepper: str) -> str:
    return keyed("mailed code", f"{link_hash}:{code}", pepper)
