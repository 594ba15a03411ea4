"""The audit log as it is read: the newest first, with the names behind its opaque ids as far as they are still known."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.admin.letters import UNREAD, recipient
from workshop.admin.paging import Page, page_of
from workshop.audit.models import AuditEntry
from workshop.clients.models import Client
from workshop.events.models import Event
from workshop.insights.releases import events_behind
from workshop.mail.models import OutgoingMail
from workshop.reports.models import Report


@dataclass(frozen=True)
class Act:
    """One line of the log. `actor` and `subject` are names where the id is still somebody's, else what was noted."""

    entry: AuditEntry
    actor: str
    subject: str


def read_log(session: Session, number: int) -> tuple[list[Act], Page]:
    """One page of the log; as many statements, however long it is."""
    page = page_of(session, select(AuditEntry).order_by(AuditEntry.id.desc()), number)
    entries = [row[0] for row in page.rows]
    names = _names(session, {word for entry in entries for word in (entry.actor, *entry.subject.split())})
    return [Act(entry, names.get(entry.actor, entry.actor), _named(entry.subject, names)) for entry in entries], page


def _named(subject: str, names: dict[str, str]) -> str:
    """The subject with names for ids; an act on two things at once notes both, with a space between."""
    return " · ".join(names.get(word, word) for word in subject.split())


def _names(session: Session, ids: Iterable[str]) -> dict[str, str]:
    ids = list(ids)
    people = session.execute(select(User.public_id, User.name, User.address).where(User.public_id.in_(ids)))
    clients = session.execute(select(Client.public_id, Client.name).where(Client.public_id.in_(ids)))
    letters = session.scalars(select(OutgoingMail).where(OutgoingMail.message_id.in_(ids)).options(UNREAD))
    about = events_behind(session, ids)
    about |= dict(session.execute(select(Report.public_id, Report.event_id).where(Report.public_id.in_(ids))).all())
    found = select(Event.id, Event.code, Event.title).where(Event.code.in_(ids) | Event.id.in_(about.values()))
    events = {event_id: (code, f"{title}, {code}") for event_id, code, title in session.execute(found)}
    return (
        dict(events.values())
        | {public_id: events[event_id][1] for public_id, event_id in about.items()}
        | {public_id: name or address for public_id, name, address in people}
        | dict(clients.all())
        | {letter.message_id: named for letter in letters if (named := recipient(letter))}
    )
