"""Never more than one letter in five days: to an address, whatever it is asked about."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.actions.models import Asking
from workshop.actions.tip_models import TipAction
from workshop.actions.waves import BETWEEN_LETTERS
from workshop.events.models import Participant


def written_to_lately(session: Session, address_keys: Collection[str], *, now: datetime) -> set[str]:
    """Those of these addresses to which a letter of ours about an action went less than five days ago."""
    since = now - BETWEEN_LETTERS
    asked = select(User.address_key).join(Participant, Participant.user_id == User.id)
    asked = asked.join(Asking, Asking.participant_id == Participant.id)
    lately = or_(Asking.mailed_at > since, Asking.nudged_at > since)
    readers = select(TipAction.address_key).where(TipAction.address_key.in_(address_keys), TipAction.mailed_at > since)
    of_waves = asked.where(User.address_key.in_(address_keys), lately)
    return {*session.scalars(of_waves), *session.scalars(readers)}
