"""Day and hour as an administrator types them, by their own clock."""

from datetime import datetime

from flask_babel import gettext as _

from workshop.events.zones import NoSuchTime, TimeHappensTwice, moment


class BadHour(ValueError):
    """No moment can be made of it; the message says what to do."""


def typed_hour(text: str, zone: str, *, now: datetime) -> datetime:
    """The moment that was typed, or now when nothing was. Raises `BadHour`."""
    if not text.strip():
        return now
    try:
        local = datetime.fromisoformat(text.strip())
        return moment(local.date(), local.time(), zone)
    except (NoSuchTime, TimeHappensTwice):
        raise BadHour(_("The clocks change at that hour. Choose another.")) from None
    except ValueError:
        raise BadHour(_("Write day and hour as 2026-12-01 10:00, or leave it empty for now.")) from None
