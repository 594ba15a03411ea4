"""Inviting whoever the roster expects, and hearing back. Being on a roster is no consent: one letter each, and reminders."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.database import new_public_id
from workshop.events.holding import hold
from workshop.events.models import Event, RosterLine
from workshop.invitations.models import Announcement, Invitation
from workshop.tokens import derived_token, token_hash

MOST_AT_ONCE = 200


class TooLate(RuntimeError):
    """The event has begun or is closed: nobody is invited any more."""


def not_invited(session: Session, event: Event) -> list[RosterLine]:
    """The people on the roster who have no invitation, or whose invitation was taken back, by address."""
    has_one = Invitation.event_id == event.id, Invitation.withdrawn_at.is_(None)
    known = select(Invitation.address_key).where(*has_one)
    lines = select(RosterLine).where(RosterLine.event_id == event.id, RosterLine.address_key.not_in(known))
    return list(session.scalars(lines.order_by(RosterLine.address_key)))


def invitations_of(session: Session, event: Event) -> list[Invitation]:
    """Everyone who was invited, by address."""
    found = select(Invitation).where(Invitation.event_id == event.id).order_by(Invitation.address_key)
    return list(session.scalars(found))


def invite(session: Session, event: Event, *, pepper: str, now: datetime) -> list[Invitation]:
    """Invite the next 200 people on the roster who were not invited before; safe to repeat. Raises `TooLate`."""
    hold(session, event)
    if event.closed_at is not None or event.starts_at <= now:
        raise TooLate(event.code)
    announced = announce(session, event)
    lines = not_invited(session, event)[:MOST_AT_ONCE]
    before = {one.address_key: one for one in invitations_of(session, event)}
    made = [
        _invite_again(session, before[line.address_key], now=now)
        if line.address_key in before
        else _invitation(event, line, announced.sequence, pepper=pepper, now=now)
        for line in lines
    ]
    session.add_all(made)
    session.flush()
    return made


def announce(session: Session, event: Event) -> Announcement:
    """What calendars are told from now on; its sequence grows when something that stands in an entry has changed."""
    said = session.get(Announcement, event.id)
    if said is None:
        said = Announcement(event_id=event.id, sequence=0)
        session.add(said)
    elif has_changed(event, said):
        said.sequence += 1
    said.kind, said.zone, said.starts_at, said.ends_at = event.kind, event.zone, event.starts_at, event.ends_at
    session.flush()
    return said


def has_changed(event: Event, said: Announcement) -> bool:
    """Is the event at another time than calendars were told, or another kind of thing?"""
    return (said.kind, said.zone, said.starts_at, said.ends_at) != (event.kind, event.zone, event.starts_at, event.ends_at)


def announcement(session: Session, event: Event) -> Announcement | None:
    """What calendars were told last, or None before anybody was invited."""
    return session.get(Announcement, event.id)


def announce_change(session: Session, event: Event, *, now: datetime) -> list[Invitation]:
    """Everyone who may still come and has to be told the new time; none when nothing changed. Raises `TooLate`."""
    hold(session, event)
    if event.closed_at is not None or event.starts_at <= now:
        raise TooLate(event.code)
    said = announcement(session, event)
    if said is None or not has_changed(event, said):
        return []
    sequence = announce(session, event).sequence
    told = standing(invitations_of(session, event))
    for one in told:
        one.sequence, one.has_entry = max(sequence, one.sequence + 1), True
    session.flush()
    return told


def standing(invitations: Iterable[Invitation]) -> list[Invitation]:
    """Those whose reader may still come."""
    return [one for one in invitations if one.is_standing]


def answer(session: Session, invitation: Invitation, said: str, *, now: datetime) -> bool:
    """Keep the answer; True if the calendar entry has to be cancelled for it. Safe to repeat. Raises `TooLate`."""
    if invitation.event.closed_at is not None or invitation.withdrawn_at is not None:
        raise TooLate(invitation.event.code)
    invitation.reply(said, now=now)
    return _end_entry(session, invitation)


def renew_entry(session: Session, invitation: Invitation) -> None:
    """Whoever comes after all is sent an entry anew, with the next number."""
    invitation.sequence, invitation.has_entry = invitation.sequence + 1, True
    session.flush()


def withdraw(session: Session, invitation: Invitation, *, now: datetime) -> bool:
    """Take the invitation back; True if the calendar entry has to be cancelled for it. Safe to repeat."""
    invitation.withdraw(now=now)
    return _end_entry(session, invitation)


def invitation_with(session: Session, token: str) -> Invitation | None:
    """The invitation that this token opens, or None."""
    return session.scalar(select(Invitation).where(Invitation.token_hash == token_hash(token)))


def invitation_token(public_id: str, *, pepper: str) -> str:
    """The token of the invitation with this public id; a reminder carries the same one."""
    return derived_token("invitation", public_id, pepper=pepper)


def _end_entry(session: Session, invitation: Invitation) -> bool:
    """An entry that is cancelled carries the next number; whoever comes after all is sent a new one."""
    is_due = not invitation.is_standing and invitation.has_entry
    if is_due:
        invitation.sequence, invitation.has_entry = invitation.sequence + 1, False
    session.flush()
    return is_due


def _invite_again(session: Session, invitation: Invitation, *, now: datetime) -> Invitation:
    invitation.withdrawn_at, invitation.answer, invitation.answered_at, invitation.invited_at = None, "", None, now
    renew_entry(session, invitation)
    return invitation


def _invitation(event: Event, line: RosterLine, sequence: int, *, pepper: str, now: datetime) -> Invitation:
    public_id = new_public_id()
    return Invitation(
        public_id=public_id,
        event_id=event.id,
        event=event,
        address=line.address,
        address_key=line.address_key,
        token_hash=token_hash(invitation_token(public_id, pepper=pepper)),
        invited_at=now,
        sequence=sequence,
    )
