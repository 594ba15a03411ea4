"""Worksheet 5 hands its actions on: those whose writer said that they may be asked about them."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from workshop.actions.following import Written, follow
from workshop.answers.own import OwnEntry, own_sheet
from workshop.events.models import Participant
from workshop.workbook.place import ALWAYS_OPEN, Place


def is_followed(place: Place) -> bool:
    """Whether actions follow what is written here."""
    return place.step.worksheet_key == ALWAYS_OPEN


def follow_action(session: Session, seat: Participant, place: Place, *, pepper: str, now: datetime) -> None:
    """After a save: let the actions follow what the sheet says now. Nothing happens for any other worksheet."""
    if not is_followed(place):
        return
    sheet = own_sheet(session, seat, place.step, place.worksheet, now=now)
    removed = [entry.id for entry in sheet.removed]
    follow(session, seat, [_written(entry) for entry in sheet.entries], removed=removed, pepper=pepper, now=now)


def _written(entry: OwnEntry) -> Written:
    by_day = entry.value("by")
    cue, will, may_ask = (str(entry.value(key) or "") for key in ("when", "will", "may_ask"))
    return Written(entry.id, cue, will, by_day if isinstance(by_day, date) else None, may_ask)
