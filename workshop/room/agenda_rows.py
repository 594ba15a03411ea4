"""The agenda while it is planned: rows as the page sends them, moved, added and taken away, until they are steps."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from workshop.events.agenda import CLOSING, PAIRS, TEMPLATES, WELCOME, PlannedStep, choosable, with_worksheet
from workshop.worksheets.catalogue import worksheet

ADDABLE = ("tipsheet", "talk", "words", "break")
PROMPTED = frozenset({"talk", "words"})
LONGEST_STEP = 600
LONGEST_PROMPT = 1000
MOST_ROWS = 30
_GROUPS = {"2": 2, "3": 3}
_NUMBER = re.compile(r"[0-9]{1,7}")
_PARTS = ("kind", "worksheet", "minutes", "prompt", "number", "groups")
_BEGINNINGS = {"tipsheet": PlannedStep("tipsheet", 7), "talk": PlannedStep("talk", 10, prompt=PAIRS, groups_of=2),
               "words": PlannedStep("words", 5, prompt=WELCOME), "break": PlannedStep("break", 10)}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One step as it stands on the page; `minutes` is what was typed, `number` that of the step it changes, if any."""

    kind: str
    minutes: str
    worksheet: str = ""
    prompt: str = ""
    number: int | None = None
    groups_of: int = 0  # talk in pairs or in threes; 0: all together

    @property
    def has_minutes(self) -> bool:
        """True when the minutes can be read: 0 to 600."""
        return bool(_NUMBER.fullmatch(self.minutes)) and int(self.minutes) <= LONGEST_STEP

    @property
    def is_prompted(self) -> bool:
        """True where words can be put before the room."""
        return self.kind in PROMPTED


@dataclass(frozen=True)
class Acted:
    """The rows after a button, and the place of the row it was about, counted from 1; None where there is none."""

    rows: list[Row]
    at: int | None = None


def read_rows(sent: Mapping[str, Sequence[str]]) -> list[Row]:
    """The rows in these form fields, without what no page of ours sends; the closing question is always the last one."""
    columns = [sent.get(f"step-{part}", ()) for part in _PARTS]
    rows: list[Row] = []
    for kind, key, minutes, prompt, number, groups in zip(*columns, strict=False):
        step = int(number) if _NUMBER.fullmatch(number) else None
        words = prompt.replace("\r\n", "\n").strip()[: LONGEST_PROMPT + 1]
        row = Row(kind, minutes.strip(), key, words, step, _GROUPS.get(groups, 0))
        if _is_ours(row) and key not in [one.worksheet for one in rows if key]:
            rows.append(row)
    return _with_closing(rows[:MOST_ROWS])


def rows_of(steps: Iterable[PlannedStep]) -> list[Row]:
    """Steps as rows of the page."""
    return [Row(one.kind, str(one.minutes), one.worksheet or "", one.prompt, one.number, one.groups_of) for one in steps]


def rows_begun(steps: Iterable[PlannedStep]) -> list[Row]:
    """Steps of ours as rows to begin with, what they say to the room translated: from then on it is the planner’s."""
    return rows_of(replace(one, prompt=gettext(one.prompt)) if one.prompt else one for one in steps)


def planned(rows: Iterable[Row]) -> tuple[PlannedStep, ...]:
    """The steps that these rows make; a row whose minutes cannot be read counts none."""
    return tuple(_planned(row) for row in rows)


def acted(rows: Sequence[Row], action: str, *, adding: str = "") -> Acted:
    """The rows after a button: "up-3", "down-3", "remove-3" (from 1), "agenda-90", or "add" of a kind or worksheet."""
    verb, _, which = action.partition("-")
    if verb == "agenda" and which in TEMPLATES:
        return Acted(rows_begun(TEMPLATES[which].steps))
    if verb == "add":
        return _added(rows, adding)
    at = int(which) - 1 if _NUMBER.fullmatch(which) else -1
    last = len(rows) - 2  # the closing question stays where it is
    if not 0 <= at <= last or verb not in ("up", "down", "remove"):
        return Acted(list(rows))
    rest = [row for n, row in enumerate(rows) if n != at]
    if verb == "remove":
        return Acted(rest, at + 1)
    to = min(max(at + (1 if verb == "down" else -1), 0), last)
    return Acted([*rest[:to], rows[at], *rest[to:]], to + 1)


def offered(rows: Sequence[Row]) -> list[str]:
    """What can be added: worksheets that are not asked yet, and the other kinds of step."""
    asked = {row.worksheet for row in rows}
    return [*(key for key in choosable() if key not in asked), *ADDABLE]


def _added(rows: Sequence[Row], adding: str) -> Acted:
    if adding not in offered(rows) or len(rows) >= MOST_ROWS:
        return Acted(list(rows))
    if adding in ADDABLE:
        return Acted([*rows[:-1], *rows_begun([_BEGINNINGS[adding]]), *rows[-1:]], len(rows))
    steps = with_worksheet(planned(rows), adding)
    at = next(n for n, step in enumerate(steps) if step.worksheet == adding)
    return Acted([*rows[:at], *rows_of([steps[at]]), *rows[at:]], at + 1)


def _is_ours(row: Row) -> bool:
    if row.kind == "worksheet":
        return row.worksheet in choosable()
    return (row.kind in ADDABLE and not row.worksheet) or (row.kind, row.worksheet) == (CLOSING, CLOSING)


def _with_closing(rows: Sequence[Row]) -> list[Row]:
    closing = [row for row in rows if row.kind == CLOSING]
    asked = closing or [Row(CLOSING, str(worksheet(CLOSING).guide.minutes), CLOSING)]
    return [*(row for row in rows if row.kind != CLOSING), asked[0]]


def _planned(row: Row) -> PlannedStep:
    minutes = int(row.minutes) if row.has_minutes else 0
    return PlannedStep(row.kind, minutes, row.worksheet or None, row.prompt, row.number, row.groups_of)
