"""Letters of invitations, rendered and queued. Their entries say no more than "Workshop"."""

from datetime import datetime

from flask import current_app
from flask_babel import get_locale
from flask_babel import gettext as _

from workshop.accounts.entering_access import pepper
from workshop.events.links import door_path
from workshop.extensions import db
from workshop.invitations import letters
from workshop.invitations.calendar import Entry
from workshop.invitations.entries import entry_of
from workshop.invitations.inviting import invitation_token
from workshop.invitations.models import Invitation
from workshop.invitations.wording import when_words
from workshop.mail.rendering import Letter, render_letter


def mail_invitation(invitation: Invitation, *, now: datetime) -> None:
    """The invitation with its entry, and the reminders."""
    _mail_entry(invitation, "invitation", now=now)


def mail_change(invitation: Invitation, *, now: datetime) -> None:
    """The new time with its entry, and the reminders for it."""
    _mail_entry(invitation, "change", now=now)


def mail_cancellation(invitation: Invitation, *, now: datetime) -> None:
    """What takes the entry out of the calendar again."""
    words, organizer = _words(invitation, "ended"), current_app.config["SETTINGS"].mail_from
    letters.send_cancellation(db.session, invitation, words, entry_for(invitation), organizer=organizer, now=now)


def entry_for(invitation: Invitation) -> Entry:
    """The calendar entry of an invitation."""
    return entry_of(
        invitation.event,
        invitation.public_id,
        title=entry_title(invitation.event.kind),
        description=entry_words(),
        settings=current_app.config["SETTINGS"],
        sequence=invitation.sequence,
    )


def entry_title(kind: str) -> str:
    """What colleagues may read in somebody's calendar."""
    return _("Webinar") if kind == "webinar" else _("Workshop")


def entry_words() -> str:
    """What the entry says beside its address."""
    return _("You alone read what you write there.")


def preview(invitation: Invitation) -> Letter:
    """The letter of an invitation as it would be sent, without anybody's token."""
    return _words(invitation, "invitation", token="…")


def _mail_entry(invitation: Invitation, kind: str, *, now: datetime) -> None:
    entry, organizer = entry_for(invitation), current_app.config["SETTINGS"].mail_from
    letters.send_entry(db.session, invitation, kind, _words(invitation, kind), entry, organizer=organizer, now=now)
    reminders = {rule: _words(invitation, f"reminder_{rule}") for rule in letters.REMINDERS}
    letters.plan_reminders(db.session, invitation, reminders, now=now)


def _words(invitation: Invitation, template: str, token: str = "") -> Letter:
    settings, event = current_app.config["SETTINGS"], invitation.event
    token = token or invitation_token(invitation.public_id, pepper=pepper())
    return render_letter(
        f"invitations/mail/{template}.txt",
        event=event,
        hosts=[one.user.name or settings.practice_name for one in event.facilitators],
        when=when_words(event.starts_at, event.zone, get_locale() or "en"),
        href=settings.address_of(f"/invitation/{token}"),
        door=settings.address_of(door_path(event)),
        sender=settings.practice_name,
        postal_address=settings.postal_address,
        contact=settings.contact_address,
    )
