"""Check and finish: each worksheet in words with a way to change it, and what finishing makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.answers import saving
from workshop.answers.own import OwnEntry
from workshop.answers.saving import new_writer, stamp
from workshop.workbook.contents import status_words
from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.place import ALWAYS_OPEN
from workshop.workbook.sheet_form import SheetForm
from workshop.workbook.sheet_page import Titles, titles
from workshop.workbook.troubles import Trouble, missing
from workshop.worksheets.kinds import Missing, missing_core


@dataclass(frozen=True)
class Checked:
    """One worksheet to look through. `missing` is what keeps it from being done; `state` is that of the contents page."""

    page: Titles
    form: SheetForm
    status: str
    state: str
    missing: Sequence[Trouble]
    is_begun: bool
    is_writable: bool


def checked(opened: OpenSheet) -> Checked:
    """This worksheet as the check page shows it."""
    sheet = opened.sheet
    status = sheet.status
    return Checked(
        page=titles(opened.agenda, opened.place),
        form=opened.form(),
        status=status_words(status),
        state={"in progress": "going", "done": "done"}.get(status.value, ""),
        missing=[missing(opened, one) for one in _missing(opened)] if sheet.is_begun and not sheet.is_done else [],
        is_begun=sheet.is_begun,
        is_writable=opened.is_writable,
    )


def finish_complete(session: Session, sheets: Sequence[OpenSheet]) -> None:
    """Mark every worksheet done that can still be written and lacks nothing; the others stay as they are."""
    for opened in sheets:
        if opened.is_writable and opened.sheet.is_begun and not opened.sheet.is_done and not _missing(opened):
            place, fields = opened.place, {name: [value] for name, value in _yes(opened).items()}
            given = saving.read_save(fields, place.worksheet)
            saving.save(session, opened.seat, place.step, place.worksheet, given, now=opened.now)


def actions_aloud(sheets: Sequence[OpenSheet]) -> list[str]:
    """Each action that is written, as a sentence to read aloud."""
    entries = [entry for one in sheets if one.place.key == ALWAYS_OPEN for entry in one.sheet.entries]
    return [said for said in map(_aloud, entries) if said]


def _aloud(entry: OwnEntry) -> str:
    when, will = (str(entry.value(key) or "").strip().rstrip(" .,;…") for key in ("when", "will"))
    if not will:
        return ""
    return _("When %(when)s, I will %(will)s.", when=when, will=will) if when else _("I will %(will)s.", will=will)


def _yes(opened: OpenSheet) -> dict[str, str]:
    """The save of a page that changes nothing but the answer to "Are you finished with this worksheet?"."""
    sheet, rendered = opened.sheet.name, stamp(opened.now)
    return {"writer": new_writer(), "seq": "1", "sheet": sheet, "rendered": rendered, "finished": "yes"}


def _missing(opened: OpenSheet) -> list[Missing]:
    sheet = opened.sheet
    return missing_core(opened.place.worksheet, [one.values for one in sheet.entries], sheet.once.values)
