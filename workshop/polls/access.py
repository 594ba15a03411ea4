"""Loaders of polls; each returns what was asked for, or stops with 404."""

from flask import abort
from sqlalchemy import select

from workshop.events.access import hosted_event, own_seat
from workshop.events.models import Event, Participant
from workshop.extensions import db
from workshop.polls.models import Poll


def room_poll(code: str, public_id: str) -> tuple[Participant, Poll]:
    """The seat of the person who asks, and a poll of their event; or 404."""
    seat = own_seat(code)
    return seat, _poll_of(seat.event_id, public_id)


def hosted_poll(code: str, public_id: str) -> tuple[Event, Poll]:
    """A poll of an event that the person who asks hosts, or 404."""
    event = hosted_event(code)
    return event, _poll_of(event.id, public_id)


def _poll_of(event_id: int, public_id: str) -> Poll:
    poll = db.session.scalar(select(Poll).where(Poll.event_id == event_id, Poll.public_id == public_id))
    if poll is None:
        abort(404)
    return poll
