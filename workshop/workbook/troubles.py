"""What stood in the way of a save or of finishing: sentences for the summary, and the words to show again."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.answers.own import field_name
from workshop.answers.saving import Outcome, Save
from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.sheet_form import Typed
from workshop.workbook.wording import language
from workshop.worksheets.forms import missing_sentence, sentence
from workshop.worksheets.kinds import Missing


@dataclass(frozen=True)
class Trouble:
    """One answer to look at again. `name` is that of its field, and the field's id."""

    entry: str
    question: str
    text: str

    @property
    def name(self) -> str:
        return field_name(self.entry, self.question)

    @property
    def href(self) -> str:
        return f"#{self.name}"


def troubles(opened: OpenSheet, outcome: Outcome) -> list[Trouble]:
    """Every answer that was not stored, then every core question that keeps the sheet from being done."""
    refused = []
    for one in outcome.refused:
        text = opened.numbered(sentence(one.problem, one.question.label.in_(language())), one.entry)
        refused.append(Trouble(one.entry, one.question.key, text))
    return refused + [missing(opened, one) for one in outcome.missing]


def typed(found: Sequence[Trouble], save: Save | None) -> Typed:
    """The sentences by answer, and what the page sent where it could not be stored, to be shown again."""
    errors = {(one.entry, one.question): one.text for one in found}
    if save is None:
        return Typed(errors=errors)
    return Typed(lambda entry, question: save.typed(entry, question) if (entry, question) in errors else None, errors)


def missing(opened: OpenSheet, one: Missing) -> Trouble:
    """What is still to be answered, in words, with the place of its answer."""
    text = missing_sentence(one, opened.place.worksheet, language())
    entry = opened.sheet.once if one.entry is None else opened.sheet.entries[one.entry - 1]
    return Trouble(entry.id, one.question.key, text)
