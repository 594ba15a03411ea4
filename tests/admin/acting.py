"""What tests of the administrator's acts look at."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from tests.cast import OMAR
from workshop.accounts.models import User
from workshop.audit.models import AuditEntry
from workshop.clients.models import Client
from workshop.extensions import db
from workshop.mail.models import OutgoingMail


def user_of(address: str) -> User:
    """The proven user with this address."""
    return db.session.scalars(select(User).where(User.address_key == address, User.proven_at.is_not(None))).one()


def client_named(name: str) -> Client:
    """The client of this name."""
    return db.session.scalars(select(Client).where(Client.name == name)).one()


def path_of(address: str, act: str = "") -> str:
    """The address of the person's page, or of one act on it."""
    return f"/admin/people/{user_of(address).public_id}{act}"


def noted() -> list[tuple[str, str, str]]:
    """(act, actor, subject) of the whole audit log, the oldest first."""
    found = select(AuditEntry).order_by(AuditEntry.id)
    return [(entry.act, entry.actor, entry.subject) for entry in db.session.scalars(found)]


def letters_to(address: str) -> list[OutgoingMail]:
    """The letters to this address, the oldest first."""
    found = select(OutgoingMail).where(OutgoingMail.to_address == address).order_by(OutgoingMail.id)
    return list(db.session.scalars(found))


def statuses_at_once(app, browse, path: str, data: dict[str, str]) -> list[int]:
    """What two administrators get who send the same in the same moment."""
    browsers, start = [browse(as_=OMAR) for _ in range(2)], Barrier(2)

    def send(browser):
        with app.app_context():
            start.wait(10)
            return browser.post(path, data=data).status_code

    db.session.commit()
    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(send, browsers))
