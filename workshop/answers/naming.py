"""Names that pages and the database share: of sheets, of entries before anybody stored them, of form fields."""

import secrets
from datetime import UTC, datetime
from uuid import UUID, uuid5

from workshop.events.models import Participant, Step

_HOUSE = UUID("6f1d5c0a-2b7e-5a43-9c1f-0d8e7b6a5c43")  # any fixed UUID: it keeps our derived ids apart from everyone else's


def new_writer() -> str:
    """A random name for one page load."""
    return secrets.token_urlsafe(12)


def stamp(now: datetime) -> str:
    """When a page was rendered, in whole seconds since 1970, for its hidden field."""
    return str(int(now.timestamp()))


def rendered_at(stamped: str) -> datetime | None:
    """The time in that hidden field, or None if it is not one."""
    if not (stamped.isascii() and stamped.isdigit() and len(stamped) <= 11):
        return None
    return datetime.fromtimestamp(int(stamped), UTC)


def sheet_name(seat: Participant, step: Step) -> str:
    """The name by which a page tells whose sheet, and which, it is."""
    return f"{seat.public_id}:{step.number}"


def suggested_entry(sheet: str, number: int) -> str:
    """The id of the suggested entry of this number, from 1: the same on every device that opens the blank sheet."""
    return str(uuid5(_HOUSE, f"{sheet}:{number}"))


def once_entry(sheet: str) -> str:
    """The id of the entry that holds what the sheet asks once."""
    return str(uuid5(_HOUSE, f"{sheet}:once"))


def added_entry(sheet: str, writer: str, seq: int, beside: str = "") -> str:
    """The id of an entry that one save adds, `beside` another or at the end: the same however often it arrives."""
    return str(uuid5(_HOUSE, f"{sheet}:{writer}:{seq}:{beside}"))


def field_name(entry: str, question: str) -> str:
    """The name of an answer's form field."""
    return f"a-{entry}-{question}"


def was_name(entry: str, question: str) -> str:
    """The name of the form field that says what the answer was when the page was rendered."""
    return f"was-{entry}-{question}"
