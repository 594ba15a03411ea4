"""Links that belong to an event: its door, the meeting that a webinar is held in, and its recording afterwards."""

from urllib.parse import urlsplit

from workshop.events.models import Event

LONGEST = 500


class BadLink(ValueError):
    """The link is no whole address that begins with https://, or longer than 500 characters."""


def door_path(event: Event) -> str:
    """The path of the page where people join: the very one that is on posters, and never changes."""
    return f"/join/{event.code}"


def clean_link(typed: str) -> str:
    """The link as typed, without spaces around it; "" stays "". Raises `BadLink`."""
    link = typed.strip()
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        host, port_is_right = parts.hostname or "", parts.port is None or parts.port > 0
    except ValueError as wrong:
        raise BadLink(typed) from wrong
    is_whole = parts.scheme == "https" and "." in host and port_is_right and parts.username is None
    if not is_whole or len(link) > LONGEST or not link.isprintable() or " " in link:
        raise BadLink(typed)
    return link


def set_links(event: Event, *, meeting: str, recording: str) -> None:
    """Where the meeting is, and where its recording will be: both can change at any time. Raises `BadLink`."""
    event.meeting_link, event.recording_link = clean_link(meeting), clean_link(recording)
