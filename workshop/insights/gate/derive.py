"""What follows from printed figures alone: gaps, quarters, opportunities, orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workshop.insights.gate.figures import (
    FEWEST,
    N_,
    CountRange,
    CountWord,
    NamedOption,
    PairFigure,
    PrintedCount,
    PrintedMean,
    PrintedPeople,
    SetFigure,
    Share,
)

MIDDLE = 30
HALF_A_STEP = 5
A_STEP = 10
REACH_OF_SHARE = {Share.FEWER_THAN_HALF: (0, 40), Share.ABOUT_HALF: (40, 60), Share.MORE_THAN_HALF: (60, 100)}


class Quarter(StrEnum):
    """Where a need stands on the grid of delivery (x) and importance (y), crossed at 3."""

    FIX_FIRST = N_("Fix first")
    KEEP_DOING = N_("Keep doing")
    LEAVE_FOR_NOW = N_("Leave for now")
    MORE_THAN_NEEDED = N_("Possibly more than needed")


class Opportunity(StrEnum):
    """How much there is to win by doing better."""

    STRONG = N_("strong")
    MEDIUM = N_("medium")
    LOW = N_("low")


@dataclass(frozen=True)
class Place:
    """One need on the grid. `gap_tenths` is importance minus delivery, as printed, -30…30.

    A hollow mark stands within half a step of a line, or may: too close to call.
    """

    need: str
    figure: PairFigure
    gap_tenths: int
    quarter: Quarter
    is_hollow: bool
    opportunity: Opportunity

    @property
    def gap(self) -> float:
        """The gap as printed, -3.0…3.0."""
        return self.gap_tenths / 10

    @property
    def gap_span(self) -> tuple[int, int]:
        """From where to where the gap can be, in tenths, its means being ranges."""
        (least, most), (least_delivery, most_delivery) = self.figure.importance.mean.told, self.figure.delivery.mean.told
        return least - most_delivery, most - least_delivery


def place(need: str, figure: PairFigure) -> Place:
    """Where this need stands.

    Sources: J. Martilla and J. James, "Importance-performance analysis" (1977), crossed at the
    middle of the scale; A. Ulwick, "What Customers Want" (2005), in words. What is too close to
    call is never called a strong opportunity, and a need that is not printed is called nothing.
    """
    importance, delivery = figure.importance.mean.tenths, figure.delivery.mean.tenths
    gap = importance - delivery
    quarter = _quarter(importance, delivery)
    is_hollow = any(map(_is_near_the_middle, (figure.importance.mean, figure.delivery.mean)))
    if quarter is Quarter.FIX_FIRST and not is_hollow:
        opportunity = Opportunity.STRONG
    else:
        opportunity = Opportunity.MEDIUM if is_hollow or gap >= A_STEP else Opportunity.LOW
    return Place(need, figure, gap, quarter, is_hollow, opportunity)


def by_gap(figures: Mapping[str, PairFigure], names: Mapping[str, str]) -> tuple[Place, ...]:
    """The needs, widest printed gap first, then by name."""
    places = [place(need, figure) for need, figure in figures.items()]
    return tuple(sorted(places, key=lambda one: (-one.gap_tenths, names.get(one.need, one.need))))


def by_count(figure: SetFigure, names: Mapping[str, str]) -> tuple[NamedOption, ...]:
    """The named chips, largest printed count first, then by name; without counts in list order."""
    if all(one.count is None for one in figure.named):
        return figure.named
    return tuple(sorted(figure.named, key=lambda one: (-_weight(one.count), names.get(one.option, one.option))))


def most_named(figure: SetFigure) -> tuple[NamedOption, ...]:
    """The chips that may have been named most often, as far as is printed; none without counts, or if one left out may."""
    reaches = [(one, *reach(one.count, figure.people)[:2]) for one in figure.named if one.count is not None]
    surely = max((least for _one, least, _most in reaches), default=0)
    return tuple(one for one, _least, most in reaches if most >= surely) if surely > figure.rest_most else ()


def reach(count: PrintedCount | Share, people: PrintedPeople) -> tuple[int, int, int]:
    """The fewest and the most that a printed count can stand for, and out of how many: of a share, percent.

    Raises ValueError for a count beside a band of people, which is never printed.
    """
    if isinstance(count, Share):
        return (*REACH_OF_SHARE[count], 100)
    if not isinstance(people, int):
        raise ValueError("a count is never printed beside a band of people")
    if isinstance(count, CountRange):
        return count.least, count.most, people
    if count is CountWord.FEW_OR_NONE:
        return 0, FEWEST - 1, people
    return (people - FEWEST + 1, people, people) if isinstance(count, CountWord) else (count, count, people)


def _quarter(importance: int, delivery: int) -> Quarter:
    if importance >= MIDDLE:
        return Quarter.FIX_FIRST if delivery < MIDDLE else Quarter.KEEP_DOING
    return Quarter.LEAVE_FOR_NOW if delivery < MIDDLE else Quarter.MORE_THAN_NEEDED


def _is_near_the_middle(mean: PrintedMean) -> bool:
    """Whether it can be within half a step of the middle of the scale."""
    least, most = mean.span
    return least <= MIDDLE + HALF_A_STEP and most >= MIDDLE - HALF_A_STEP


def _weight(count: PrintedCount | None) -> float:
    """ "Nearly everyone" stands above every number, a range where its middle is."""
    if count is None:
        return 0
    if isinstance(count, CountRange):
        return (count.least + count.most) / 2
    return float("inf") if isinstance(count, CountWord) else count
