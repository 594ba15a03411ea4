"""A participant's workbook as data for its PDF: own words and ratings in words, and nothing that a page does not show."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _

from workshop.events.models import Event
from workshop.workbook.checking import actions_aloud
from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.sheet_form import SheetForm
from workshop.workbook.sheet_page import titles


def workbook_document(event: Event, sheets: Sequence[OpenSheet], *, whose: str, day: str) -> dict[str, Any]:
    """What `workbook/workbook.typ` is about. `whose` is the person's name, or their address; `day` the day it is made."""
    begun = [one for one in sheets if one.sheet.is_begun]
    return {
        "furniture": " · ".join([event.title, event.code, day]),
        "kicker": whose,
        "actions_title": _("What I will do"),
        "actions": actions_aloud(begun),
        "empty": "" if begun else _("Nothing is written yet."),
        "sheets": [_sheet(opened) for opened in begun],
    }


def _sheet(opened: OpenSheet) -> dict[str, Any]:
    page, form = titles(opened.agenda, opened.place), opened.form()
    repeats = form.worksheet.repeats
    parts = [_part(block.legend if repeats else "", block.rows) for block in form.written]
    return {"kicker": page.kicker, "title": page.title, "parts": [*parts, *_once(form)]}


def _once(form: SheetForm) -> list[dict[str, Any]]:
    """What is asked once: the shared needs, each under its name, or a few single questions."""
    if form.needs:
        return [_part(form.once_title, ()), *(_part(need.label, need.rows, level=3) for need in form.needs)]
    return [_part(form.once_title, form.once_rows)] if form.once else []


def _part(heading: str, rows: Iterable[dict[str, str]], *, level: int = 2) -> dict[str, Any]:
    """One entry under a heading, which "" leaves out."""
    said = [[row["label"], row["value"] or _("Left blank")] for row in rows]
    return {"heading": heading, "level": level, "rows": said}
