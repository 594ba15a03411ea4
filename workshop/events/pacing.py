"""The facilitator paces the room: each act with its signal, in one transaction of the caller's."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from workshop.events.models import Event, Step
from workshop.events.paced import latest_open
from workshop.events.topics import hosts_topic, room_topic
from workshop.live.signals import bump


def room_step(event: Event, steps: Iterable[Step]) -> Step | None:
    """Where the room is: the step opened last; None before and after the event, and where people set their own pace."""
    return latest_open(steps) if event.is_open and not event.is_self_paced else None


def open_event(session: Session, event: Event, *, now: datetime) -> None:
    """Let people in; where everyone goes at their own pace, to every step at once."""
    is_first = event.opened_at is None
    event.open(now=now)
    for step in event.steps if event.is_self_paced and is_first else ():
        step.open(now=now)
        step.end_in(0, now=now)
    tell_room(session, event)


def open_step(session: Session, step: Step, *, now: datetime) -> None:
    """The room moves here, or goes on after a pause."""
    step.open(now=now)
    tell_room(session, step.event)


def pause_step(session: Session, step: Step, *, now: datetime) -> None:
    """The room looks up; whoever is in the middle of a sentence may end it."""
    step.pause(now=now)
    tell_room(session, step.event)


def close_step(session: Session, step: Step, *, now: datetime) -> None:
    """No more writing in this step."""
    step.close(now=now)
    tell_room(session, step.event)


def end_step_in(session: Session, step: Step, minutes: int, *, now: datetime) -> None:
    """Tell the room an end time so many minutes from now, or none with 0."""
    step.end_in(minutes, now=now)
    tell_room(session, step.event)


def extend_step(session: Session, step: Step, minutes: int, *, after: datetime | None, now: datetime) -> None:
    """Give the room some minutes more than the end time `after`, once however often it is asked."""
    step.extend(minutes, after=after, now=now)
    tell_room(session, step.event)


def tell_room(session: Session, event: Event) -> None:
    """Something that everybody in the event sees has changed."""
    bump(session, room_topic(event))


def tell_hosts(session: Session, event: Event) -> None:
    """Something that only the facilitators see has changed."""
    bump(session, hosts_topic(event))
