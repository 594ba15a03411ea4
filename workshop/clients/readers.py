"""Who reads a client's reports. Every page asks anew, so that taking it back works at the next request."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from workshop.accounts.models import User
from workshop.clients.models import Client, Reader
from workshop.database import stand_in_line


def add_reader(session: Session, client: Client, user: User, *, by: User, now: datetime) -> bool:
    """Let the user read this client's reports, invited by somebody. False when they could already."""
    stand_in_line(session, f"readers of client {client.id}")
    if session.get(Reader, (client.id, user.id)) is not None:
        return False
    session.add(Reader(client_id=client.id, user_id=user.id, invited_at=now, invited_by_id=by.id))
    session.flush()
    return True


def remove_reader(session: Session, client: Client, user: User) -> bool:
    """Take it back. False when the user was no reader of this client."""
    reader = session.get(Reader, (client.id, user.id))
    if reader is None:
        return False
    session.delete(reader)
    session.flush()
    return True


def readers_of(session: Session, client: Client) -> Sequence[Reader]:
    """The client's readers, by address, each with their user and with who invited them."""
    found = select(Reader).join(Reader.user).where(Reader.client_id == client.id).order_by(User.address_key, User.id)
    return session.scalars(found.options(contains_eager(Reader.user), joinedload(Reader.invited_by))).all()


def invited_reader(session: Session, client: Client, person_id: str, *, by: User) -> Reader | None:
    """The reader of this client with this public id whom `by` invited, or None."""
    found = select(Reader).join(Reader.user).where(Reader.client_id == client.id, User.public_id == person_id)
    return session.scalar(found.where(Reader.invited_by_id == by.id))
