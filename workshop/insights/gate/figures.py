"""Printed figures: everything a reader can learn, and nothing that could be un-rounded.

The words are the English source of what is printed; pages pass them through gettext.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


def N_(message: str) -> str:  # noqa: N802 - the name by which translators' tools find messages
    """The message itself, marked for translation where it is shown."""
    return message


LOWEST_TENTHS = 10  # of a mean of ratings
HIGHEST_TENTHS = 50
FEWEST = 3  # people: neither fewer than these nor all but fewer than these are told apart


class PeopleBand(StrEnum):
    """How many people stand in a row of level 6."""

    SIX_TO_NINE = N_("6 to 9")
    TEN_OR_MORE = N_("10 or more")


class CountWord(StrEnum):
    """A count too near to nobody or to everybody to be printed."""

    FEW_OR_NONE = N_("few or none")
    NEARLY_ALL = N_("nearly all")
    NEARLY_EVERYONE = N_("nearly everyone")


class Share(StrEnum):
    """The favoured option of a choice at level 6."""

    FEWER_THAN_HALF = N_("fewer than half")
    ABOUT_HALF = N_("about half")
    MORE_THAN_HALF = N_("more than half")


class MeanEnd(StrEnum):
    """A mean that stands at an end of what is printed, and everything beyond it."""

    OR_LESS = "or less"
    OR_MORE = "or more"


@dataclass(frozen=True)
class CountRange:
    """A count of which the exact number would tell of everybody or nobody in a group that is printed by itself."""

    least: int
    most: int


PrintedPeople = int | PeopleBand
PrintedCount = int | CountWord | CountRange


@dataclass(frozen=True)
class PrintedMean:
    """A mean in tenths, below level 20 a multiple of five (to the nearest half).

    Where that would tell too much of the people in another row it is a `range`, and `tenths` is its middle.
    """

    tenths: int
    end: MeanEnd | None = None
    is_to_half: bool = True
    range: tuple[int, int] | None = None

    @property
    def value(self) -> float:
        """The printed number itself, 1.5…4.5."""
        return self.tenths / 10

    @property
    def is_open(self) -> bool:
        """Whether it can be more, or less, than rounding makes it."""
        return self.end is not None or self.range is not None

    @property
    def told(self) -> tuple[int, int]:
        """The range that is printed, in tenths; both ends the printed number where there is none."""
        return self.range or (self.tenths, self.tenths)

    @property
    def span(self) -> tuple[int, int]:
        """From where to where it can be, in tenths, 10…50: as told, and an end of the scale with all beyond it."""
        match self.end:
            case MeanEnd.OR_LESS:
                return LOWEST_TENTHS, self.tenths
            case MeanEnd.OR_MORE:
                return self.tenths, HIGHEST_TENTHS
            case None:
                return self.told


@dataclass(frozen=True)
class PrintedScale:
    """Ratings of one thing: the mean, and from level 10 how many rated 4 or 5."""

    mean: PrintedMean
    high: PrintedCount | None = None


@dataclass(frozen=True)
class OptionGroup:
    """Neighbouring options of a choice, and how many people chose one of them: three or more."""

    options: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class NamedOption:
    """A chip that three people or more named; no count at level 6, and a range never begins below three."""

    option: str
    count: PrintedCount | None = None


@dataclass(frozen=True)
class RatingFigure:
    """A rating, as printed."""

    level: int
    people: PrintedPeople
    scale: PrintedScale
    kind: Literal["rating"] = "rating"


@dataclass(frozen=True)
class PairFigure:
    """Importance and delivery of one need, as printed."""

    level: int
    people: PrintedPeople
    importance: PrintedScale
    delivery: PrintedScale
    kind: Literal["pair"] = "pair"


@dataclass(frozen=True)
class ChoiceFigure:
    """A choice, as printed: `share` at level 6, `count` at level 10, `groups` or `count` at level 20."""

    level: int
    people: PrintedPeople
    favoured: str
    share: Share | None = None
    count: PrintedCount | None = None
    groups: tuple[OptionGroup, ...] = ()
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True)
class SetFigure:
    """Chips, as printed, in list order.

    `rest` names all others, from level 10: "Named by few, or nobody"; none of them by more than `rest_most`.
    """

    level: int
    people: PrintedPeople
    named: tuple[NamedOption, ...]
    rest: tuple[str, ...] = ()
    rest_most: int = FEWEST - 1
    kind: Literal["set"] = "set"


@dataclass(frozen=True)
class Silence:
    """Not shown. It is one value, so that no reason for it can be told from another."""

    kind: Literal["silence"] = "silence"

    @property
    def sentence(self) -> str:
        """The one sentence for every reason."""
        return N_("Not shown, to protect the people behind it.")


SILENCE = Silence()

Figure = RatingFigure | PairFigure | ChoiceFigure | SetFigure | Silence
