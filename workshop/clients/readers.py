"""Who reads a client's reports. Every page asks anew, so that taking it back works at the next request."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.clients.models import Client, Reader


def add_reader(session: Session, client: Client, user: User) -> bool:
    """Let the user read this client's reports. False when they could already."""
    if session.get(Reader, (client.id, user.id)) is not None:
        return False
    session.add(Reader(client_id=client.id, user_id=user.id))
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


def readers_of(session: Session, client: Client) -> list[User]:
    """The client's readers, by address."""
    found = select(User).join(Reader, Reader.user_id == User.id).where(Reader.client_id == client.id)
    return list(session.scalars(found.order_by(User.address_key, User.id)))
