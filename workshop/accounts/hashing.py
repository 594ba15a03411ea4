"""Argon2id without holding anybody else up: in a thread of its own under gevent, two at once in each process."""

import secrets
import threading

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from workshop.aside import aside
from workshop.turns import others_go_on

# OWASP's figures for argon2id; 19 ms where the library's own default takes 162.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID)
_two_at_once = threading.BoundedSemaphore(2)
# Nobody's password: checked for unknown people, so that they take as long as known ones.
_NOBODYS = _hasher.hash(secrets.token_urlsafe(32))


def hash_password(password: str) -> str:
    """The argon2id hash to store. Slow by design: never call it between the begin and the commit of a write."""
    with others_go_on(), _two_at_once:
        return aside(_hasher.hash, password)


def is_password(password: str, stored: str | None) -> bool:
    """Does the password match the stored hash? The same work is done when there is none, and the answer is no."""
    with others_go_on(), _two_at_once:
        matches = aside(_matches, stored or _NOBODYS, password)
    return matches and bool(stored)


def is_outdated(stored: str) -> bool:
    """Was the hash made with weaker figures than today's?"""
    return _hasher.check_needs_rehash(stored)


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
