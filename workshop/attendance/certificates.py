"""Making a certificate: by whoever took part, once the event is over, under the name they want to stand on it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workshop.accounts.names import clean_name
from workshop.attendance.models import Certificate
from workshop.events.models import Participant


class NotYet(Exception):
    """The event is not over, or nobody has proven the address of the seat."""


class NameWanted(ValueError):
    """A certificate needs a name."""


def may_have_one(seat: Participant) -> bool:
    """True once the event is over, for a seat under a proven address that was not there to try things out."""
    event = seat.event
    return event.closed_at is not None and event.rehearsal_of_id is None and seat.user.is_proven and not seat.is_staff


def certificate_of(session: Session, seat: Participant) -> Certificate | None:
    """The seat's certificate, if there is one."""
    return session.get(Certificate, seat.id)


def issue(session: Session, seat: Participant, name: str, *, now: datetime) -> Certificate:
    """The seat's certificate under this name. Made again it keeps its number and its day.

    Raises `NotYet`, `NameWanted`, and `BadName` for a name of more than 80 letters.
    """
    if not may_have_one(seat):
        raise NotYet(seat.event.code)
    cleaned = clean_name(name)
    if not cleaned:
        raise NameWanted
    made = certificate_of(session, seat)
    if made is None:
        made = Certificate(participant_id=seat.id, name=cleaned, issued_at=now)
        session.add(made)
    made.name = cleaned
    session.flush()
    return made


def certificate_numbered(session: Session, number: str) -> Certificate | None:
    """The certificate with this number, its seat and event loaded, or None."""
    found = select(Certificate).where(Certificate.number == number)
    return session.scalar(found.options(joinedload(Certificate.participant).joinedload(Participant.event)))
