"""Calendar entries, as RFC 5545 and 5546 have them. Each says "Workshop" and no more: colleagues read calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vCalAddress

PRODUCT = "-//Workshop Companion//EN"
BEFORE = timedelta(minutes=15)


@dataclass(frozen=True)
class Entry:
    """One event in one person's calendar. Times are aware; `sequence` grows with every change of the time."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    href: str
    description: str
    sequence: int = 0


def request(entry: Entry, *, organizer: str, attendee: str, now: datetime) -> str:
    """The entry as it goes with an invitation: from one organizer to one attendee: nobody reads who else is asked."""
    return _one("REQUEST", entry, organizer=organizer, attendee=attendee, status="CONFIRMED", now=now)


def cancel(entry: Entry, *, organizer: str, attendee: str, now: datetime) -> str:
    """What takes an entry out of a calendar again."""
    return _one("CANCEL", entry, organizer=organizer, attendee=attendee, status="CANCELLED", now=now)


def publish(entries: Iterable[Entry], *, name: str, now: datetime) -> str:
    """Entries to download or to subscribe to, each with a reminder a quarter of an hour before."""
    calendar = _calendar("PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        event = _event(entry, status="CONFIRMED", now=now)
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", entry.title)
        alarm.add("TRIGGER", -BEFORE)
        event.add_component(alarm)
        calendar.add_component(event)
    return _text(calendar)


def _one(method: str, entry: Entry, *, organizer: str, attendee: str, status: str, now: datetime) -> str:
    calendar, event = _calendar(method), _event(entry, status=status, now=now)
    event.add("ORGANIZER", vCalAddress(f"mailto:{organizer}"))
    asked = vCalAddress(f"mailto:{attendee}")
    asked.params["RSVP"] = "FALSE"
    event.add("ATTENDEE", asked)
    calendar.add_component(event)
    return _text(calendar)


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    for name, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("METHOD", method)):
        calendar.add(name, value)
    return calendar


def _event(entry: Entry, *, status: str, now: datetime) -> Event:
    event, zone = Event(), ZoneInfo(entry.zone)
    for name, value in (
        ("UID", entry.uid),
        ("SEQUENCE", entry.sequence),
        ("DTSTAMP", now),
        ("SUMMARY", entry.title),
        ("DTSTART", entry.starts_at.astimezone(zone)),
        ("DTEND", entry.ends_at.astimezone(zone)),
        ("DESCRIPTION", f"{entry.href}\n\n{entry.description}"),
        ("URL", entry.href),
        ("CLASS", "PRIVATE"),
        ("STATUS", status),
    ):
        event.add(name, value)
    return event


def _text(calendar: Calendar) -> str:
    """The calendar with the rules of the zones it uses, for the years it needs."""
    days = [event.get("DTSTART").dt for event in calendar.walk("VEVENT")]
    if days:
        first, last = min(days).date(), max(days).date()
        calendar.add_missing_timezones(first - timedelta(days=366), last + timedelta(days=366))
    return calendar.to_ical().decode()
