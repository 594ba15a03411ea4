"""A second step at sign-in: six digits from an app, new every 30 seconds (RFC 6238), or a recovery code that works once.

The app's secret is stored nowhere. It is made from the site's own key and a random salt, which is all the database holds:
a stolen database, or a backup of it, brings nobody through this step.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

import pyotp
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from workshop.accounts import attempts
from workshop.accounts.models import RecoveryCode, SecondFactor, User
from workshop.tokens import keyed

SECONDS = 30
N_RECOVERY_CODES = 10
WRONG_AT_MOST = 10  # codes in a quarter of an hour; recovery codes are too long to be guessed, and always looked at
TO_CONFIRM = timedelta(hours=1)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Answer(Enum):
    """What became of a code that was typed."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_MANY = "too many"


@dataclass(frozen=True)
class Lock:
    """A user's second factor with the key of the site, from which the secret is made."""

    factor: SecondFactor
    pepper: str

    @property
    def secret(self) -> str:
        """What the app is told, in base32. Shown to its owner until they have confirmed it, and never again."""
        made = bytes.fromhex(keyed("second factor", self.factor.salt, self.pepper))
        return base64.b32encode(made[:20]).decode()

    def address(self, name: str, site: str) -> str:
        """What the QR code says: the secret, with the names under which the app lists it."""
        return pyotp.TOTP(self.secret).provisioning_uri(name=name, issuer_name=site)

    def step_of(self, code: str, *, now: datetime) -> int | None:
        """Which 30 seconds the code belongs to: these, those before or after; None for any other code."""
        this, app = int(now.timestamp()) // SECONDS, pyotp.TOTP(self.secret)
        return next((n for n in (this, this - 1, this + 1) if hmac.compare_digest(app.generate_otp(n), code)), None)


def is_set(session: Session, user: User) -> bool:
    """Is the person asked for a second step?"""
    return session.scalar(select(SecondFactor.confirmed_at).where(SecondFactor.user_id == user.id)) is not None


def begin(session: Session, user: User, *, now: datetime) -> None:
    """A fresh secret to be confirmed, in the place of one that was not. One that is confirmed stays."""
    if not is_set(session, user):
        end(session, user)
        session.add(SecondFactor(user_id=user.id, salt=secrets.token_urlsafe(16), begun_at=now))
        session.flush()


def waiting(session: Session, user: User, *, pepper: str, now: datetime) -> Lock | None:
    """The secret that waits for its first code, for an hour."""
    factor = session.get(SecondFactor, user.id)
    if factor is None or factor.confirmed_at is not None or now - factor.begun_at > TO_CONFIRM:
        return None
    return Lock(factor, pepper)


def confirm(session: Session, lock: Lock, typed: str, *, now: datetime) -> list[str] | None:
    """Switch the second step on with the app's first code; ten recovery codes, told only now. None for a wrong code."""
    if not _use_step(session, lock, typed, now=now):
        return None
    lock.factor.confirmed_at = now
    codes = ["-".join(_letters(4) for _ in range(3)) for _ in range(N_RECOVERY_CODES)]
    hashes = [attempts.key_hash(_plain(code), lock.pepper) for code in codes]
    session.add_all(RecoveryCode(user_id=lock.factor.user_id, code_hash=hashed) for hashed in hashes)
    session.flush()
    return codes


def answer(session: Session, user: User, typed: str, *, pepper: str, now: datetime) -> Answer:
    """Use up the code, of either kind, if it is right. Each try is counted before it is looked at."""
    counted_as = attempts.key_hash(f"second factor:{user.public_id}", pepper)
    n = attempts.count(session, attempts.SECOND_FACTORS, counted_as, now=now)
    factor = session.get(SecondFactor, user.id)
    is_right = _use_recovery_code(session, user, typed, pepper=pepper, now=now)
    if not is_right and factor is not None and n <= WRONG_AT_MOST:
        is_right = _use_step(session, Lock(factor, pepper), typed, now=now)
    if is_right:
        attempts.forget(session, attempts.SECOND_FACTORS, counted_as)
        return Answer.RIGHT
    return Answer.WRONG if n < WRONG_AT_MOST else Answer.TOO_MANY


def end(session: Session, user: User) -> None:
    """Ask for a password alone again; safe to repeat."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    session.execute(delete(SecondFactor).where(SecondFactor.user_id == user.id))


def n_recovery_codes(session: Session, user: User) -> int:
    """How many recovery codes are left."""
    left = select(func.count(RecoveryCode.id)).where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    return session.scalar(left) or 0


def _use_step(session: Session, lock: Lock, typed: str, *, now: datetime) -> bool:
    """True for the first use of a right code: the same one, or an older one, is never taken again."""
    step = lock.step_of("".join(typed.split()), now=now)
    if step is None:
        return False
    newer = update(SecondFactor).where(SecondFactor.user_id == lock.factor.user_id, SecondFactor.last_step < step)
    used = newer.values(last_step=step).returning(SecondFactor.user_id)
    return session.scalar(used, execution_options={"synchronize_session": False}) is not None


def _use_recovery_code(session: Session, user: User, typed: str, *, pepper: str, now: datetime) -> bool:
    hashed = attempts.key_hash(_plain(typed), pepper)
    own = (RecoveryCode.user_id == user.id, RecoveryCode.code_hash == hashed, RecoveryCode.used_at.is_(None))
    used = update(RecoveryCode).where(*own).values(used_at=now).returning(RecoveryCode.id)
    return session.scalar(used, execution_options={"synchronize_session": False}) is not None


def _plain(code: str) -> str:
    return "".join(letter for letter in code.casefold() if letter in _LETTERS)


def _letters(n: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(n))
