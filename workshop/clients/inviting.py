"""Inviting somebody by their address to read a client's reports, and taking it back: for administrators and facilitators."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from workshop.accounts.addresses import clean_address
from workshop.accounts.models import User
from workshop.accounts.sign_ins import keep_staff_hours
from workshop.accounts.users import make_user, settled_user
from workshop.audit.log import note
from workshop.clients.models import Client
from workshop.clients.readers import add_reader, remove_reader
from workshop.clients.welcoming import cancel_welcome, welcome
from workshop.config import Settings


class ReadsAlready(ValueError):
    """This address reads the client's reports already."""


class AccountDisabled(ValueError):
    """An administrator shut the account of this address."""


@dataclass(frozen=True)
class Invited:
    """Who was invited, and whether a letter tells them: false after many letters to the address in this hour."""

    user: User
    is_told: bool


def invite_reader(session: Session, client: Client, address: str, *, by: User, settings: Settings, now: datetime) -> Invited:
    """Let whoever reads mail at the address read the client's reports, write to them who invited them, and note it.

    Raises BadAddress, ReadsAlready and AccountDisabled.
    """
    address = clean_address(address)
    known = settled_user(session, address)
    if known is not None and not known.is_active:
        raise AccountDisabled(address)
    user = known or make_user(session, address=address, now=now)
    if not add_reader(session, client, user, by=by, now=now):
        raise ReadsAlready(address)
    keep_staff_hours(session, user)
    is_told = welcome(session, user, by=by, settings=settings, now=now, reads=client)
    note(session, act="reader.added", actor=by.public_id, subject=_subject(client, user), now=now)
    return Invited(user, is_told)


def end_reading(session: Session, client: Client, user: User, *, by: User, now: datetime) -> None:
    """Close the client's reports to the user from the next request on; a letter that waits is not sent. Safe to repeat."""
    if not remove_reader(session, client, user):
        return
    cancel_welcome(session, user, client)
    note(session, act="reader.removed", actor=by.public_id, subject=_subject(client, user), now=now)


def _subject(client: Client, user: User) -> str:
    return f"{user.public_id} {client.public_id}"
