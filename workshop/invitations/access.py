"""Loaders of invitations: by the token in a letter, or for the facilitator; each stops with 404."""

from flask import abort, g
from sqlalchemy import select

from workshop.events.access import hosted_event
from workshop.events.models import Event
from workshop.extensions import db
from workshop.invitations.inviting import invitation_with
from workshop.invitations.models import Invitation


def opened_invitation(token: str) -> Invitation:
    """The invitation that this token opens, or 404: for unknown tokens and for whoever did not get the letter."""
    g.is_token_page = True
    invitation = invitation_with(db.session, token)
    if invitation is None:
        abort(404)
    return invitation


def hosted_invitation(code: str, public_id: str) -> tuple[Event, Invitation]:
    """An invitation to an event that the person who asks hosts, or 404."""
    event = hosted_event(code)
    found = select(Invitation).where(Invitation.event_id == event.id, Invitation.public_id == public_id)
    invitation = db.session.scalar(found)
    if invitation is None:
        abort(404)
    return event, invitation
