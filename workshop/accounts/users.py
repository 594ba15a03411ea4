"""Users by their address: finding them, making them, giving them a password."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts.addresses import address_key
from workshop.accounts.models import SignIn, User
from workshop.accounts.names import clean_name
from workshop.accounts.sign_ins import end_all
from workshop.database import stand_in_line
from workshop.records import Plain

_USER = Plain(User)


def proven_user(session: Session, address: str) -> User | None:
    """The one user who has proven to read mail at the address, or None."""
    return session.scalar(select(User).where(User.address_key == address_key(address), User.proven_at.is_not(None)))


def provisional_users(session: Session, address: str) -> list[User]:
    """Everybody who joined a room under the address and has not proven it, the first to come first."""
    found = select(User).where(User.address_key == address_key(address), User.proven_at.is_(None)).order_by(User.id)
    return list(session.scalars(found))


def may_be_written_to(session: Session, address: str) -> bool:
    """True when somebody who is not disabled is known by the address: only then a code is mailed to it."""
    known = select(User.id).where(User.address_key == address_key(address))
    disabled = known.where(User.disabled_at.is_not(None), User.proven_at.is_not(None))
    return session.scalar(known.limit(1)) is not None and session.scalar(disabled) is None


def settled_user(session: Session, address: str) -> User | None:
    """The proven user of the address, or None; nobody else makes one before this transaction ends."""
    stand_in_line(session, f"account of {address_key(address)}")
    return proven_user(session, address)


def make_user(
    session: Session,
    *,
    address: str,
    now: datetime,
    name: str = "",
    proven: bool = True,
    password_hash: str | None = None,
    language: str = "en",
    zone: str = "UTC",
) -> User:
    """A new user under this address, as `clean_address` gives it.

    Raises `BadName`; a second proven user of one address is refused by the database.
    """
    return _USER.stored(
        session,
        address=address,
        address_key=address_key(address),
        name=clean_name(name),
        proven_at=now if proven else None,
        password_hash=password_hash,
        language=language,
        zone=zone,
        created_at=now,
    )


def set_password(session: Session, user: User, password_hash: str, *, now: datetime, keep: SignIn | None = None) -> None:
    """Give the user a new password and end every sign-in but `keep`, for whoever knew the old one."""
    user.password_hash = password_hash
    end_all(session, user, now=now, keep=keep)
