"""Who may go on listening to an event: asked for all open streams of a process together, every few seconds."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.accounts.sign_ins import SignIn, still_signed_in
from workshop.database import utcnow
from workshop.events.models import Event, Facilitator, Participant, SeatKey
from workshop.live.listening import Allowed


def as_participant(sign_in: SignIn, seat: Participant) -> Allowed:
    """Somebody in this seat, on this device."""
    return Allowed(_still_seated, (sign_in.id, seat.id))


def as_host(sign_in: SignIn, event: Event) -> Allowed:
    """A facilitator of this event, on this device."""
    return Allowed(_still_hosting, (sign_in.id, event.id))


def _still_seated(session: Session, keys: set[tuple[int, int]]) -> set[tuple[int, int]]:
    users = still_signed_in(session, {sign_in for sign_in, _seat in keys}, now=utcnow())
    seats = {seat for _sign_in, seat in keys}
    own = select(Participant.user_id, Participant.id).where(Participant.id.in_(seats), Participant.removed_at.is_(None))
    lent = (
        select(SeatKey.user_id, Participant.id)
        .join(Participant, Participant.id == SeatKey.participant_id)
        .where(Participant.id.in_(seats), Participant.removed_at.is_(None), SeatKey.confirmed_at.is_not(None))
    )
    reached = set(session.execute(own)) | set(session.execute(lent))
    return {(sign_in, seat) for sign_in, seat in keys if (users.get(sign_in), seat) in reached}


def _still_hosting(session: Session, keys: set[tuple[int, int]]) -> set[tuple[int, int]]:
    users = still_signed_in(session, {sign_in for sign_in, _event in keys}, now=utcnow())
    hosts = (
        select(Facilitator.user_id, Facilitator.event_id)
        .join(User, User.id == Facilitator.user_id)
        .where(Facilitator.event_id.in_({event for _sign_in, event in keys}), User.proven_at.is_not(None))
    )
    leading = set(session.execute(hosts))
    return {(sign_in, event) for sign_in, event in keys if (users.get(sign_in), event) in leading}
