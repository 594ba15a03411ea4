"""What an event's words about who reads what are made from, and nothing else of the event."""

from dataclasses import dataclass
from datetime import datetime

from workshop.events.models import Event


@dataclass(frozen=True)
class Named:
    """Somebody, or a client, by name."""

    name: str


@dataclass(frozen=True)
class Leading:
    """One of those who lead the event."""

    user: Named


@dataclass(frozen=True)
class Promised:
    """The settings of an event that decide who reads what; the same for everybody in the room, and comparable."""

    kind: str
    floor: int
    is_led_by_one_manager: bool
    has_managers: bool
    closed_at: datetime | None
    typing_until: datetime | None
    zone: str
    client: Named | None
    facilitators: tuple[Leading, ...]


def promised(event: Event) -> Promised:
    """What this event promises; its client and facilitators should be loaded."""
    return Promised(
        kind=event.kind,
        floor=event.floor,
        is_led_by_one_manager=event.is_led_by_one_manager,
        has_managers=event.has_managers,
        closed_at=event.closed_at,
        typing_until=event.typing_until,
        zone=event.zone,
        client=Named(event.client.name) if event.client else None,
        facilitators=tuple(Leading(Named(one.user.name)) for one in event.facilitators),
    )
