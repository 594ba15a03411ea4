"""Counts as they are printed: of a choice its favoured option, of chips each, at level 20 groups of ordered options."""

from collections.abc import Callable, Sequence

from workshop.insights.gate.figures import FEWEST, CountRange, CountWord, OptionGroup, PrintedCount, Share
from workshop.insights.gate.rows import Part, Row
from workshop.insights.gate.spans import Span, coded, total


def printed_count(span: Span, n: int) -> PrintedCount:
    """So many of n people: neither nobody nor everybody is told apart from those next to it."""
    if span.most < FEWEST:
        return CountWord.FEW_OR_NONE
    if span.least > n - FEWEST:
        return CountWord.NEARLY_ALL
    return span.least if span.least == span.most else CountRange(*span)


def share_of(n: int, chose: int) -> Share:
    """So many of n people, in words."""
    if 10 * chose < 4 * n:
        return Share.FEWER_THAN_HALF
    return Share.ABOUT_HALF if 10 * chose <= 6 * n else Share.MORE_THAN_HALF


def is_named(chose: int) -> bool:
    """Whether a chip is named at level 6."""
    return chose >= FEWEST


def share_span(part: Part, place: int) -> Span:
    """How many of a block can have chosen the option, where their share is printed in words."""
    n = part.tally.n
    least_of_half, least_of_more = -(-4 * n // 10), 6 * n // 10 + 1
    match share_of(n, part.tally.counts[place]):
        case Share.FEWER_THAN_HALF:
            return Span(0, least_of_half - 1)
        case Share.ABOUT_HALF:
            return Span(least_of_half, least_of_more - 1)
        case Share.MORE_THAN_HALF:
            return Span(least_of_more, n)


def chip_span(part: Part, place: int) -> Span:
    """How many of a block can have named the chip, where it is named or not."""
    return Span(FEWEST, part.tally.n) if is_named(part.tally.counts[place]) else Span(0, FEWEST - 1)


def counted(row: Row, place: int, span_of: Callable[[Part, int], Span]) -> Span:
    """How many of a row chose the option in this place, as far as it is printed.

    `span_of` says what is known of a block that is printed by itself. Each increment is coded by itself, so that what a
    later release adds tells no more of those who came than a first one would.
    """
    return total(
        coded(
            increment.tally.counts[place],
            total(span_of(part, place) if part.is_printed else Span(0, part.tally.n) for part in increment.parts),
        )
        for increment in row.increments
    )


def option_groups(row: Row, options: tuple[str, ...]) -> tuple[OptionGroup, ...]:
    """Neighbouring options and how many chose one of them, three or more of every increment.

    The smallest group joins its smaller neighbour, of equals the one that stands first in the list; groups that were
    printed once are never divided again, since each increment is looked at in its turn.
    """
    groups: list[tuple[int, ...]] = [(place,) for place in range(len(options))]
    for increment in row.increments:
        groups = _merged(groups, increment.tally.counts)
    counts = row.tally.counts
    return tuple(
        OptionGroup(tuple(options[place] for place in group), sum(counts[place] for place in group)) for group in groups
    )


def _merged(groups: list[tuple[int, ...]], counts: Sequence[int]) -> list[tuple[int, ...]]:
    while len(groups) > 1:
        sizes = [sum(counts[place] for place in group) for group in groups]
        smallest = min(range(len(groups)), key=lambda at: sizes[at])
        if sizes[smallest] >= FEWEST:
            break
        beside = [at for at in (smallest - 1, smallest + 1) if 0 <= at < len(groups)]
        first, second = sorted((smallest, min(beside, key=lambda at: sizes[at])))
        groups = [*groups[:first], groups[first] + groups[second], *groups[second + 1 :]]
    return groups
