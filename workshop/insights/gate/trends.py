"""Two events: published figures side by side, at the coarser level, and nothing else (privacy.md, rule 11).

A trend is made of printed figures alone. Whatever it says could be worked out with the reports in hand: no answer, no
person and no tally is carried from one event to another, and no change of one person is computed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workshop.insights.gate.blocks import LEVELS
from workshop.insights.gate.counts import printed_count, share_of
from workshop.insights.gate.derive import reach
from workshop.insights.gate.figures import (
    SILENCE,
    ChoiceFigure,
    Figure,
    MeanEnd,
    NamedOption,
    PairFigure,
    PeopleBand,
    PrintedMean,
    PrintedPeople,
    PrintedScale,
    RatingFigure,
    SetFigure,
    Silence,
)
from workshop.insights.gate.spans import Span, coded

ROUGH, COUNTED, FINE = LEVELS
LEAST, MOST = 20, 40  # tenths of a mean that is printed to the half


@dataclass(frozen=True)
class Published:
    """A figure as a report printed it, and the day of its event."""

    on: date
    figure: Figure


@dataclass(frozen=True)
class Trend:
    """Published figures of one question by day, all of one level; what is not printed is a gap. Two at least are printed."""

    level: int
    points: tuple[Published, ...]

    @property
    def printed(self) -> tuple[Figure, ...]:
        """The figures that are there, the oldest first."""
        return tuple(one.figure for one in self.points if not isinstance(one.figure, Silence))

    @property
    def fewest(self) -> PrintedPeople:
        """The smallest number of people behind one of them, as printed."""
        counted = [one.people for one in self.printed if not isinstance(one, Silence)]
        return min(counted, key=_size)


def side_by_side(published: Sequence[Published]) -> Trend | None:
    """The figures of one question of one worksheet version, at the coarsest level any of them has.

    None unless two or more can be printed at that level. Raises ValueError for figures of different kinds.
    """
    points = sorted(published, key=lambda one: one.on)
    shown = [one.figure for one in points if not isinstance(one.figure, Silence)]
    if len({one.kind for one in shown}) > 1:
        raise ValueError("figures of different kinds are never set side by side")
    levels = [_comparable(one) for one in shown]
    if not levels:
        return None
    level = min(levels)
    made = Trend(level, tuple(replace(one, figure=at_level(one.figure, level)) for one in points))
    return made if len(made.printed) > 1 else None


def at_level(figure: Figure, level: int) -> Figure:
    """The same figure as it would be printed at this level, read from what is printed; silence where that cannot be told.

    Raises ValueError for a level above that of the figure.
    """
    if isinstance(figure, Silence) or figure.level == level:
        return figure
    if level > figure.level:
        raise ValueError("a figure is never printed more finely than it was published")
    people = _people(figure.people, level)
    match figure:
        case RatingFigure():
            return RatingFigure(level, people, _scale(figure.scale, level))
        case PairFigure():
            return PairFigure(level, people, _scale(figure.importance, level), _scale(figure.delivery, level))
        case ChoiceFigure():
            return _choice(figure, level, people)
        case SetFigure():
            named = figure.named if level > ROUGH else tuple(NamedOption(one.option) for one in figure.named)
            return SetFigure(level, people, named) if level == ROUGH else replace(figure, level=level, named=named)


def _comparable(figure: Figure) -> int:
    """The finest level at which a figure can be compared: groups of neighbours differ from event to event."""
    assert not isinstance(figure, Silence)
    return min(figure.level, COUNTED) if isinstance(figure, ChoiceFigure) else figure.level


def _people(people: PrintedPeople, level: int) -> PrintedPeople:
    if level > ROUGH or isinstance(people, PeopleBand):
        return people
    return PeopleBand.TEN_OR_MORE if people >= COUNTED else PeopleBand.SIX_TO_NINE


def _size(people: PrintedPeople) -> int:
    if isinstance(people, PeopleBand):
        return ROUGH if people is PeopleBand.SIX_TO_NINE else COUNTED
    return people


def _scale(scale: PrintedScale, level: int) -> PrintedScale:
    return PrintedScale(_mean(scale.mean), scale.high if level > ROUGH else None)


def _mean(mean: PrintedMean) -> PrintedMean:
    """To the nearest half, 2…4; halfway between printed tenths there is nothing."""
    if mean.is_to_half or mean.range is not None:
        return mean
    tenths = min(max(5 * ((mean.tenths + 2) // 5), LEAST), MOST)
    return PrintedMean(tenths, {LEAST: MeanEnd.OR_LESS, MOST: MeanEnd.OR_MORE}.get(tenths))


def _choice(figure: ChoiceFigure, level: int, people: PrintedPeople) -> Figure:
    """The favoured option as printed at this level; silence where it stands in one group with a neighbour."""
    if level > ROUGH and figure.count is not None:
        return ChoiceFigure(level, people, figure.favoured, count=figure.count)
    if figure.groups:
        of = sum(group.count for group in figure.groups)
        group = next(one for one in figure.groups if figure.favoured in one.options)
        least, most = (group.count if len(group.options) == 1 else 0), group.count
    else:
        least, most, of = reach(figure.count or 0, figure.people)
    if level == ROUGH:
        shares = {share_of(of, least), share_of(of, most)}
        return SILENCE if len(shares) > 1 else ChoiceFigure(level, people, figure.favoured, share=shares.pop())
    if least != most:
        return SILENCE
    return ChoiceFigure(level, people, figure.favoured, count=printed_count(coded(least, Span(0, of)), of))
