"""Hearing how it went: what somebody says of their action is kept in the wave that is open, or in the next to come."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.following import actions_of
from workshop.actions.models import Action, Asking, CheckIn
from workshop.actions.schedule import plan, take_turns
from workshop.actions.waves import LATER
from workshop.events.models import Participant
from workshop.tokens import token_hash
from workshop.worksheets.definition import Kind, Question

LONGEST = 2000


class NotChosen(ValueError):
    """Nothing was said about how it went."""


class TooLong(ValueError):
    """A text has more than 2,000 characters; the first argument is the question's key."""


@dataclass(frozen=True)
class Given:
    """What somebody said about one action: answers by question, and new words for the plan, or empty ones."""

    answers: Mapping[str, str]
    cue: str = ""
    will: str = ""


def asking_with(session: Session, token: str) -> Asking | None:
    """The asking that this token opens, whose person still sits there and may come in; or None."""
    found = session.scalar(select(Asking).where(Asking.token_hash == token_hash(token)))
    if found is None or found.participant.removed_at is not None or not found.participant.user.is_active:
        return None
    return found


def current_wave(session: Session, seat: Participant, *, now: datetime) -> int:
    """The wave that is open for this seat now, or else the next one; 0 after the last."""
    left = select(Asking).where(Asking.participant_id == seat.id, Asking.closes_at > now).order_by(Asking.wave)
    asking = session.scalars(left.limit(1)).first()
    return asking.wave if asking is not None else LATER


def read_answers(asked: Sequence[Question], typed: Mapping[str, Sequence[str]]) -> Given:
    """What a page sent for one action. Raises NotChosen and TooLong; what the page never offers is left out."""
    answers = {question.key: _read(question, typed.get(question.key, ())) for question in asked}
    if not answers["went"]:
        raise NotChosen
    cue, will = (_words(key, typed.get(key, ())) for key in ("cue", "will"))
    return Given(answers, cue, will)


def hear(session: Session, action: Action, given: Given, *, wave: int, pepper: str, now: datetime) -> CheckIn | None:
    """Keep what was said of the action; said again in the same wave, it takes the place of what was.

    None where its writer has taken their yes back in the same moment: nothing is kept then.
    """
    seat = action.participant
    take_turns(session, seat)
    if action not in (actions := actions_of(session, seat)):
        return None
    check_in = action.check_in(wave)
    if check_in is None:
        check_in = CheckIn(action_id=action.id, wave=wave)
        action.check_ins.append(check_in)
    for key, value in given.answers.items():
        setattr(check_in, key, value)
    check_in.answered_at = now
    if given.answers.get("plan") in ("shrink", "change") and given.will:
        action.cue, action.will = given.cue, given.will
    action.heard(check_in.went, now=now)
    session.flush()
    plan(session, seat, actions, pepper=pepper, now=now)
    return check_in


def stop_asking(session: Session, seat: Participant, *, pepper: str, now: datetime) -> None:
    """Ask this person no more about this event; safe to repeat. What they said stays theirs, and counts."""
    take_turns(session, seat)
    actions = actions_of(session, seat)
    for action in actions:
        action.stop(now=now)
    session.flush()
    plan(session, seat, actions, pepper=pepper, now=now)


def ask_again(session: Session, seat: Participant, *, pepper: str, now: datetime) -> None:
    """Take "stop asking me" back; safe to repeat."""
    take_turns(session, seat)
    actions = actions_of(session, seat)
    for action in actions:
        action.go_on()
    session.flush()
    plan(session, seat, actions, pepper=pepper, now=now)


def _read(question: Question, typed: Sequence[str]) -> str:
    if question.kind is Kind.LONG:
        return _words(question.key, typed)
    known = [key for key in question.option_keys if key in typed]
    return ",".join(known) if question.kind is Kind.CHIPS else "".join(known[:1])


def _words(key: str, typed: Sequence[str]) -> str:
    words = unicodedata.normalize("NFC", typed[0] if typed else "").replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise TooLong(key)
    return words
