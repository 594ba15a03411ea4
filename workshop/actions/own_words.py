"""A person's own actions and what they said of them, for "Download my data"; they go with the person's seats."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from workshop.accounts import own_data
from workshop.accounts.models import User
from workshop.actions.models import Action, Asking, CheckIn
from workshop.actions.tip_models import TipAction
from workshop.events.models import Event, Participant


@own_data.exporter("actions")
def own_actions(session: Session, user: User) -> list[dict[str, Any]]:
    """What the user agreed to be asked about, when they were written to, and what they said."""
    own = select(Action, Event.code).join(Participant, Participant.id == Action.participant_id)
    own = own.join(Event, Event.id == Participant.event_id).where(Participant.user_id == user.id).order_by(Action.id)
    found = session.execute(own.options(selectinload(Action.check_ins))).all()
    return [_action(action, code, _letters(session, action)) for action, code in found]


@own_data.exporter("actions_of_tipsheets")
def own_tip_actions(session: Session, user: User) -> list[dict[str, Any]]:
    """What the user took on from tipsheets, if the address is proven."""
    if not user.is_proven:
        return []
    own = select(TipAction).where(TipAction.address_key == user.address_key).order_by(TipAction.id)
    return [
        {"tipsheet": one.slug, "when": one.moment, "taken_on_at": one.taken_at.isoformat(), "went": one.went}
        for one in session.scalars(own)
    ]


@own_data.eraser
def erase_tip_actions(session: Session, user: User, *, now: datetime) -> None:
    """What was taken on under the address goes with its owner."""
    if user.is_proven:
        session.execute(delete(TipAction).where(TipAction.address_key == user.address_key))


def _action(action: Action, code: str, letters: list[str]) -> dict[str, Any]:
    return {
        "event": code,
        "when": action.cue,
        "i_will": action.will,
        "by": action.by_day.isoformat() if action.by_day else None,
        "may_ask": action.may_ask,
        "agreed_at": action.agreed_at.isoformat(),
        "ended_at": action.ended_at.isoformat() if action.ended_at else None,
        "ended_as": action.ended_as,
        "written_to_at": letters,
        "check_ins": [_check_in(one) for one in action.check_ins],
    }


def _check_in(said: CheckIn) -> dict[str, Any]:
    return {"days": said.wave, "said_at": said.answered_at.isoformat(), **{k: v for k, v in said.given.items() if v}}


def _letters(session: Session, action: Action) -> list[str]:
    own = select(Asking).where(Asking.participant_id == action.participant_id, Asking.wave.in_(action.waves))
    times = [at for one in session.scalars(own) for at in (one.mailed_at, one.nudged_at) if at is not None]
    return [at.isoformat() for at in sorted(times)]
