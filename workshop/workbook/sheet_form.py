"""A sheet as it stands on the page: blocks of controls, in the order in which they are asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from flask_babel import gettext as _

from workshop.answers.own import OwnEntry, OwnReference, OwnSheet
from workshop.workbook.controls import Control, Raw, Words, rows
from workshop.workbook.wording import language
from workshop.worksheets.definition import Kind, Question
from workshop.worksheets.worksheet import Worksheet


@dataclass(frozen=True)
class Block:
    """One entry of a sheet, or what is asked once, in core questions and further detail."""

    id: str
    number: int
    legend: str
    core: Sequence[Control]
    more: Sequence[Control]
    is_blank: bool
    is_unfolded: bool = False

    @property
    def controls(self) -> Sequence[Control]:
        return (*self.core, *self.more)

    @property
    def rows(self) -> list[dict[str, str]]:
        """What was asked and answered here, for a summary; further detail only where there is any."""
        return rows([*self.core, *(control for control in self.more if control.said)])

    @property
    def opens_more(self) -> bool:
        """True when the detail should not be folded away: something is written there, or wrong, or looked for."""
        return self.is_unfolded or any(control.value or control.other or control.error for control in self.more)


@dataclass(frozen=True)
class RatedNeed:
    """The two ratings of one need that all customers share."""

    label: str
    meaning: str
    controls: Sequence[Control]

    @property
    def rows(self) -> list[dict[str, str]]:
        return rows(self.controls)


@dataclass(frozen=True)
class Typed:
    """What was sent and not stored, to be shown again, and the sentences about it; both by entry and question."""

    words: Callable[[str, str], Raw | None] = lambda _entry, _question: None
    errors: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetForm:
    """Turns one person's sheet into blocks of controls. `unfolded` is the id of an entry whose detail is looked for."""

    worksheet: Worksheet
    sheet: OwnSheet
    references: Mapping[str, Sequence[OwnReference]]
    typed: Typed = Typed()
    today: date | None = None
    unfolded: str = ""

    @cached_property
    def spoken(self) -> str:
        """The language of the page."""
        return language()

    @cached_property
    def entry_name(self) -> str:
        """What one entry is called, as in "customer"."""
        return self.worksheet.entry_name.in_(language())

    @cached_property
    def entry_name_plural(self) -> str:
        return self.worksheet.entry_name_plural.in_(language())

    @property
    def once_title(self) -> str:
        """The heading over what is asked once."""
        return self.worksheet.once_title.in_(language()) if self.worksheet.once_title else ""

    @property
    def once_prompt(self) -> str:
        return self.worksheet.once_prompt.in_(language()) if self.worksheet.once_prompt else ""

    @property
    def once_rows(self) -> list[dict[str, str]]:
        return rows(self.once)

    def title_of(self, entry: OwnEntry) -> str:
        """What an entry is recognised by: its first words, or only what it is."""
        texts = [one.key for one in self.worksheet.questions if one.kind in (Kind.SHORT, Kind.LONG)]
        return next((str(entry.value(key)) for key in texts if entry.value(key)), self.entry_name)

    def deleted_words(self, entry: OwnEntry) -> str:
        """What is said of an entry that was just deleted."""
        if entry.is_blank:
            return _("The empty %(entry_name)s was deleted.", entry_name=self.entry_name)
        return _("‘%(words)s’ was deleted.", words=self.title_of(entry))

    @property
    def written(self) -> list[Block]:
        """The blocks to read: those in which something stands, or the first one."""
        return [block for block in self.blocks if not block.is_blank] or self.blocks[:1]

    @property
    def blocks(self) -> list[Block]:
        return [self.block(entry, number) for number, entry in enumerate(self.sheet.entries, 1)]

    def is_untouched(self, entry: OwnEntry) -> bool:
        """True for an entry that looks the same to everybody: empty, nothing wrong, nothing of one's own to choose from."""
        is_asked_about = entry.id == self.unfolded
        return entry.is_blank and not (is_asked_about or self.typed.errors or any(self.references.values()))

    def block(self, entry: OwnEntry, number: int) -> Block:
        """The block of one repeated entry."""
        name = self.entry_name
        legend, hidden = name[:1].upper() + name[1:], ""
        if self.worksheet.repeats:
            legend = _("%(entry_name)s %(number)s", entry_name=legend, number=number)
            hidden = _("(%(entry_name)s %(number)s)", entry_name=name, number=number)
        controls = [self._control(question, entry, hidden) for question in self.worksheet.questions]
        shown = [one for one in controls if one.kind != Kind.REFERENCE or one.options or one.question.someone_else]
        return Block(
            id=entry.id,
            number=number,
            legend=legend,
            core=[one for one in shown if one.question.core],
            more=[one for one in shown if not one.question.core],
            is_blank=entry.is_blank,
            is_unfolded=entry.id == self.unfolded,
        )

    @property
    def once(self) -> list[Control]:
        """What is asked once, one after the other; rated needs are in `needs` instead."""
        return [] if self.worksheet.needs else self._once_controls

    @property
    def needs(self) -> list[RatedNeed]:
        """The shared needs of the worksheet, each with its two ratings."""
        if not self.worksheet.needs:
            return []
        by_need: dict[str, list[Control]] = {}
        for asked in self._once_controls:
            by_need.setdefault(asked.question.key.split(".")[1], []).append(asked)
        needs = [(self.worksheet.need(key), controls) for key, controls in by_need.items()]
        return [RatedNeed(need.label.in_(language()), need.meaning.in_(language()), controls) for need, controls in needs]

    @property
    def _once_controls(self) -> list[Control]:
        return [self._control(question, self.sheet.once) for question in self.worksheet.once]

    def _control(self, question: Question, entry: OwnEntry, hidden_label: str = "") -> Control:
        words = Words(self.typed.words(entry.id, question.key), self.typed.errors.get((entry.id, question.key), ""))
        known = self.references.get(question.key, ())
        return Control(self.worksheet, question, entry, known, hidden_label, words, self.spoken, self.today)
