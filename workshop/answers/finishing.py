"""Done or not: what a save makes of the question "Are you finished with this worksheet?"."""

from dataclasses import dataclass
from datetime import datetime

from workshop.answers.arranging import Arrangement
from workshop.answers.judging import Judged
from workshop.answers.payload import Save
from workshop.answers.sheets import StoredSheet
from workshop.worksheets.kinds import Missing, Value, missing_core
from workshop.worksheets.worksheet import Worksheet


@dataclass(frozen=True)
class Finish:
    """Since when the sheet is done, None for a draft, and what keeps it from being done if the writer asked for that."""

    done_at: datetime | None
    missing: tuple[Missing, ...] = ()


def finish(
    sheet: StoredSheet,
    save: Save,
    worksheet: Worksheet,
    arrangement: Arrangement,
    judged: Judged,
    *,
    is_whole: bool,
    is_late: bool,
    now: datetime,
) -> Finish:
    """Whether the sheet is done after this save. `is_whole` says that nothing of the save was refused or stands in conflict.

    A done sheet stays done while it is edited, as long as no core answer goes missing.
    """
    asked = None if is_late else save.finished
    if asked is False or (asked is None and sheet.done_at is None):
        return Finish(None)
    values = values_after(sheet, judged)
    entries = [values.get(one, {}) for one in arrangement.live]
    missing = tuple(missing_core(worksheet, entries, values.get(save.once, {})))
    if asked is None:
        return Finish(None if missing else sheet.done_at)
    return Finish(None if missing or not is_whole else sheet.done_at or now, missing)


def values_after(sheet: StoredSheet, judged: Judged) -> dict[str, dict[str, Value | None]]:
    """What every entry of the sheet holds once the save is stored, removed ones too, by entry and question."""
    values: dict[str, dict[str, Value | None]] = {one.id: dict(one.values) for one in sheet.entries}
    for write in judged.writes:
        values.setdefault(write.entry, {})[write.question.key] = write.value
    return values
