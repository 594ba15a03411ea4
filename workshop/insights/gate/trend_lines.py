"""What a trend says: of each thing that it compares the printed words by day, their values, and how last stands to first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workshop.insights.gate.derive import reach
from workshop.insights.gate.figures import (
    N_,
    ChoiceFigure,
    Figure,
    PrintedCount,
    PrintedMean,
    PrintedScale,
    SetFigure,
    Share,
    Silence,
)
from workshop.insights.gate.findings import CLOSE_TENTHS
from workshop.insights.gate.phrases import Phrase, count_phrase, mean_phrase
from workshop.insights.gate.trends import ROUGH, Trend

NAMED = N_("named by three people or more")
HALF_OF_A_HALF = 3  # tenths, rounded up
UNNAMED = N_("by few, or nobody")

Reach = tuple[int, int, int]  # the fewest and the most that a printed count can stand for, and out of how many


class Change(StrEnum):
    """How the last figure of a trend stands to the first, as both are printed."""

    HIGHER = N_("Higher")
    LOWER = N_("Lower")
    CLOSE = N_("Close together")
    SAME = N_("No clear difference")


@dataclass(frozen=True)
class TrendLine:
    """One thing that can be compared, for each day of the trend."""

    key: str
    half: str  # "importance", "delivery", "mean", "high", or ""
    words: tuple[Phrase | None, ...]  # None for a gap
    values: tuple[
        PrintedMean | Reach | None, ...
    ]  # what a drawing shows of the words; None for a gap, or where they hold no number
    change: Change | None = None


def lines_of(trend: Trend, key: str) -> tuple[TrendLine, ...]:
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


def _half(figure: Figure, half: str) -> PrintedScale | None:
    return None if isinstance(figure, Silence) else getattr(figure, half)


def _mean_line(key: str, half: str, scales: Sequence[PrintedScale | None]) -> TrendLine:
    means = tuple(None if one is None else one.mean for one in scales)
    words = tuple(None if one is None else mean_phrase(one) for one in means)
    first, *_between, last = [one for one in means if one is not None]
    if first.is_open or last.is_open:
        return TrendLine(key, half, words, means, _change(_around(first), _around(last)))
    if 0 < abs(last.tenths - first.tenths) < CLOSE_TENTHS:
        return TrendLine(key, half, words, means, Change.CLOSE)
    return TrendLine(key, half, words, means, _change((first.tenths, first.tenths, 1), (last.tenths, last.tenths, 1)))


def _around(mean: PrintedMean) -> Reach:
    """From where to where a mean can be, in tenths, what rounding to the half may have moved included."""
    least, most = mean.span
    moved = HALF_OF_A_HALF if mean.is_to_half and mean.range is None else 0
    return least - moved, most + moved, 1


def _high_line(key: str, figures: Sequence[Figure], scales: Sequence[PrintedScale | None]) -> TrendLine:
    counts = [None if scale is None else scale.high for scale in scales]
    return _count_line(key, "high", [(one, count) for one, count in zip(figures, counts, strict=True)])


def _choice_line(figures: Sequence[Figure]) -> TrendLine:
    chosen = [one if isinstance(one, ChoiceFigure) else None for one in figures]
    counts = [None if one is None else one.count if one.share is None else one.share for one in chosen]
    favoured = next(one.favoured for one in chosen if one is not None)
    return _count_line(favoured, "", list(zip(figures, counts, strict=True)))


def _count_line(key: str, half: str, told: Sequence[tuple[Figure, PrintedCount | Share | None]]) -> TrendLine:
    words: list[Phrase | None] = []
    reaches: list[Reach | None] = []
    for figure, count in told:
        if isinstance(figure, Silence) or count is None:
            words.append(None)
            reaches.append(None)
            continue
        words.append(Phrase(count.value) if isinstance(count, Share) else count_phrase(count, figure.people))
        reaches.append(reach(count, figure.people))
    known = [one for one in reaches if one is not None]
    return TrendLine(key, half, tuple(words), tuple(reaches), _change(known[0], known[-1]))


def _set_lines(figures: Sequence[Figure]) -> tuple[TrendLine, ...]:
    """A line for each chip that was named by three people or more at one of the events; the others are not told apart."""
    shown = [one for one in figures if isinstance(one, SetFigure)]
    named = dict.fromkeys(option.option for one in shown for option in one.named)
    lines = []
    for option in named:
        told = [_chip(one, option) for one in figures]
        lines.append(TrendLine(option, "", tuple(words for words, _ in told), tuple(value for _, value in told)))
    return tuple(lines)


def _chip(figure: Figure, option: str) -> tuple[Phrase | None, Reach | None]:
    if not isinstance(figure, SetFigure):
        return None, None
    for one in figure.named:
        if one.option == option:
            return (
                (Phrase(NAMED), None)
                if one.count is None
                else (count_phrase(one.count, figure.people), reach(one.count, figure.people))
            )
    return Phrase(UNNAMED), None


def _change(first: Reach, last: Reach) -> Change:
    """From the reaches of two printed counts: a difference only where they do not overlap."""
    (least, most, of), (least_after, most_after, of_after) = first, last
    if least_after * of > most * of_after:
        return Change.HIGHER
    return Change.LOWER if most_after * of < least * of_after else Change.SAME
