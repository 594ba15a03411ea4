"""Proving an address: whoever reads its mail becomes, or is, its one proven user.

What was joined under the address on other devices stays there until that user says that it was them.
"""

from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from workshop.accounts.addresses import address_key, clean_address
from workshop.accounts.models import User
from workshop.accounts.users import make_user, provisional_users, settled_user


class Taker(Protocol):
    """Moves what a provisional user holds to the proven owner of their address."""

    def __call__(self, session: Session, *, user: User, provisional: User, now: datetime) -> None: ...


_takers: list[Taker] = []


def on_proven(taker: Taker) -> Taker:
    """Register what a later feature does when an address is proven."""
    _takers.append(taker)
    return taker


def prove(session: Session, address: str, *, here: User | None, now: datetime) -> User:
    """The proven user of the address, with what this browser holds handed over to them.

    `here` is who was signed in, provisionally, in the browser that brings the proof, or None. They become the proven user
    when there is none yet and the address is theirs. Other devices that joined under the address stay with their provisional
    users, and so do their names: a stranger may have typed it.
    """
    owner = settled_user(session, address)
    if here is not None and not here.is_proven:
        _take_address(here, address)
    provisional = provisional_users(session, address)
    if owner is None and here is not None and here in provisional:
        here.proven_at, owner = now, here
        session.flush()
    elif owner is None:
        zone = provisional[0].zone if provisional else "UTC"
        owner = make_user(session, address=clean_address(address), zone=zone, now=now)
    if here is not None and here is not owner and here in provisional:
        for taker in _takers:
            taker(session, user=owner, provisional=here, now=now)
    return owner


def _take_address(here: User, address: str) -> None:
    here.address, here.address_key = address, address_key(address)
