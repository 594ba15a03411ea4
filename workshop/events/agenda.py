"""What the room does, in order: steps that are planned, and three agendas as data to begin with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workshop.worksheets.catalogue import worksheet, worksheets

CLOSING = "closing"
N_ = str  # marks a sentence for translation: a plan begins with it in the planner’s language
WELCOME = N_("Welcome. Join with the code on the screen, and say hello to whoever sits next to you.")
PAIRS = N_("Read each other one line you wrote. What would the person you wrote about say to it?")
LINE_OF_SIGHT = N_(
    "Read to your neighbour, from your own sheets: what your manager has to get done, who your customer is, "
    "what they need, and what you will do for them."
)


@dataclass(frozen=True)
class PlannedStep:
    """One step of an agenda that is not stored yet.

    `minutes` is 0 or more; `number` that of the step it changes; `groups_of` is 2 or 3, or 0 for all together.
    """

    kind: str
    minutes: int
    worksheet: str | None = None
    prompt: str = ""
    number: int | None = None
    groups_of: int = 0


@dataclass(frozen=True)
class Template:
    """An agenda to begin with: its length in minutes, and its steps with their share of it; what is left is spare."""

    minutes: int
    steps: tuple[PlannedStep, ...]


def _sheet(key: str, minutes: int) -> PlannedStep:
    return PlannedStep("worksheet", minutes, key)


TEMPLATES = {
    "60": Template(
        60,
        (
            PlannedStep("words", 5, prompt=WELCOME),
            PlannedStep("tipsheet", 7),
            _sheet("objectives", 10),
            _sheet("needs", 16),
            _sheet("action", 10),
            PlannedStep("closing", 7, CLOSING),
        ),
    ),
    "90": Template(
        90,
        (
            PlannedStep("words", 5, prompt=WELCOME),
            PlannedStep("tipsheet", 7),
            _sheet("objectives", 10),
            _sheet("needs", 16),
            PlannedStep("talk", 12, prompt=PAIRS, groups_of=2),
            _sheet("strengths", 12),
            _sheet("action", 10),
            PlannedStep("closing", 7, CLOSING),
        ),
    ),
    "180": Template(
        180,
        (
            PlannedStep("words", 10, prompt=WELCOME),
            PlannedStep("tipsheet", 10),
            _sheet("objectives", 30),
            _sheet("needs", 40),
            PlannedStep("break", 10),
            _sheet("strengths", 25),
            _sheet("extra", 20),
            _sheet("action", 20),
            PlannedStep("talk", 10, prompt=LINE_OF_SIGHT, groups_of=2),
            PlannedStep("closing", 5, CLOSING),
        ),
    ),
}


def with_worksheet(steps: Sequence[PlannedStep], key: str) -> tuple[PlannedStep, ...]:
    """The steps with one more worksheet, in its own minutes: before the first one of a higher number, or at the end."""
    number, added = worksheet(key).number, PlannedStep("worksheet", worksheet(key).guide.minutes, key)
    later = [n for n, step in enumerate(steps) if step.worksheet and worksheet(step.worksheet).number > number]
    at = later[0] if later else len(steps)
    return (*steps[:at], added, *steps[at:])


def worksheet_numbers(kinds: Iterable[str]) -> list[int | None]:
    """The number of each step of these kinds, in order: worksheets count from 1 by their place, and nothing else has one."""
    numbers, n = [], 0
    for kind in kinds:
        n += kind == "worksheet"
        numbers.append(n if kind == "worksheet" else None)
    return numbers


def choosable() -> tuple[str, ...]:
    """Keys of the worksheets that planning offers, by number; the closing question is always asked."""
    return tuple(one.key for one in worksheets() if one.key != CLOSING)
