"""Ratings as they are printed: a mean, and from level 10 how many rated 4 or 5."""

from typing import NamedTuple

from workshop.insights.gate.blocks import LEVELS
from workshop.insights.gate.counts import printed_count
from workshop.insights.gate.figures import MeanEnd, PrintedMean, PrintedScale
from workshop.insights.gate.questions import SCALE
from workshop.insights.gate.rows import Part, Row
from workshop.insights.gate.spans import Ratings, Span, coded, high_ratings, sums, total

COARSE, _COUNTED, FINE = LEVELS
LOWEST, HIGHEST = SCALE[0], SCALE[-1]
MARGIN = 3  # points of a sum, by which a mean keeps away from its ends
HIGH = slice(3, 5)
TENTHS_OF_A_POINT = 10
HALVES, TENTHS = 2, 10  # steps to a point
ENDS = {HALVES: Span(4, 8), TENTHS: Span(15, 45)}  # "2 or less" and "4 or more", "1.5 or less" and "4.5 or more"


class _Told(NamedTuple):
    """A mean as printed, None where it would tell too much; and what the sum of the ratings can be after it."""

    mean: PrintedMean | None
    sum: Span


def printed_scale(row: Row, half: slice) -> PrintedScale | None:
    """The ratings in this slice of a row's counts, as printed; None where not even the mean can be.

    What other rows print of the same people narrows both: the mean's ends, "or less" and "or more", lie three points of the
    sum inside what those leave open, and so do those of the number of high ratings, given that mean.
    """
    n, ratings, mean, known, high = 0, 0, None, Span(0, 0), Span(0, 0)
    for increment in row.increments:
        came = [_ratings(part, half) for part in increment.parts]
        theirs = total(one.sum for one in came)
        n += sum(one.n for one in came)
        counts = increment.tally.counts[half]
        ratings += _sum(counts)
        mean, told = _told(increment.level, n, ratings, known + theirs)
        grown = Span(max(theirs.least, told.least - known.most), min(theirs.most, told.most - known.least))
        is_the_row = increment is row.increments[0] and len(came) == 1  # no smaller group can be told of
        rated_high = coded(sum(counts[HIGH]), Span(0, n) if is_the_row else high_ratings(came, grown))
        high += rated_high
        known = told.narrowed(known + sums(came, rated_high))
    if mean is None:
        return None
    if row.level == COARSE:
        return PrintedScale(mean)
    return PrintedScale(mean, printed_count(high, n))


def _ratings(part: Part, half: slice) -> Ratings:
    """What the sum of a block's ratings can be, where its mean is printed by itself and where it is not."""
    n = part.tally.n
    anything = Span(LOWEST * n, HIGHEST * n)
    return Ratings(n, _told(COARSE, n, _sum(part.tally.counts[half]), anything).sum if part.is_printed else anything)


def _sum(counts: tuple[int, ...]) -> int:
    return sum(rating * people for rating, people in zip(SCALE, counts, strict=True))


def _told(level: int, n: int, ratings: int, open_: Span) -> _Told:
    """The mean of n people whose ratings add up to this, as it is printed where other rows leave `open_` for the sum.

    To a tenth at level 20, if that says anything, else to the nearest half; halfway goes up.
    """
    for steps in (TENTHS, HALVES) if level == FINE else (HALVES,):
        least = max(ENDS[steps].least, _rounded(steps, n, open_.least + MARGIN))
        most = min(ENDS[steps].most, _rounded(steps, n, open_.most - MARGIN))
        if least < most:
            step = min(max(_rounded(steps, n, ratings), least), most)
            first = open_.least if step == least else _last(steps, n, step - 1) + 1
            told = open_.narrowed(Span(first, open_.most if step == most else _last(steps, n, step)))
            return _Told(_mean(steps, step, n, told), told)
    return _Told(_mean(HALVES, least, n, open_) if least == most else None, open_)


def _mean(steps: int, step: int, n: int, told: Span) -> PrintedMean:
    """This step, if whatever the sum can be is rounded to it; else the range of what it can be, to the tenth outside."""
    is_to_half, ends = steps == HALVES, ENDS[steps]
    if {min(max(_rounded(steps, n, end), ends.least), ends.most) for end in told} == {step}:
        end = {ends.least: MeanEnd.OR_LESS, ends.most: MeanEnd.OR_MORE}.get(step)
        return PrintedMean(step * TENTHS_OF_A_POINT // steps, end, is_to_half)
    least, most = TENTHS_OF_A_POINT * told.least // n, -(-TENTHS_OF_A_POINT * told.most // n)
    return PrintedMean((least + most) // 2, None, is_to_half, (least, most))


def _rounded(steps: int, n: int, ratings: int) -> int:
    return (2 * steps * ratings + n) // (2 * n)


def _last(steps: int, n: int, step: int) -> int:
    """The largest sum of ratings that rounds to this step."""
    return (2 * n * (step + 1) - n - 1) // (2 * steps)
