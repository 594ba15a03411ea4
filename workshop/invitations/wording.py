"""When an event is, in words that cannot be misread: weekday, day, hour, place and its distance from UTC."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime


def when_words(moment: datetime, zone: str, locale: Locale | str) -> str:
    """ "Tuesday, 16 March 2027, 10:00 (America/Toronto, GMT-04:00)", in the locale's words."""
    return format_datetime(moment, f"EEEE, d MMMM y, HH:mm '({zone},' ZZZZ')'", tzinfo=ZoneInfo(zone), locale=locale)
