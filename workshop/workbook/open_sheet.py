"""One person's worksheet, opened: everything its page is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.answers.own import OwnReference, OwnSheet, own_references, own_sheet
from workshop.events.models import Participant
from workshop.workbook.place import Agenda, Place
from workshop.workbook.sheet_form import SheetForm, Typed
from workshop.workbook.wording import language
from workshop.worksheets.definition import Kind


@dataclass(frozen=True)
class OpenSheet:
    """A worksheet of one participant at one moment. `references` is by the key of the question that offers them."""

    seat: Participant
    agenda: Agenda
    place: Place
    sheet: OwnSheet
    references: Mapping[str, Sequence[OwnReference]]
    now: datetime

    @property
    def is_writable(self) -> bool:
        """True while what is written here is stored: nobody has closed the event or this step, or paper is typed up."""
        event, step = self.place.event, self.place.step
        is_open = event.is_open and step.closed_at is None
        return self.place.is_reachable and (is_open or event.takes_typing(now=self.now))

    @property
    def labels(self) -> dict[str, str]:
        """What each entry that may be referred to is called."""
        return {str(one.entry): one.label for found in self.references.values() for one in found}

    def numbered(self, words: str, entry_id: str) -> str:
        """The words with the entry they speak of, as in "Who are they? (customer 2)"; as they are for what is asked once."""
        number = next((n for n, one in enumerate(self.sheet.entries, 1) if one.id == entry_id), None)
        if number is None or not self.place.worksheet.repeats:
            return words
        name = self.place.worksheet.entry_name.in_(language())
        return _("%(words)s (%(entry_name)s %(number)s)", words=words, entry_name=name, number=number)

    def form(self, typed: Typed | None = None) -> SheetForm:
        """The sheet as controls, with what was `typed` and not stored."""
        event = self.place.event
        today = None if event.typing_until else self.now.astimezone(ZoneInfo(event.zone)).date()
        return SheetForm(self.place.worksheet, self.sheet, self.references, typed or Typed(), today)


def open_sheet(session: Session, seat: Participant, agenda: Agenda, place: Place, *, now: datetime) -> OpenSheet:
    """The worksheet of the person in this seat, with what it may refer to; few statements, however much it holds."""
    asked = place.worksheet.questions
    return OpenSheet(
        seat=seat,
        agenda=agenda,
        place=place,
        sheet=own_sheet(session, seat, place.step, place.worksheet, now=now),
        references={one.key: own_references(session, seat, one) for one in asked if one.kind == Kind.REFERENCE},
        now=now,
    )
