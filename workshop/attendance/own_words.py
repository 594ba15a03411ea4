"""A person's own certificates, for "Download my data"; they go with the person."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts import own_data
from workshop.accounts.models import User
from workshop.attendance.models import Certificate
from workshop.events.models import Event, Participant


@own_data.exporter("certificates")
def own_certificates(session: Session, user: User) -> list[dict[str, str]]:
    """Each certificate with its event, name, number and day."""
    made = (
        select(Event.code, Certificate.name, Certificate.number, Certificate.issued_at)
        .join(Participant, Participant.id == Certificate.participant_id)
        .join(Event, Event.id == Participant.event_id)
        .where(Participant.user_id == user.id)
        .order_by(Event.code)
    )
    return [
        {"event": code, "name": name, "number": number, "issued_at": issued_at.isoformat()}
        for code, name, number, issued_at in session.execute(made)
    ]
