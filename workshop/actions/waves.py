"""When people are asked: a week, a month, three months after they said what they mean to do. Arithmetic alone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SERIES = (7, 30, 90)
WAVES = {"once": SERIES[:1], "series": SERIES}
LATER = 0  # what is said after the last wave belongs to none
OPEN_FOR = timedelta(days=14)
AT = time(9)  # where the person is
FROM, UNTIL = time(8), time(17)
SATURDAY = 5
WEEKEND = 2  # days by which a wave may open later than counted
BETWEEN_LETTERS = timedelta(days=5)


def waves_of(may_ask: str) -> tuple[int, ...]:
    """The waves that somebody agreed to: none for everything but "once" and "series"."""
    return WAVES.get(may_ask, ())


def open_between(starts_on: date, wave: int, zone: str) -> tuple[datetime, datetime]:
    """When a wave opens and closes for somebody in this zone, in UTC: at nine in the morning there, fourteen days apart.

    What would open on a weekend opens on Monday. Nine stays nine when the clocks change in between.
    """
    day = starts_on + timedelta(days=wave)
    if day.weekday() >= SATURDAY:
        day += timedelta(days=7 - day.weekday())
    opened = datetime.combine(day, AT, tzinfo=ZoneInfo(zone))
    return opened.astimezone(UTC), (opened + OPEN_FOR).astimezone(UTC)


def over_after(wave: int) -> timedelta:
    """How long after an event closed a wave is over for everybody: told from the calendar, not from people.

    Nobody starts after the event closed; weekends and zones may add three days.
    """
    return timedelta(days=wave + WEEKEND + 1) + OPEN_FOR


def is_hour_to_write(now: datetime, zone: str) -> bool:
    """True from eight to five on a working day, where the person is."""
    local = now.astimezone(ZoneInfo(zone))
    return local.weekday() < SATURDAY and FROM <= local.time() < UNTIL
