"""What stands around the questions of a worksheet: its titles, whose draft it is, and what the status line says."""

from dataclasses import dataclass
from functools import lru_cache

from flask_babel import gettext as _

from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.place import Agenda, Place
from workshop.workbook.wording import clock, language
from workshop.worksheets.catalogue import worksheet


@dataclass(frozen=True)
class Titles:
    """How a worksheet is called; `number` is None for the closing question."""

    key: str
    title: str
    kicker: str
    number: int | None
    total: int


@dataclass(frozen=True)
class Intro(Titles):
    """What stands above the questions; the same for the whole room."""

    prompt: str
    under: str
    good: str
    weak: str


@dataclass(frozen=True)
class SheetPage(Intro):
    """The words around the questions. `draft_key` is the name under which scripts keep what is not sent yet."""

    draft_key: str
    status: str
    state: str


def titles(agenda: Agenda, place: Place) -> Titles:
    """How this worksheet is called in this agenda: "Worksheet 2 of 5", and its title."""
    return intro(agenda, place)


def intro(agenda: Agenda, place: Place) -> Intro:
    """What stands above the questions of this worksheet."""
    step = place.step
    return _intro(step.worksheet_key or "", step.worksheet_version, place.number, agenda.n_worksheets, language())


def sheet_page(opened: OpenSheet) -> SheetPage:
    """The words around the questions of this worksheet, for the person in this seat."""
    return SheetPage(
        **vars(intro(opened.agenda, opened.place)),
        draft_key=draft_key(opened),
        status=status_words(opened),
        state=status_state(opened),
    )


def draft_key(opened: OpenSheet) -> str:
    """The name under which scripts keep what is not sent yet."""
    return f"draft:{opened.seat.public_id}:{opened.place.event.code}:{opened.place.key}"


def status_state(opened: OpenSheet) -> str:
    """How the status line looks before anything is typed."""
    return "idle" if opened.sheet.saved_at is None else "saved"


@lru_cache(maxsize=256)
def _intro(key: str, version: int | None, number: int | None, total: int, spoken: str) -> Intro:
    """Kept, because a whole room asks for it; `spoken` is the language of the page that asks."""
    asked = worksheet(key, version)
    if number is None:
        kicker = _("Closing question")
    else:
        kicker = _("Worksheet %(number)s of %(total)s", number=number, total=total)
    words = (text.in_(spoken) if text else "" for text in (asked.prompt, asked.under, asked.good, asked.weak))
    return Intro(key, asked.title.in_(spoken), kicker, number, total, *words)


def status_words(opened: OpenSheet) -> str:
    """What the status line says before anything is typed."""
    if opened.sheet.saved_at is None:
        return _("Nothing to save yet")
    return _("Saved at %(time)s", time=clock(opened.sheet.saved_at, opened.place.event.zone, now=opened.now))
