"""What is counted of a sheet: its chips, choices and ratings, and of each text only that it was written. Never a word.

It is stored with the sheet at every save, so that adding up ten thousand sheets reads one column and no answer.
"""

import json
from collections.abc import Iterable, Mapping

from workshop.worksheets.definition import Kind
from workshop.worksheets.kinds import Value, is_answered
from workshop.worksheets.worksheet import Worksheet

FILLED = "yes"
NOTHING = "{}"


def countable(worksheet: Worksheet, entries: Iterable[Mapping[str, Value | None]]) -> str:
    """As JSON, by question: what its live entries hold, in their order, with commas between.

    A question nobody answered is absent, and so is "I don't know" on a rating.
    """
    kinds = {one.key: one.kind for one in (*worksheet.questions, *worksheet.once)}
    found: dict[str, list[str]] = {}
    for values in entries:
        for question, value in values.items():
            counted = _counted(kinds[question], value) if question in kinds else ""
            if counted:
                found.setdefault(question, []).append(counted)
    return json.dumps({question: ",".join(parts) for question, parts in found.items()}, separators=(",", ":"))


def _counted(kind: Kind, value: Value | None) -> str:
    if value is None or not is_answered(value):
        return ""
    match kind:
        case Kind.SHORT | Kind.LONG:
            return FILLED
        case Kind.CHIP | Kind.CHOICE:
            return str(value)
        case Kind.CHIPS:
            return ",".join(value) if isinstance(value, tuple) else ""
        case Kind.SCALE:
            return str(value) if isinstance(value, int) else ""
        case Kind.DAY | Kind.REFERENCE:
            return ""
