"""Giving a user another address: who stands in the way, and what has to know."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from workshop.accounts.addresses import address_key
from workshop.accounts.models import User
from workshop.accounts.users import proven_user


class AddressTaken(Exception):
    """Another proven user has this address."""


class AddressSeated(Exception):
    """Somebody else sits under this address where the user sits: only its owner may settle that, by proving it."""


class Follower(Protocol):
    """Brings what a later feature keeps of a user in line with their new address."""

    def __call__(self, session: Session, user: User, *, now: datetime) -> None: ...


_questions: list[Callable[[Session, User, str], bool]] = []
_followers: list[Follower] = []


def stands_in_the_way(question: Callable[[Session, User, str], bool]) -> Callable[[Session, User, str], bool]:
    """Register a question "does somebody else hold this address beside the user?", asked before an unproven change."""
    _questions.append(question)
    return question


def on_readdressed(follower: Follower) -> Follower:
    """Register what a later feature does once a user has another address."""
    _followers.append(follower)
    return follower


def readdress(session: Session, user: User, address: str, *, now: datetime) -> None:
    """Give the user another, clean address. For a proven user its owner has to have confirmed it before.

    Raises `AddressTaken` if another proven user has it, `AddressSeated` if a provisional user's neighbour does.
    """
    owner = proven_user(session, address)
    if user.is_proven and owner is not None and owner is not user:
        raise AddressTaken(address)
    if not user.is_proven and any(asks(session, user, address) for asks in _questions):
        raise AddressSeated(address)
    user.address, user.address_key = address, address_key(address)
    session.flush()
    for follow in _followers:
        follow(session, user, now=now)
