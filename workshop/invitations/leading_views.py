"""The facilitator's page of invitations: who was asked, who comes, and letters that go out only when a button is pressed."""

from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts.entering_access import pepper
from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.models import Event
from workshop.events.striking import on_struck
from workshop.extensions import db
from workshop.invitations import inviting
from workshop.invitations.access import hosted_invitation
from workshop.invitations.letter_views import mail_cancellation, mail_change, mail_invitation, preview
from workshop.invitations.models import Invitation
from workshop.invitations.views import bp
from workshop.invitations.wording import when_words


@bp.get("/events/<code>/invitations")
def lead(code):
    """Who is invited, who is not yet, and the letter."""
    event = hosted_event(code)
    said, locale = inviting.announcement(db.session, event), get_locale() or "en"
    has_changed = said is not None and inviting.has_changed(event, said)
    return render_template(
        "invitations/lead.html",
        event=event,
        waiting=inviting.not_invited(db.session, event),
        invited=inviting.invitations_of(db.session, event),
        was=when_words(said.starts_at, said.zone, locale) if said and has_changed else "",
        now=when_words(event.starts_at, event.zone, locale),
        letter=preview(Invitation(event=event, public_id="preview", address="")),
        may_invite=event.closed_at is None and event.starts_at > utcnow(),
    )


@bp.post("/events/<code>/invitations")
def invite(code):
    """Invite the next people on the roster who were not before."""
    event, now = hosted_event(code), utcnow()
    try:
        made = inviting.invite(db.session, event, pepper=pepper(), now=now)
    except inviting.TooLate:
        return _too_late(event)
    for one in made:
        mail_invitation(one, now=now)
    db.session.commit()
    flash(ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", len(made)))
    return redirect(url_for(".lead", code=event.code), 303)


@bp.post("/events/<code>/invitations/change")
def tell_change(code):
    """Tell everyone who may still come the new time."""
    event, now = hosted_event(code), utcnow()
    try:
        told = inviting.announce_change(db.session, event, now=now)
    except inviting.TooLate:
        return _too_late(event)
    for one in told:
        mail_change(one, now=now)
    db.session.commit()
    flash(ngettext("%(num)s person is told the new time.", "%(num)s people are told the new time.", len(told)))
    return redirect(url_for(".lead", code=event.code), 303)


@bp.post("/events/<code>/invitations/<invitation_id>/withdrawal")
def withdraw(code, invitation_id):
    """Take one invitation back, and its entry out of the calendar."""
    event, invitation = hosted_invitation(code, invitation_id)
    now = utcnow()
    if inviting.withdraw(db.session, invitation, now=now):
        mail_cancellation(invitation, now=now)
    db.session.commit()
    flash(_("Taken back. %(address)s is told.", address=invitation.address))
    return redirect(url_for(".lead", code=event.code), 303)


@on_struck
def take_back_of_struck(session: Session, event: Event, address_key: str, *, now: datetime) -> None:
    """Whoever is taken off the roster is not written to any more, but for the letter that says so."""
    found = select(Invitation).where(Invitation.event_id == event.id, Invitation.address_key == address_key)
    invitation = session.scalar(found)
    if invitation is not None and inviting.withdraw(session, invitation, now=now):
        mail_cancellation(invitation, now=now)


def _too_late(event: Event):
    db.session.rollback()
    flash(_("It has begun, or is over: nobody can be invited any more."))
    return redirect(url_for(".lead", code=event.code), 303)
