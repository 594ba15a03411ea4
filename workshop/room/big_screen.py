"""What the facilitators put on the big screen: one layer at a time, the same on every screen of the event."""

from sqlalchemy.orm import Session

from workshop.events.holding import hold
from workshop.events.models import Event, Step
from workshop.live.signals import bump
from workshop.room.models import BigScreen

LAYERS = ("join", "words", "prompt", "writing", "result", "statements", "question", "poll", "blank")
LOOKS = ("light", "dark", "contrast")
ON_ITS_OWN = frozenset({"join", "question", "poll", "blank"})  # layers that are about no step
OF_THE_WORK = frozenset({"words", "prompt", "writing"})  # layers that say what the room is to do just now
IN_WORDS = frozenset({"words", "break"})  # kinds of steps that put a slide before the room rather than a task


def screen_topic(event: Event) -> str:
    """What big screens and whoever controls them listen to."""
    return f"{event.code}/screen"


def screen_of(session: Session, event: Event) -> BigScreen:
    """What stands on the event's big screens now."""
    return session.get(BigScreen, event.id) or BigScreen(event_id=event.id, layer="join", page=1, look="light")


def put(session: Session, event: Event, layer: str, *, step: Step | None = None, page: int = 1) -> None:
    """Put this layer on every big screen of the event. Raises ValueError for an unknown layer, or one without its step."""
    if layer not in LAYERS or (step is None and layer not in ON_ITS_OWN):
        raise ValueError(layer)
    row = _row(session, event)
    row.layer, row.page = layer, page
    row.step_id, row.step = (step.id, step) if step and layer not in ON_ITS_OWN else (None, None)
    session.flush()
    bump(session, screen_topic(event))


def follow(session: Session, step: Step) -> None:
    """The room moves to this step, and the big screen says what to do there."""
    put(session, step.event, "words" if step.kind in IN_WORDS else "prompt", step=step)


def change_look(session: Session, event: Event, look: str) -> None:
    """Light, dark or black on white. Raises ValueError for anything else."""
    if look not in LOOKS:
        raise ValueError(look)
    _row(session, event).look = look
    session.flush()
    bump(session, screen_topic(event))


def _row(session: Session, event: Event) -> BigScreen:
    row = session.get(BigScreen, event.id)
    if row is None:
        hold(session, event)  # two who use it first at once make one row
        row = session.get(BigScreen, event.id)
    if row is None:
        row = BigScreen(event_id=event.id, layer="join", page=1, look="light")
        session.add(row)
        session.flush()
    return row
