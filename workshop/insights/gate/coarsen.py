"""The only formatter. What it prints, a room that is not unanimous could have printed too."""

from typing import assert_never

from workshop.insights.gate.blocks import FLOOR, LEVELS
from workshop.insights.gate.figures import (
    FEWEST,
    SILENCE,
    Agreement,
    ChoiceFigure,
    CountWord,
    Figure,
    MeanEnd,
    NamedOption,
    OptionGroup,
    PairFigure,
    PeopleBand,
    PrintedCount,
    PrintedMean,
    PrintedPeople,
    PrintedScale,
    RatingFigure,
    SetFigure,
    Share,
)
from workshop.insights.gate.questions import SCALE, Kind, Question
from workshop.insights.gate.tallies import Tally

COARSE, COUNTED, FINE = LEVELS
HIGH = slice(3, 5)


def coarsen(question: Question, level: int, tally: Tally) -> Figure:
    """The figure printed for this tally at level 6, 10 or 20.

    Raises ValueError for a level that does not exist, or a tally that is too small for it.
    """
    if level not in LEVELS:
        raise ValueError(f"there is no level {level}")
    if tally.n < max(FLOOR, level):
        raise ValueError(f"{tally.n} people are too few for level {level}")
    people = _people(level, tally.n)
    match question.kind:
        case Kind.RATING:
            return RatingFigure(level, people, _scale(level, tally.n, tally.counts))
        case Kind.PAIR:
            importance, delivery = tally.counts[: len(SCALE)], tally.counts[len(SCALE) :]
            return PairFigure(
                level,
                people,
                _scale(level, tally.n, importance),
                _scale(level, tally.n, delivery),
            )
        case Kind.CHOICE:
            return _choice(question, level, tally)
        case Kind.SET:
            return _set(question, level, tally)
    assert_never(question.kind)


def _people(level: int, n: int) -> PrintedPeople:
    if level > COARSE:
        return n
    return PeopleBand.TEN_OR_MORE if n >= COUNTED else PeopleBand.SIX_TO_NINE


def printed_count(n: int, people: int) -> PrintedCount:
    """So many of n people, told apart neither from nobody nor from everybody."""
    if people < FEWEST:
        return CountWord.FEW_OR_NONE
    return CountWord.NEARLY_ALL if people > n - FEWEST else people


def _scale(level: int, n: int, counts: tuple[int, ...]) -> PrintedScale:
    high = printed_count(n, sum(counts[HIGH])) if level > COARSE else None
    agreement = _agreement(n, counts) if level == FINE else None
    return PrintedScale(_mean(level, n, _sum(counts)), high, agreement)


def _sum(counts: tuple[int, ...]) -> int:
    return sum(rating * people for rating, people in zip(SCALE, counts, strict=True))


def _mean(level: int, n: int, ratings: int) -> PrintedMean:
    """To the nearest half, 2…4, or at level 20 to a tenth, 1.5…4.5; halfway goes up."""
    if level == FINE:
        tenths, least, most = (20 * ratings + n) // (2 * n), 15, 45
    else:
        tenths, least, most = 5 * ((4 * ratings + n) // (2 * n)), 20, 40
    tenths = min(max(tenths, least), most)
    end = {least: MeanEnd.OR_LESS, most: MeanEnd.OR_MORE}.get(tenths)
    return PrintedMean(tenths, end, is_to_half=level != FINE)


def _agreement(n: int, counts: tuple[int, ...]) -> Agreement:
    """From the mean absolute deviation about the mean: close to 0.5, some spread to 0.8.

    Source: M. Burke and W. Dunlap, "Estimating interrater agreement with the average deviation
    index" (2002).
    """
    ratings = _sum(counts)
    pairs = zip(SCALE, counts, strict=True)
    deviation = sum(people * abs(rating * n - ratings) for rating, people in pairs)
    if 10 * deviation <= 5 * n * n:
        return Agreement.CLOSE
    return Agreement.SOME_SPREAD if 10 * deviation <= 8 * n * n else Agreement.SPLIT


def _choice(question: Question, level: int, tally: Tally) -> Figure:
    if question.favoured is None:
        raise ValueError(f"{question.key}: a choice needs a favoured option")
    favoured, people = question.favoured, _people(level, tally.n)
    chose = tally.counts[question.options.index(favoured)]
    if level == COARSE:
        return ChoiceFigure(level, people, favoured, share=share_of(tally.n, chose))
    if level == COUNTED:
        return ChoiceFigure(level, people, favoured, count=printed_count(tally.n, chose))
    groups = _groups(question.options, tally.counts)
    if len(groups) == 1:
        return SILENCE
    return ChoiceFigure(level, people, favoured, groups=groups)


def share_of(n: int, chose: int) -> Share:
    """So many of n people, in words."""
    if 10 * chose < 4 * n:
        return Share.FEWER_THAN_HALF
    return Share.ABOUT_HALF if 10 * chose <= 6 * n else Share.MORE_THAN_HALF


def _groups(options: tuple[str, ...], counts: tuple[int, ...]) -> tuple[OptionGroup, ...]:
    """Neighbours merged until each group has three: the smallest joins its smaller neighbour.

    Of equals the one that stands first in the list.
    """
    groups = [OptionGroup((option,), n) for option, n in zip(options, counts, strict=True)]
    while len(groups) > 1:
        smallest = min(range(len(groups)), key=lambda place: groups[place].count)
        if groups[smallest].count >= FEWEST:
            break
        beside = [place for place in (smallest - 1, smallest + 1) if 0 <= place < len(groups)]
        other = min(beside, key=lambda place: groups[place].count)
        first, second = sorted((smallest, other))
        joint = OptionGroup(
            groups[first].options + groups[second].options,
            groups[first].count + groups[second].count,
        )
        groups[first : second + 1] = [joint]
    return tuple(groups)


def _set(question: Question, level: int, tally: Tally) -> SetFigure:
    counts = dict(zip(question.options, tally.counts, strict=True))
    named = tuple(
        NamedOption(option, None if level == COARSE else _named_count(tally.n, people))
        for option, people in counts.items()
        if people >= FEWEST
    )
    if level == COARSE:
        return SetFigure(level, _people(level, tally.n), named)
    rest = tuple(option for option, people in counts.items() if people < FEWEST)
    return SetFigure(level, tally.n, named, rest)


def _named_count(n: int, people: int) -> PrintedCount:
    return CountWord.NEARLY_EVERYONE if people > n - FEWEST else people
