"""A whole worksheet: its questions, the shared needs it rates, and the figures it publishes."""

from collections.abc import Iterator, Sequence
from typing import Self

from pydantic import Field

from workshop.worksheets.definition import (
    Frozen,
    Guide,
    Key,
    Kind,
    Need,
    Question,
    Scale,
    Text,
)
from workshop.worksheets.figures import Figure, Rule


class UnknownNeed(LookupError):
    """A shared need was asked for that the worksheet does not know."""


class Worksheet(Frozen):
    """One worksheet in one version.

    `questions` are asked in each entry, `once` one time for the whole sheet. Before
    `for_needs` has been called, a worksheet with shared needs has no `once` questions.
    """

    key: Key
    version: int = Field(ge=1, strict=True)
    number: int = Field(ge=1, strict=True)
    title: Text
    prompt: Text
    under: Text | None = None
    entry_name: Text
    entry_name_plural: Text
    suggested_entries: int = Field(ge=1, le=5, strict=True)
    max_entries: int = Field(ge=1, le=5, strict=True)
    minutes: int = Field(ge=1, le=60, strict=True)
    about_one_manager: bool = False
    questions: tuple[Question, ...] = Field(min_length=1)
    once_title: Text | None = None
    once_prompt: Text | None = None
    once: tuple[Question, ...] = ()
    needs: tuple[Need, ...] = ()
    importance: Scale | None = None
    delivery: Scale | None = None
    figures: tuple[Figure, ...] = ()
    good: Text | None = None
    weak: Text | None = None
    guide: Guide

    @property
    def repeats(self) -> bool:
        """Whether there may be more than one entry."""
        return self.max_entries > 1

    def question(self, key: str) -> Question | None:
        """The question with this key, among those of an entry and those asked once."""
        found = (one for one in (*self.questions, *self.once) if one.key == key)
        return next(found, None)

    def for_needs(self, need_keys: Sequence[str]) -> Self:
        """This worksheet as an event asks it, rating these shared needs in this order.

        Raises UnknownNeed for a key the worksheet does not have. A worksheet without shared
        needs returns itself.
        """
        if not self.needs:
            return self
        return self.model_copy(update={"once": tuple(self._ratings(need_keys))})

    def figures_for(self, need_keys: Sequence[str]) -> tuple[Figure, ...]:
        """Every figure of this worksheet in an event that rates these shared needs, in order."""
        return tuple(self._figures(need_keys))

    def gate_key(self, figure: Figure) -> str:
        """The name under which the gate keeps this figure, unique among all worksheets."""
        return f"{self.key}.{figure.key}"

    def need(self, key: str) -> Need:
        """The shared need with this key. Raises UnknownNeed."""
        for need in self.needs:
            if need.key == key:
                return need
        raise UnknownNeed(key)

    def _ratings(self, need_keys: Sequence[str]) -> Iterator[Question]:
        for key in need_keys:
            need = self.need(key)
            yield _rating(f"importance.{key}", need.importance, need.meaning, self.importance)
            yield _rating(f"delivery.{key}", need.delivery, None, self.delivery)

    def _figures(self, need_keys: Sequence[str]) -> Iterator[Figure]:
        for figure in self.figures:
            if figure.per_need:
                yield from (figure.for_need(key, self.need(key).label) for key in need_keys)
            elif figure.options or figure.rule in (Rule.MEAN, Rule.BOTH):
                yield figure
            else:
                asked = self.question(figure.questions[0])
                yield figure.model_copy(update={"options": asked.options if asked else ()})


def _rating(key: str, label: Text, hint: Text | None, scale: Scale | None) -> Question:
    if scale is None:  # consistency.py refuses needs without their scales
        raise UnknownNeed(key)
    return Question.model_construct(
        key=key,
        kind=Kind.SCALE,
        label=label,
        hint=hint,
        core=True,
        anchors=scale.anchors,
        low=scale.anchors[0],
        high=scale.anchors[-1],
        dont_know=scale.dont_know,
    )
