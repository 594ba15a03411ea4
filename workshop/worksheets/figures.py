"""What a worksheet publishes: which questions each figure reads, and for whom it is counted."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Protocol, Self

from pydantic import Field, model_validator

from workshop.worksheets.definition import Frozen, Key, Option, Text


class FigureKind(StrEnum):
    """How a figure is added up and printed; privacy.md names the four."""

    RATING = "rating"
    PAIR = "pair"
    CHOICE = "choice"
    SET = "set"


class Rule(StrEnum):
    """How one person's entries become the one value that is counted."""

    MEAN = "mean"  # rating: the mean of the entries, rounded half up
    BOTH = "both"  # pair: two ratings, or nothing
    UNION = "union"  # set: every option named in any entry
    LAST = "last"  # choice: of the options given, the one listed last (the least certain)
    FILLED = "filled"  # choice: "yes" if any entry answers the question, else "no"


class Nodes(StrEnum):
    """The rows a figure may have: one for the event, or one for each team as well."""

    EVENT = "event"
    EVENT_AND_TEAMS = "event+team"


RULES_OF_KIND = {
    FigureKind.RATING: {Rule.MEAN},
    FigureKind.PAIR: {Rule.BOTH},
    FigureKind.SET: {Rule.UNION},
    FigureKind.CHOICE: {Rule.LAST, Rule.FILLED},
}


class Figure(Frozen):
    """One figure of a worksheet.

    A person counts once `counted_if` is answered in at least one entry (or, for a pair and a
    rating, once the rating itself is given). `options` lists what a set or choice counts, in
    printing order; `favoured` is the option a choice is printed by. `per_need` figures are
    written once and made for each shared need of an event.
    """

    key: Annotated[str, Field(pattern=r"^[a-z][a-z_]*(\.[a-z][a-z_]*)?$")]
    kind: FigureKind
    rule: Rule
    title: Text
    questions: tuple[str, ...] = Field(min_length=1, max_length=2)
    counted_if: str | None = None
    nodes: Nodes
    options: tuple[Option, ...] = ()
    favoured: Key | None = None
    per_need: bool = False

    @model_validator(mode="after")
    def check_parts(self) -> Self:
        if self.rule not in RULES_OF_KIND[self.kind]:
            allowed = " or ".join(sorted(RULES_OF_KIND[self.kind]))
            raise ValueError(f"a {self.kind} is counted by the rule {allowed}")
        if (self.kind == FigureKind.PAIR) != (len(self.questions) == 2):
            raise ValueError("a pair reads two questions, any other figure one")
        if (self.kind == FigureKind.CHOICE) != (self.favoured is not None):
            raise ValueError("a choice, and only a choice, names its favoured option")
        return self

    @property
    def has_team_rows(self) -> bool:
        return self.nodes == Nodes.EVENT_AND_TEAMS

    @property
    def option_keys(self) -> tuple[str, ...]:
        return tuple(option.key for option in self.options)

    def for_need(self, need_key: str, title: Text) -> Self:
        """This figure for one shared need: `importance_delivery` becomes `….speed`."""
        return self.model_copy(
            update={
                "key": f"{self.key}.{need_key}",
                "title": title,
                "questions": tuple(f"{question}.{need_key}" for question in self.questions),
                "per_need": False,
            }
        )


class Published(Protocol):
    """Something with figures: a worksheet, or what check-ins ask."""

    @property
    def key(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def about_one_manager(self) -> bool: ...

    @property
    def figures(self) -> tuple[Figure, ...]: ...

    def figures_for(self, need_keys: Sequence[str]) -> tuple[Figure, ...]:
        """Every figure in an event that rates these shared needs."""
        ...

    def gate_key(self, figure: Figure) -> str:
        """The name under which the gate keeps this figure."""
        ...
