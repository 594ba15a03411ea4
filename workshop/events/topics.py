"""What open pages of an event listen to. Nothing that a participant saves moves one of these."""

from workshop.events.models import Event


def room_topic(event: Event) -> str:
    """Where the room is, what is open and until when, and which figures are shown: everybody in the event listens."""
    return f"{event.code}/room"


def hosts_topic(event: Event) -> str:
    """What only the event's facilitators see: figures that were added up, who leads, the plan."""
    return f"{event.code}/hosts"
