"""The calendar entry of an event for one person. Its address leads to the door of the room, and to nothing written."""

from workshop.config import Settings
from workshop.events.links import door_path
from workshop.events.models import Event
from workshop.invitations.calendar import Entry


def entry_of(event: Event, uid: str, *, title: str, description: str, settings: Settings, sequence: int = 0) -> Entry:
    """The entry for whoever `uid` stands for: an invitation or a seat."""
    return Entry(
        uid=f"event-{uid}@{host_of(settings.base_url)}",
        title=title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone=event.zone,
        href=settings.address_of(door_path(event)),
        description=description,
        sequence=sequence,
    )


def host_of(base_url: str) -> str:
    """The host name in the site's address, without its port."""
    return base_url.partition("://")[2].partition("/")[0].partition(":")[0]
