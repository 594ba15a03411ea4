"""Who may go on listening to an event: asked for all open streams of a process together, every few seconds."""

from sqlalchemy import JSON, bindparam, column, exists, func, or_, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.accounts.sign_ins import STAFF_IDLE, SignIn, live_at, still_signed_in
from workshop.database import UtcDateTime, utcnow
from workshop.events.models import Event, Facilitator, Participant, SeatKey
from workshop.live.listening import Allowed
from workshop.prepared import Prepared


def as_participant(sign_in: SignIn, seat: Participant) -> Allowed:
    """Somebody in this seat, on this device."""
    return Allowed(_still_seated, (sign_in.id, seat.id))


def as_host(sign_in: SignIn, event: Event) -> Allowed:
    """A facilitator of this event, on this device."""
    return Allowed(_still_hosting, (sign_in.id, event.id))


def _still_seated(session: Session, keys: set[tuple[int, int]]) -> set[tuple[int, int]]:
    now = utcnow()
    given = {"keys": dict(enumerate(keys)), "now": now, "idle_since": now - STAFF_IDLE}
    return keys - {(sign_in, seat) for sign_in, seat in _ENDED.rows(session, given)}


def _ended() -> Prepared:
    """Of many pairs of a sign-in and a seat those that no longer belong together: hardly ever any. What this does not find
    goes on listening. The pairs come as one JSON object, since PostgreSQL's `json_each` takes no list."""
    pair = func.json_each(bindparam("keys", type_=JSON)).table_valued("key", column("value", JSON)).c.value
    sign_in, seat = pair[0].as_integer(), pair[1].as_integer()
    is_lent = exists().where(
        SeatKey.user_id == SignIn.user_id, SeatKey.participant_id == Participant.id, SeatKey.confirmed_at.is_not(None)
    )
    still = (
        select(SignIn.id)
        .join(User, User.id == SignIn.user_id)
        .join(Participant, Participant.id == seat)
        .where(
            SignIn.id == sign_in,
            live_at(bindparam("now", type_=UtcDateTime), bindparam("idle_since", type_=UtcDateTime)),
            Participant.removed_at.is_(None),
            or_(Participant.user_id == SignIn.user_id, is_lent),
        )
    )
    return Prepared(select(sign_in, seat).where(~still.exists()))


_ENDED = _ended()


def _still_hosting(session: Session, keys: set[tuple[int, int]]) -> set[tuple[int, int]]:
    users = still_signed_in(session, {sign_in for sign_in, _event in keys}, now=utcnow())
    hosts = (
        select(Facilitator.user_id, Facilitator.event_id)
        .join(User, User.id == Facilitator.user_id)
        .where(Facilitator.event_id.in_({event for _sign_in, event in keys}), User.proven_at.is_not(None))
    )
    leading = set(session.execute(hosts))
    return {(sign_in, event) for sign_in, event in keys if (users.get(sign_in), event) in leading}
