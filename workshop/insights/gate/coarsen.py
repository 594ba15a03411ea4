"""The only formatter. Whatever it prints, a room could have printed in which no block is of one mind."""

from typing import assert_never

from workshop.insights.gate.blocks import FLOOR, LEVELS
from workshop.insights.gate.counts import (
    chip_span,
    counted,
    is_named,
    option_groups,
    printed_count,
    share_of,
    share_span,
)
from workshop.insights.gate.figures import (
    FEWEST,
    SILENCE,
    ChoiceFigure,
    CountWord,
    Figure,
    NamedOption,
    PairFigure,
    PeopleBand,
    PrintedCount,
    PrintedPeople,
    RatingFigure,
    SetFigure,
)
from workshop.insights.gate.questions import SCALE, Kind, Question
from workshop.insights.gate.rows import Row
from workshop.insights.gate.scales import printed_scale

COARSE, COUNTED, FINE = LEVELS
FIRST_HALF, SECOND_HALF = slice(len(SCALE)), slice(len(SCALE), None)


def coarsen(question: Question, row: Row) -> Figure:
    """The figure printed for this row, at level 6, 10 or 20.

    Raises ValueError for a level that does not exist, or a row that is too small for its own.
    """
    if row.level not in LEVELS:
        raise ValueError(f"there is no level {row.level}")
    if row.tally.n < max(FLOOR, row.level):
        raise ValueError(f"{row.tally.n} people are too few for level {row.level}")
    match question.kind:
        case Kind.RATING:
            scale = printed_scale(row, FIRST_HALF)
            return SILENCE if scale is None else RatingFigure(row.level, _people(row), scale)
        case Kind.PAIR:
            importance, delivery = printed_scale(row, FIRST_HALF), printed_scale(row, SECOND_HALF)
            if importance is None or delivery is None:
                return SILENCE
            return PairFigure(row.level, _people(row), importance, delivery)
        case Kind.CHOICE:
            return _choice(question, row)
        case Kind.SET:
            return _set(question, row)
    assert_never(question.kind)


def _people(row: Row) -> PrintedPeople:
    if row.level > COARSE:
        return row.tally.n
    return PeopleBand.TEN_OR_MORE if row.tally.n >= COUNTED else PeopleBand.SIX_TO_NINE


def _choice(question: Question, row: Row) -> Figure:
    if question.favoured is None:
        raise ValueError(f"{question.key}: a choice needs a favoured option")
    favoured, people, n = question.favoured, _people(row), row.tally.n
    place = question.options.index(favoured)
    if row.level == COARSE:
        return ChoiceFigure(row.level, people, favoured, share=share_of(n, row.tally.counts[place]))
    if row.stands_alone_at(FINE) and not question.by_team:
        groups = option_groups(row, question.options)
        return SILENCE if len(groups) == 1 else ChoiceFigure(row.level, people, favoured, groups=groups)
    return ChoiceFigure(row.level, people, favoured, count=printed_count(counted(row, place, share_span), n))


def _set(question: Question, row: Row) -> SetFigure:
    people, options = _people(row), tuple(enumerate(question.options))
    if row.level == COARSE:
        counts = row.tally.counts
        return SetFigure(row.level, people, tuple(NamedOption(option) for at, option in options if is_named(counts[at])))
    spans = {option: counted(row, at, chip_span) for at, option in options}
    named = {option: printed_count(span, row.tally.n) for option, span in spans.items() if span.least >= FEWEST}
    return SetFigure(
        row.level,
        people,
        tuple(NamedOption(option, _of_everyone(count)) for option, count in named.items()),
        tuple(option for option in spans if option not in named),
        max((span.most for option, span in spans.items() if option not in named), default=FEWEST - 1),
    )


def _of_everyone(count: PrintedCount) -> PrintedCount:
    return CountWord.NEARLY_EVERYONE if count is CountWord.NEARLY_ALL else count
