"""What the pages of a room say of its event, the same to everybody in it."""

from dataclasses import dataclass
from datetime import datetime

from workshop.events.models import Event
from workshop.events.promised import Promised, promised


@dataclass(frozen=True)
class Announced(Promised):
    """An event as its pages speak of it, and what it promises; comparable, and nothing of anybody who takes part."""

    code: str
    title: str
    starts_at: datetime
    opened_at: datetime | None
    is_open: bool
    meeting_link: str
    recording_link: str
    rehearsal_of_id: int | None


def announced(event: Event) -> Announced:
    """What is said of this event; its client and facilitators should be loaded."""
    return Announced(
        **vars(promised(event)),
        code=event.code,
        title=event.title,
        starts_at=event.starts_at,
        opened_at=event.opened_at,
        is_open=event.is_open,
        meeting_link=event.meeting_link,
        recording_link=event.recording_link,
        rehearsal_of_id=event.rehearsal_of_id,
    )
