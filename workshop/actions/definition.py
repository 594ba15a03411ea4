"""What a check-in asks, and which figures come of it: data, like a worksheet, with the same kinds of question."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Self

from workshop.actions.waves import LATER, SERIES
from workshop.worksheets.definition import Frozen, Key, Question, Text
from workshop.worksheets.figures import Figure, FigureKind

FILE = Path(__file__).parent / "follow_up.toml"
ABOUT_ONE_MANAGER = "manager"  # the one thing in the way that may be about a person
NAMES = dict(zip(SERIES, ("week", "month", "quarter"), strict=True))
ASKED = {  # at most four in a wave, all but the first may be left out
    7: ("went", "barriers", "plan"),
    30: ("went", "often", "barriers", "note"),
    90: ("went", "often", "result", "note"),
    LATER: ("went", "note"),
}
GROUPS = {  # what people say, as it is counted
    "done": "done",
    "partly": "partly_or_stuck",
    "stuck": "partly_or_stuck",
    "not_yet": "not_yet_or_no_longer",
    "no_longer": "not_yet_or_no_longer",
}


class FollowUp(Frozen):
    """The questions of all check-ins, and the figures of all waves."""

    key: Key
    version: int
    title: Text
    questions: tuple[Question, ...]
    figures: tuple[Figure, ...]
    about_one_manager: bool = False

    def question(self, key: str) -> Question:
        """The question with this key. Raises StopIteration where there is none."""
        return next(one for one in self.questions if one.key == key)

    def asked(self, wave: int) -> tuple[Question, ...]:
        """What is asked in this wave, in order."""
        return tuple(self.question(key) for key in ASKED[wave])

    def figures_for(self, need_keys: Sequence[str]) -> tuple[Figure, ...]:
        """Every figure, whatever needs an event rates."""
        return tuple(self._whole(figure) for figure in self.figures)

    def figures_of(self, wave: int) -> tuple[Figure, ...]:
        """The figures of one wave."""
        return tuple(one for one in self.figures_for(()) if one.key.partition("_")[0] == NAMES[wave])

    def gate_key(self, figure: Figure) -> str:
        """The name under which the gate keeps this figure."""
        return f"{self.key}.{figure.key}"

    def for_waves(self, waves: Sequence[int]) -> Self:
        """This, with the figures of these waves alone."""
        names = {NAMES[wave] for wave in waves}
        kept = tuple(one for one in self.figures if one.key.partition("_")[0] in names)
        return self.model_copy(update={"figures": kept})

    def _whole(self, figure: Figure) -> Figure:
        if figure.kind is not FigureKind.SET:
            return figure
        return figure.model_copy(update={"options": self.question(figure.questions[0]).options})


@cache
def follow_up(*, is_led_by_one_manager: bool) -> FollowUp:
    """What the check-ins of an event ask. Where one manager leads most people, nothing that may be about them."""
    whole = FollowUp.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))
    if not is_led_by_one_manager:
        return whole
    barriers = whole.question("barriers")
    kept = tuple(one for one in barriers.options if one.key != ABOUT_ONE_MANAGER)
    other = barriers.model_copy(update={"options": kept})
    return whole.model_copy(update={"questions": tuple(other if one is barriers else one for one in whole.questions)})
