"""One question on the page: its names, words, options, value and error, ready for a template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from flask_babel import gettext as _

from workshop.answers.own import OwnEntry, OwnReference, field_name, was_name
from workshop.workbook.wording import in_words, language, step_words
from workshop.worksheets.definition import Condition, Kind, Question
from workshop.worksheets.kinds import DONT_KNOW, Value
from workshop.worksheets.worksheet import Worksheet

OTHER = "other"
LONG_ENOUGH = 500

Raw = str | tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """What a control shows in place of the stored value, and the sentence beside it."""

    typed: Raw | None = None
    error: str = ""


@dataclass(frozen=True)
class Control:
    """One question as it stands in one entry; each of its words is looked up when the page asks for it.

    `references` are the entries that it may refer to, `spoken` is the language of the page, `today` the first day
    that is not over, or None where it may be any.
    """

    worksheet: Worksheet
    question: Question
    place: OwnEntry
    references: Sequence[OwnReference] = ()
    hidden_label: str = ""
    words: Words = Words()
    spoken: str = "en"
    today: date | None = None

    @property
    def kind(self) -> str:
        return self.question.kind.value

    @property
    def entry(self) -> str:
        return self.place.id

    @property
    def name(self) -> str:
        return field_name(self.entry, self.question.key)

    @property
    def was_name(self) -> str:
        return was_name(self.entry, self.question.key)

    @property
    def was(self) -> str:
        return self.place.was(self.question.key)

    @property
    def label(self) -> str:
        return self.question.label.in_(self.spoken)

    @property
    def hint(self) -> str:
        return hint(self.question, self.worksheet)

    @property
    def error(self) -> str:
        return self.words.error

    @property
    def is_asked(self) -> bool:
        """False when something else that is answered here leaves it out."""
        return self.question.is_asked(self.place.values)

    @cached_property
    def _raw(self) -> tuple[Raw, str]:
        if self.words.typed is None:
            return _raw(self.question, self.place.value(self.question.key))
        return _sent(self.question, self.words.typed)

    @property
    def value(self) -> Raw:
        """As a browser sends it: words, an option key, or several."""
        return self._raw[0]

    @property
    def other(self) -> str:
        """The words for someone else."""
        return self._raw[1]

    @property
    def said(self) -> str:
        """What is stored, in words."""
        known = {str(one.entry): one.label for one in self.references}
        return in_words(self.question, self.place.value(self.question.key), known)

    @property
    def options(self) -> Sequence[tuple[str, str]]:
        return _options(self.question, self.value, self.references)

    @property
    def unsure(self) -> tuple[str, str] | None:
        """The way out of a rating: its value and words."""
        words = self.question.dont_know
        return (DONT_KNOW, words.in_(self.spoken)) if words else None

    @property
    def someone_else(self) -> str:
        """The words of the way out of a reference, or ""."""
        words = self.question.someone_else
        return words.in_(self.spoken) if words else ""

    @property
    def is_worded(self) -> bool:
        """True when every step of the scale has words of its own."""
        return bool(self.question.anchors)

    @property
    def is_long(self) -> bool:
        """True when the words are more than the big screen could ever show."""
        return self.question.kind == Kind.LONG and len(self.value) > LONG_ENOUGH

    @property
    def condition(self) -> str:
        """For scripts, on what it hangs: "unless channel none" or "only_if again keep"; "" for always asked."""
        for name, found in (("unless", self.question.unless), ("only_if", self.question.only_if)):
            if found is not None:
                return " ".join((name, field_name(self.entry, found.question), *found.options))
        return ""


def rows(controls: Iterable[Control]) -> list[dict[str, str]]:
    """Label and value of each in words, its place on the worksheet's page, and what it is called there."""
    return [
        {"label": one.label, "value": one.said, "name": one.name, "what": f"{one.label} {one.hidden_label}".strip()}
        for one in controls
        if one.is_asked or one.said
    ]


def hint(question: Question, worksheet: Worksheet) -> str:
    """The line under a question, with what it depends on in words, for readers without scripts."""
    said = [question.hint.in_(language())] if question.hint and not question.key.startswith("importance.") else []
    if question.advice is not None:
        said.append(
            _("%(step)s or less? %(advice)s", step=question.advice.at_most, advice=question.advice.text.in_(language()))
        )
    if question.unless is not None:
        said.append(_("Leave it out after ‘%(answer)s’.", answer=_answers(worksheet, question.unless)))
    if question.only_if is not None:
        said.append(_("Only after ‘%(answer)s’.", answer=_answers(worksheet, question.only_if)))
    return " ".join(said)


def _answers(worksheet: Worksheet, condition: Condition) -> str:
    """The answers that the condition speaks of, in words."""
    asked, spoken = worksheet.question(condition.question), language()
    options = asked.options if asked else ()
    return ", ".join(option.label.in_(spoken) for option in options if option.key in condition.options)


def _options(question: Question, chosen: Raw, references: Sequence[OwnReference]) -> list[tuple[str, str]]:
    if question.kind == Kind.SCALE:
        return step_words(question)
    if question.kind == Kind.REFERENCE:
        return [(str(one.entry), one.label) for one in references if not one.is_removed or str(one.entry) == chosen]
    spoken = language()
    return [(option.key, option.label.in_(spoken)) for option in question.options]


def _raw(question: Question, value: Value | None) -> tuple[Raw, str]:
    """The stored value as a browser would send it, and the words for someone else."""
    if question.kind == Kind.REFERENCE and isinstance(value, str):
        return OTHER, value
    if value is None:
        return (() if question.kind == Kind.CHIPS else ""), ""
    if isinstance(value, tuple):
        return value, ""
    return str(value), ""


def _sent(question: Question, typed: Raw) -> tuple[Raw, str]:
    if question.kind != Kind.REFERENCE or not isinstance(typed, str):
        return typed, ""
    try:
        UUID(typed)
    except ValueError:
        return OTHER, typed
    return typed, ""
