"""The bars that a panel is drawn as, and what its table says: printed figures in, phrases and lengths out."""

from dataclasses import dataclass

from workshop.figures.panels import Panel
from workshop.insights.gate.derive import Place, by_count, reach
from workshop.insights.gate.figures import (
    N_,
    ChoiceFigure,
    PairFigure,
    PrintedCount,
    PrintedMean,
    PrintedPeople,
    SetFigure,
)
from workshop.insights.gate.phrases import Phrase, count_phrase

STEP_TENTHS = 10


@dataclass(frozen=True)
class Bar:
    """One bar: the keys of the options it stands for, the words beside it, and how many they say, out of `of`.

    A count that is printed as a word reaches from `least` to `most`; any other is both.
    """

    options: tuple[str, ...]
    words: Phrase
    least: int
    most: int
    of: int


def bars(panel: Panel) -> tuple[Bar, ...]:
    """The bars of a panel of chips or of a choice: none at level 6, where nothing is counted."""
    match panel.figure:
        case SetFigure() as chips:
            counted = [one for one in by_count(chips, panel.labels) if one.count is not None]
            return tuple(_bar((one.option,), one.count, chips.people) for one in counted if one.count is not None)
        case ChoiceFigure(groups=groups, people=people) if groups:
            return tuple(_bar(group.options, group.count, people) for group in groups)
        case ChoiceFigure(favoured=favoured, count=count, people=people) if count is not None:
            return (_bar((favoured,), count, people),)
        case ChoiceFigure(favoured=favoured, share=share, people=people) if share is not None:
            return (Bar((favoured,), Phrase(share.value), *reach(share, people)),)
        case _:
            return ()


def names_alone(panel: Panel) -> tuple[str, ...]:
    """The chips that are named without a count, at level 6."""
    figure = panel.figure
    return tuple(one.option for one in figure.named if one.count is None) if isinstance(figure, SetFigure) else ()


def others(panel: Panel) -> tuple[str, ...]:
    """The options that are only named below: too few chose them, or the choice is printed by one option alone."""
    match panel.figure:
        case SetFigure(rest=rest):
            return rest
        case ChoiceFigure(groups=(), favoured=favoured):
            return tuple(option for option in panel.labels if option != favoured)
        case _:
            return ()


def gap_phrase(place: Place) -> Phrase:
    """The gap between importance and delivery, as precise as they are themselves."""
    if _is_rough(place.figure.importance.mean) or _is_rough(place.figure.delivery.mean):
        whole = place.gap_tenths % STEP_TENTHS == 0
        return Phrase(N_("about %(gap)s"), {"gap": place.gap_tenths // STEP_TENTHS if whole else place.gap})
    return Phrase("%(gap)s", {"gap": place.gap})


def rated_high(figure: PairFigure) -> tuple[Bar, Bar] | None:
    """How many rated importance and delivery 4 or 5; None at level 6."""
    importance, delivery = figure.importance.high, figure.delivery.high
    if importance is None or delivery is None:
        return None
    return _bar((), importance, figure.people), _bar((), delivery, figure.people)


def _bar(options: tuple[str, ...], count: PrintedCount, people: PrintedPeople) -> Bar:
    return Bar(options, count_phrase(count, people), *reach(count, people))


def _is_rough(mean: PrintedMean) -> bool:
    return mean.is_to_half or mean.is_open
