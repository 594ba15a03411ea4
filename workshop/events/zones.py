"""Local times of a place: what people type as day and hour, and the one moment that it means."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


class UnknownZone(ValueError):
    """No time zone has this name."""


class NoSuchTime(ValueError):
    """The clocks go forward over this time: on that day it does not exist."""


class TimeHappensTwice(ValueError):
    """The clocks go back over this time: on that day it is two moments, an hour apart."""


def moment(day: date, hour: time, zone: str) -> datetime:
    """The moment, in UTC, at which clocks in the zone show this day and hour.

    Raises `UnknownZone`, `NoSuchTime` and `TimeHappensTwice`.
    """
    place = zone_named(zone)
    local = datetime.combine(day, hour.replace(fold=0), tzinfo=place)
    later = local.replace(fold=1)
    if local.astimezone(UTC).astimezone(place).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(f"{day} {hour} does not exist in {zone}")
    if local.utcoffset() != later.utcoffset():
        raise TimeHappensTwice(f"{day} {hour} happens twice in {zone}")
    return local.astimezone(UTC)


def zone_named(name: str) -> ZoneInfo:
    """The time zone with this IANA name. Raises `UnknownZone`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise UnknownZone(name) from unknown


def zone_names() -> list[str]:
    """IANA names of places, by name, and UTC; without the old names that only repeat others."""
    places = (name for name in available_timezones() if "/" in name)
    return ["UTC", *sorted(name for name in places if not name.startswith(("Etc/", "posix", "right")))]
