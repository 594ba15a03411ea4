"""What a facilitator's open pages listen to."""

import hashlib

from flask import g
from sqlalchemy.orm import Session

from workshop.events.access import hosted_event
from workshop.events.listening import as_host
from workshop.events.models import Event
from workshop.events.topics import hosts_topic, room_topic
from workshop.insights.turnout import turnout
from workshop.live.listening import Watch
from workshop.live.streaming import stream as listen
from workshop.room.asks import asked_topic, watch_asked
from workshop.room.big_screen import screen_topic
from workshop.room.views import bp


@bp.get("/events/<code>/stream")
def stream(code):
    """Tells the control room that the room, the figures or the turnout have moved."""
    event = hosted_event(code)
    topics = [room_topic(event), hosts_topic(event), screen_topic(event)]
    watched = {turnout_topic(event): watch_turnout(event.id), asked_topic(event): watch_asked(event.id)}
    return listen(topics, as_host(g.sign_in, event), watched=watched)


def turnout_topic(event: Event) -> str:
    """How many have joined, started and are done, in the steps in which that is printed."""
    return f"{event.code}/turnout"


def watch_turnout(event_id: int) -> Watch:
    """A digest of what is printed about turnout: no save moves it, only what everyone may read anyway."""

    def digest(session: Session) -> str:
        event = session.get(Event, event_id)
        return hashlib.sha256(repr(turnout(session, event) if event else None).encode()).hexdigest()[:12]

    return digest
