"""Two events: published figures side by side, at the coarser level, and nothing else (privacy.md, rule 11).

A trend is made of printed figures alone. Whatever it says could be worked out with the reports in hand: no answer, no
person and no tally is carried from one event to another, and no change of one person is computed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from workshop.insights.gate.blocks import LEVELS
from workshop.insights.gate.coarsen import printed_count, share_of
from workshop.insights.gate.derive import reach
from workshop.insights.gate.figures import (
    N_,
    SILENCE,
    ChoiceFigure,
    Figure,
    MeanEnd,
    NamedOption,
    PairFigure,
    PeopleBand,
    PrintedCount,
    PrintedMean,
    PrintedPeople,
    PrintedScale,
    RatingFigure,
    SetFigure,
    Share,
    Silence,
)
from workshop.insights.gate.findings import CLOSE_TENTHS
from workshop.insights.gate.phrases import Phrase, count_phrase, mean_phrase

ROUGH, COUNTED, FINE = LEVELS
LEAST, MOST = 20, 40  # tenths of a mean that is printed to the half
NAMED = N_("named by three people or more")
UNNAMED = N_("by fewer than three, or nobody")


class Change(StrEnum):
    """How the last figure of a trend stands to the first, as both are printed."""

    HIGHER = N_("Higher")
    LOWER = N_("Lower")
    CLOSE = N_("Close together")
    SAME = N_("No difference in what is printed")


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


@dataclass(frozen=True)
class Line:
    """One thing that can be compared: its words for each day, None for a gap, and how the last stands to the first."""

    key: str
    half: str  # "importance", "delivery", "mean", "high", or ""
    words: tuple[Phrase | None, ...]
    change: Change | None = None


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
            return SetFigure(level, people, named, figure.rest if level > ROUGH else ())


def lines_of(trend: Trend, key: str) -> tuple[Line, ...]:
    """What a trend says, a line for each thing that it compares; `key` is of a need or of a figure."""
    figures = [one.figure for one in trend.points]
    kind = trend.printed[0].kind
    if kind == "pair":
        return tuple(_mean_line(key, half, [_half(one, half) for one in figures]) for half in ("importance", "delivery"))
    if kind == "rating":
        scales = [_half(one, "scale") for one in figures]
        high = (_high_line(key, figures, scales),) if trend.level > ROUGH else ()
        return (_mean_line(key, "mean", scales), *high)
    if kind == "choice":
        return (_choice_line(figures),)
    return _set_lines(figures)


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
    if mean.is_to_half:
        return mean
    tenths = min(max(5 * ((mean.tenths + 2) // 5), LEAST), MOST)
    return PrintedMean(tenths, {LEAST: MeanEnd.OR_LESS, MOST: MeanEnd.OR_MORE}.get(tenths))


def _choice(figure: ChoiceFigure, level: int, people: PrintedPeople) -> Figure:
    """The favoured option as printed at this level; silence where it stands in one group with a neighbour."""
    if figure.groups:
        of = sum(group.count for group in figure.groups)
        group = next(one for one in figure.groups if figure.favoured in one.options)
        least, most = (group.count if len(group.options) == 1 else 0), group.count
    else:
        least, most, of = reach(figure.count or 0, figure.people)
    if level == ROUGH:
        shares = {share_of(of, least), share_of(of, most)}
        return SILENCE if len(shares) > 1 else ChoiceFigure(level, people, figure.favoured, share=shares.pop())
    return SILENCE if least != most else ChoiceFigure(level, people, figure.favoured, count=printed_count(of, least))


def _half(figure: Figure, half: str) -> PrintedScale | None:
    return None if isinstance(figure, Silence) else getattr(figure, half)


def _mean_line(key: str, half: str, scales: Sequence[PrintedScale | None]) -> Line:
    words = tuple(None if one is None else mean_phrase(one.mean) for one in scales)
    tenths = [one.mean.tenths for one in scales if one is not None]
    if 0 < abs(tenths[-1] - tenths[0]) < CLOSE_TENTHS:
        return Line(key, half, words, Change.CLOSE)
    return Line(key, half, words, _change((tenths[0], tenths[0], 1), (tenths[-1], tenths[-1], 1)))


def _high_line(key: str, figures: Sequence[Figure], scales: Sequence[PrintedScale | None]) -> Line:
    counts = [None if scale is None else scale.high for scale in scales]
    return _count_line(key, "high", [(one, count) for one, count in zip(figures, counts, strict=True)])


def _choice_line(figures: Sequence[Figure]) -> Line:
    chosen = [one if isinstance(one, ChoiceFigure) else None for one in figures]
    counts = [None if one is None else one.count if one.share is None else one.share for one in chosen]
    favoured = next(one.favoured for one in chosen if one is not None)
    return _count_line(favoured, "", list(zip(figures, counts, strict=True)))


def _count_line(key: str, half: str, told: Sequence[tuple[Figure, PrintedCount | Share | None]]) -> Line:
    words: list[Phrase | None] = []
    reaches = []
    for figure, count in told:
        if isinstance(figure, Silence) or count is None:
            words.append(None)
            continue
        words.append(Phrase(count.value) if isinstance(count, Share) else count_phrase(count, figure.people))
        reaches.append(reach(count, figure.people))
    return Line(key, half, tuple(words), _change(reaches[0], reaches[-1]))


def _set_lines(figures: Sequence[Figure]) -> tuple[Line, ...]:
    """A line for each chip that was named by three people or more at one of the events; the others are not told apart."""
    shown = [one for one in figures if isinstance(one, SetFigure)]
    named = dict.fromkeys(option.option for one in shown for option in one.named)
    return tuple(Line(option, "", tuple(_chip(one, option) for one in figures)) for option in named)


def _chip(figure: Figure, option: str) -> Phrase | None:
    if not isinstance(figure, SetFigure):
        return None
    for one in figure.named:
        if one.option == option:
            return Phrase(NAMED) if one.count is None else count_phrase(one.count, figure.people)
    return Phrase(UNNAMED)


def _change(first: tuple[int, int, int], last: tuple[int, int, int]) -> Change:
    """From the reaches (fewest, most, of how many) of two printed counts: a difference only where they do not overlap."""
    (least, most, of), (least_after, most_after, of_after) = first, last
    if least_after * of > most * of_after:
        return Change.HIGHER
    return Change.LOWER if most_after * of < least * of_after else Change.SAME
