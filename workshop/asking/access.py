"""Loaders of questions; each returns what was asked for, or stops with 404."""

from flask import abort

from workshop.asking.models import RoomQuestion
from workshop.events.access import hosted_event, own_seat
from workshop.events.models import Event, Participant
from workshop.extensions import db


def own_question(code: str, question_id: str) -> tuple[Participant, RoomQuestion]:
    """The seat of the person who asks, and the question if it is theirs; 404 otherwise."""
    seat = own_seat(code)
    question = mine(seat, question_id)
    if question is None:
        abort(404)
    return seat, question


def mine(seat: Participant, question_id: str) -> RoomQuestion | None:
    """The question with this id if whoever has the seat asked it, or None."""
    question = db.session.get(RoomQuestion, question_id)
    return question if question is not None and question.author_id == seat.id else None


def room_question(code: str, question_id: str) -> tuple[Participant, RoomQuestion]:
    """The seat of the person who asks, and a question that they can read: of their event, and not hidden."""
    seat = own_seat(code)
    question = db.session.get(RoomQuestion, question_id)
    if question is None or question.event_id != seat.event_id:
        abort(404)
    if question.hidden_at is not None and question.author_id != seat.id:
        abort(404)
    return seat, question


def hosted_question(code: str, question_id: str) -> tuple[Event, RoomQuestion]:
    """A question of an event that the person who asks hosts, or 404."""
    event = hosted_event(code)
    question = db.session.get(RoomQuestion, question_id)
    if question is None or question.event_id != event.id:
        abort(404)
    return event, question
