"""Answers and moments in words: for summaries, print, conflicts and the status line."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import assert_never
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date as format_day
from babel.dates import format_time
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from workshop.worksheets.definition import Kind, Question
from workshop.worksheets.kinds import DONT_KNOW, Value


def language() -> str:
    """The language of the page that is being made."""
    locale = get_locale()
    return locale.language if locale else "en"


def in_words(question: Question, value: Value | None, references: Mapping[str, str]) -> str:
    """What was answered, as a person would say it; "" for nothing.

    `references` gives the label of each entry that a reference may point to.
    """
    if value is None:
        return ""
    match question.kind:
        case Kind.SHORT | Kind.LONG:
            return str(value)
        case Kind.CHIP | Kind.CHOICE:
            return _label(question, str(value))
        case Kind.CHIPS:
            chosen = value if isinstance(value, tuple) else (str(value),)
            return ", ".join(_label(question, key) for key in chosen)
        case Kind.SCALE:
            return _rating(question, value)
        case Kind.DAY:
            return format_date(value, "full") if isinstance(value, date) else str(value)
        case Kind.REFERENCE:
            return references.get(str(value), str(value) if isinstance(value, str) else "")
        case _:
            assert_never(question.kind)


def step_words(question: Question) -> list[tuple[str, str]]:
    """The five steps of a scale with their words, least first; "" where only the ends have words."""
    if question.anchors:
        words = [anchor.in_(language()) for anchor in question.anchors]
    else:
        low, high = (end.in_(language()) if end else "" for end in (question.low, question.high))
        words = [low, "", "", "", high]
    return [(str(step), said) for step, said in enumerate(words, 1)]


def clock(moment: datetime, zone: str, *, now: datetime) -> str:
    """When something was, as the language writes it: "2:32 PM" today, "3 March, 2:32 PM" on another day; in its zone."""
    place = ZoneInfo(zone)
    local, today = moment.astimezone(place), now.astimezone(place)
    hour = _hour(local.time().replace(second=0, microsecond=0), get_locale())
    if local.date() == today.date():
        return hour
    return _("%(day)s, %(hour)s", day=format_day(local.date(), "d MMMM", locale=get_locale()), hour=hour)


@lru_cache(2 * 24 * 60)  # the minutes of a day, in two languages
def _hour(minute: time, locale: Locale | None) -> str:
    """A minute of the day, as a language writes it. Kept: every save says one."""
    return format_time(minute, "short", locale=locale)


def _label(question: Question, key: str) -> str:
    found = (option.label.in_(language()) for option in question.options if option.key == key)
    return next(found, key)


def _rating(question: Question, value: Value) -> str:
    if value == DONT_KNOW:
        return question.dont_know.in_(language()) if question.dont_know else ""
    said = _("%(step)s of 5", step=value)
    words = dict(step_words(question)).get(str(value), "")
    return _("%(rating)s – %(words)s", rating=said, words=words) if words else said
