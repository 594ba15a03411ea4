"""The conversation card: three sentences to say to one's manager, of which a person takes along those they ticked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date as format_day
from flask_babel import get_locale

from workshop.workbook.sight import LineOfSight

AHEAD = timedelta(weeks=13)  # worksheet 1 asks what must go well in the next three months
FITS = 160


@dataclass(frozen=True)
class CardLine:
    """One line of the card by its number, and the person's own words in it; a date in the second line."""

    number: int
    words: str


def card_lines(sight: LineOfSight, starts_at: datetime, zone: str) -> tuple[CardLine, ...]:
    """The lines that can be said, in order: none before an objective is written, and the third only with something to offer.

    What could be offered is what they would take off their manager's plate, else the strength of the line of sight.
    """
    said = {key: link.said for key, link in sight.by_key.items()}
    objective = said.get("objectives", {}).get("objective", "")
    if not objective:
        return ()
    day = starts_at.astimezone(ZoneInfo(zone)).date() + AHEAD
    offer = said["objectives"].get("help", "") or said.get("strengths", {}).get("strength", "")
    lines = [
        CardLine(1, cut(objective)),
        CardLine(2, format_day(day, "d MMMM", locale=get_locale())),
        CardLine(3, cut(offer)),
    ]
    return tuple(line for line in lines if line.words)


def ticked(lines: Collection[CardLine], numbers: Collection[str]) -> tuple[CardLine, ...]:
    """The lines whose numbers were ticked."""
    return tuple(line for line in lines if str(line.number) in numbers)


def cut(words: str) -> str:
    """The words, cut between two of them to what a small card holds; line breaks become spaces."""
    words = " ".join(words.split())
    if len(words) <= FITS:
        return words
    kept = words[:FITS].rsplit(" ", 1)[0]
    return f"{kept} …"
