"""The letters of invitations, each a row of the outbox. A reminder is a letter that waits there until it is due."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop.invitations import calendar
from workshop.invitations.calendar import Entry
from workshop.invitations.models import Invitation
from workshop.mail.outbox import cancel_waiting, enqueue
from workshop.mail.rendering import Letter

REMINDERS = {"day": timedelta(days=1), "hour": timedelta(hours=1)}


def send_entry(
    session: Session, invitation: Invitation, kind: str, letter: Letter, entry: Entry, *, organizer: str, now: datetime
) -> None:
    """Send an invitation, or a new time, with the entry; an earlier letter of the same that still waits is not sent."""
    attached = calendar.request(entry, organizer=organizer, attendee=invitation.address, now=now)
    _send(session, invitation, kind, letter, attached, now=now)


def send_cancellation(
    session: Session, invitation: Invitation, letter: Letter, entry: Entry, *, organizer: str, now: datetime
) -> None:
    """Take the entry out of the reader's calendar, and end the reminders."""
    end_reminders(session, invitation)
    attached = calendar.cancel(entry, organizer=organizer, attendee=invitation.address, now=now)
    _send(session, invitation, "invitation_ended", letter, attached, now=now)


def plan_reminders(session: Session, invitation: Invitation, reminders: dict[str, Letter], *, now: datetime) -> None:
    """Let a reminder wait for the day and for the hour before the event begins; one whose time has passed is left out."""
    end_reminders(session, invitation)
    begins = invitation.event.starts_at
    for rule, before in REMINDERS.items():
        if begins - before > now:
            enqueue(
                session,
                dedupe_key=f"{_reminders(invitation)}{rule}:{invitation.sequence}:{int(begins.timestamp())}",
                kind="reminder",
                to=invitation.address,
                letter=reminders[rule],
                now=now,
                not_before=begins - before,
                expires_in=before,
            )


def end_reminders(session: Session, invitation: Invitation) -> None:
    """Reminders that wait are not sent; safe to repeat."""
    cancel_waiting(session, _reminders(invitation))


def _send(session: Session, invitation: Invitation, kind: str, letter: Letter, attached: str, *, now: datetime) -> None:
    enqueue(
        session,
        dedupe_key=f"{kind}:{invitation.public_id}:{invitation.sequence}",
        kind=kind,
        to=invitation.address,
        letter=letter,
        now=now,
        calendar=attached,
    )


def _reminders(invitation: Invitation) -> str:
    return f"reminder:{invitation.public_id}:"
