"""A worksheet to fill in by hand: its core questions with lines to write on, boxes to tick and circles from 1 to 5."""

from typing import Any, assert_never

from flask_babel import gettext as _

from workshop.worksheets.definition import Kind, Question, Text
from workshop.worksheets.worksheet import Worksheet


def blank_sheet(worksheet: Worksheet, *, kicker: str, language: str) -> dict[str, Any]:
    """What `worksheets/blank.typ` draws: as many entries as the worksheet suggests, then what is asked once."""
    core = [_asked(question, language) for question in worksheet.questions if question.core]
    name = worksheet.entry_name.in_(language)
    legend = name[:1].upper() + name[1:]
    numbers = range(1, worksheet.suggested_entries + 1)
    return {
        "kicker": kicker,
        "title": worksheet.title.in_(language),
        "prompt": worksheet.prompt.in_(language),
        "under": _said(worksheet.under, language),
        "entries": [{"legend": f"{legend} {number}" if worksheet.repeats else "", "asked": core} for number in numbers],
        "once_title": _said(worksheet.once_title, language) if worksheet.once else "",
        "once_prompt": _said(worksheet.once_prompt, language) if worksheet.once else "",
        "once": [_asked(question, language) for question in worksheet.once],
    }


def paper_promise(floor: int) -> str:
    """What becomes of words on paper, for whoever writes them; `floor` is the smallest number of people in a figure."""
    return _(
        "This paper is yours: nobody collects it. Typed up in your workbook while the event is open, it counts like "
        "anything typed there, in totals in which you stand beside at least %(n)s other people. Typed up later, it is "
        "counted nowhere.",
        n=floor - 1,
    )


def _asked(question: Question, language: str) -> dict[str, Any]:
    """One question and how it is answered by hand: "lines" to write on, "one" or "many" options to tick, or a "scale"."""
    asked: dict[str, Any] = {"label": question.label.in_(language), "hint": _said(question.hint, language)}
    match question.kind:
        case Kind.LONG:
            return asked | {"by": "lines", "lines": 2}
        case Kind.SHORT | Kind.DAY | Kind.REFERENCE:
            return asked | {"by": "lines", "lines": 1}
        case Kind.CHIP | Kind.CHOICE:
            return asked | {"by": "one", "options": [one.label.in_(language) for one in question.options]}
        case Kind.CHIPS:
            return asked | {"by": "many", "options": [one.label.in_(language) for one in question.options]}
        case Kind.SCALE:
            ends = {"low": _said(question.low, language), "high": _said(question.high, language)}
            return asked | {"by": "scale", "unsure": _said(question.dont_know, language)} | ends
        case _:
            assert_never(question.kind)


def _said(text: Text | None, language: str) -> str:
    return text.in_(language) if text else ""
