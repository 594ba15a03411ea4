"""The one formatter: the table of privacy.md, cell by cell, and attack 8."""

from collections.abc import Iterator

import pytest

from tests.insights.gate.rooms import CHOICE, PAIR, QUESTIONS, RATING, SET
from tests.insights.gate.whole import whole
from workshop.insights.gate.coarsen import coarsen
from workshop.insights.gate.figures import (
    SILENCE,
    CountWord,
    MeanEnd,
    NamedOption,
    OptionGroup,
    PeopleBand,
    PrintedMean,
    PrintedScale,
    Share,
)
from workshop.insights.gate.questions import Kind
from workshop.insights.gate.tallies import Tally, tally

NEARLY, FEW = CountWord.NEARLY_ALL, CountWord.FEW_OR_NONE


def ratings(*counts: int) -> Tally:
    return Tally(sum(counts), counts)


@pytest.mark.parametrize(
    ("level", "n", "printed"),
    [
        (6, 6, PeopleBand.SIX_TO_NINE),
        (6, 9, PeopleBand.SIX_TO_NINE),
        (6, 10, PeopleBand.TEN_OR_MORE),
        (6, 30, PeopleBand.TEN_OR_MORE),
        (10, 10, 10),
        (20, 24, 24),
    ],
)
def test_how_many_people_is_a_band_at_level_six_and_a_number_above(level, n, printed):
    assert coarsen(RATING, whole(level, ratings(0, 0, n, 0, 0))).people == printed
    assert coarsen(SET, whole(level, Tally(n, (n, 0, 3, 2, 1)))).people == printed


@pytest.mark.parametrize(
    ("counts", "tenths", "end"),
    [
        ((6, 0, 0, 0, 0), 20, MeanEnd.OR_LESS),
        ((0, 6, 2, 0, 0), 25, None),
        ((0, 6, 1, 0, 0), 20, MeanEnd.OR_LESS),
        ((0, 3, 3, 0, 0), 25, None),
        ((0, 0, 8, 0, 0), 30, None),
        ((0, 0, 6, 2, 0), 35, None),
        ((0, 0, 2, 6, 0), 40, MeanEnd.OR_MORE),
        ((0, 0, 0, 0, 7), 40, MeanEnd.OR_MORE),
    ],
)
def test_small_rooms_print_means_to_the_nearest_half(counts, tenths, end):
    assert coarsen(RATING, whole(6, ratings(*counts))).scale == PrintedScale(PrintedMean(tenths, end))


@pytest.mark.parametrize(
    ("counts", "tenths", "high"),
    [
        ((0, 0, 8, 2, 0), 30, FEW),
        ((0, 0, 7, 3, 0), 35, 3),
        ((0, 0, 3, 4, 3), 40, 7),
        ((0, 0, 2, 5, 3), 40, NEARLY),
        ((10, 0, 0, 0, 0), 20, FEW),
        ((0, 0, 0, 0, 10), 40, NEARLY),
    ],
)
def test_from_ten_people_it_also_says_how_many_rated_four_or_five(counts, tenths, high):
    scale = coarsen(RATING, whole(10, ratings(*counts))).scale

    assert (scale.mean.tenths, scale.high) == (tenths, high)


@pytest.mark.parametrize(
    ("counts", "mean"),
    [
        ((0, 0, 20, 0, 0), PrintedMean(30, None, is_to_half=False)),
        ((20, 0, 0, 0, 0), PrintedMean(15, MeanEnd.OR_LESS, is_to_half=False)),
        ((0, 0, 0, 1, 19), PrintedMean(45, MeanEnd.OR_MORE, is_to_half=False)),
        ((0, 0, 10, 10, 0), PrintedMean(35, None, is_to_half=False)),
        ((0, 8, 4, 8, 0), PrintedMean(30, None, is_to_half=False)),
        ((0, 9, 3, 8, 0), PrintedMean(30, None, is_to_half=False)),
        ((0, 0, 13, 9, 0), PrintedMean(34, None, is_to_half=False)),
    ],
)
def test_from_twenty_people_means_have_a_tenth(counts, mean):
    assert coarsen(RATING, whole(20, ratings(*counts))).scale.mean == mean


def test_each_half_of_a_pair_is_printed_like_a_rating():
    figure = coarsen(PAIR, whole(10, tally(PAIR, [(5, 1)] * 8 + [(3, 4)] * 4)))

    assert figure.importance == PrintedScale(PrintedMean(40, MeanEnd.OR_MORE), 8)
    assert figure.delivery == PrintedScale(PrintedMean(20, MeanEnd.OR_LESS), 4)


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        ((3, 5, 0, 0), Share.FEWER_THAN_HALF),
        ((4, 6, 0, 0), Share.ABOUT_HALF),
        ((6, 4, 0, 0), Share.ABOUT_HALF),
        ((5, 3, 0, 0), Share.MORE_THAN_HALF),
        ((0, 6, 0, 0), Share.FEWER_THAN_HALF),
        ((6, 0, 0, 0), Share.MORE_THAN_HALF),
    ],
)
def test_small_rooms_print_a_choice_as_a_share_in_words(counts, share):
    figure = coarsen(CHOICE, whole(6, ratings(*counts)))

    assert (figure.favoured, figure.share, figure.count, figure.groups) == ("told", share, None, ())


@pytest.mark.parametrize(("told", "count"), [(0, FEW), (2, FEW), (3, 3), (9, 9), (10, NEARLY), (12, NEARLY)])
def test_from_ten_people_a_choice_prints_its_favoured_option(told, count):
    figure = coarsen(CHOICE, whole(10, ratings(told, 12 - told, 0, 0)))

    assert (figure.share, figure.count) == (None, count)


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ((8, 5, 4, 3), ((("told",), 8), (("worked",), 5), (("guess",), 4), (("unknown",), 3))),
        ((8, 9, 1, 2), ((("told",), 8), (("worked",), 9), (("guess", "unknown"), 3))),
        ((2, 6, 9, 3), ((("told", "worked"), 8), (("guess",), 9), (("unknown",), 3))),
        ((6, 2, 4, 8), ((("told",), 6), (("worked", "guess"), 6), (("unknown",), 8))),
        ((10, 0, 0, 10), ((("told", "worked", "guess"), 10), (("unknown",), 10))),
    ],
)
def test_from_twenty_people_options_are_merged_with_their_smaller_neighbour(counts, groups):
    assert coarsen(CHOICE, whole(20, ratings(*counts))).groups == tuple(OptionGroup(*group) for group in groups)


@pytest.mark.parametrize("counts", [(20, 0, 0, 0), (18, 2, 0, 0), (0, 0, 1, 19), (1, 1, 18, 0)])
def test_a_choice_with_one_group_left_prints_nothing(counts):
    assert coarsen(CHOICE, whole(20, ratings(*counts))) == SILENCE


def test_small_rooms_list_chips_that_three_people_named_without_numbers():
    figure = coarsen(SET, whole(6, Tally(7, (2, 3, 0, 7, 4))))

    assert figure.named == (NamedOption("early"), NamedOption("finish"), NamedOption("share"))
    assert figure.rest == ()


@pytest.mark.parametrize("level", [10, 20])
def test_bigger_rooms_count_chips_and_name_the_rest(level):
    figure = coarsen(SET, whole(level, Tally(20, (3, 17, 18, 2, 0))))

    everyone = CountWord.NEARLY_EVERYONE
    assert figure.named == (NamedOption("time", 3), NamedOption("early", 17), NamedOption("explain", everyone))
    assert figure.rest == ("finish", "share")


@pytest.mark.parametrize("level", [0, 5, 7, 25])
def test_there_are_three_levels(level):
    with pytest.raises(ValueError, match="no level"):
        coarsen(RATING, whole(level, ratings(0, 0, 40, 0, 0)))


def unanimous_values(question) -> list:
    match question.kind:
        case Kind.RATING:
            return [1, 2, 3, 4, 5]
        case Kind.PAIR:
            return [(importance, delivery) for importance in range(1, 6) for delivery in range(1, 6)]
        case Kind.CHOICE:
            return list(question.options)
        case Kind.SET:
            return [frozenset(), frozenset({"time"}), frozenset({"early", "share"}), frozenset(question.options)]


def others_like(question, n: int, value) -> Iterator[Tally]:
    """Rooms of n people in which one or two differ from the rest."""
    values = unanimous_values(question)
    yield from (tally(question, [value] * (n - 1) + [one]) for one in values if one != value)
    yield from (
        tally(question, [value] * (n - 2) + [one, two]) for one in values for two in values if value not in {one, two}
    )


def gives_unanimity_away(formatter) -> list:
    """Every unanimous room whose output no other room could have."""
    rooms = [(one, level, n) for one in QUESTIONS for level in (6, 10, 20) for n in range(level, level + 12)]
    return [
        (question.key, level, n, value)
        for question, level, n in rooms
        for value in unanimous_values(question)
        if formatter(question, whole(level, tally(question, [value] * n)))
        not in (formatter(question, whole(level, other)) for other in others_like(question, n, value))
    ]


def test_what_a_unanimous_room_prints_a_divided_one_prints_too():
    assert gives_unanimity_away(coarsen) == []


def unclipped(question, row):
    counts = row.tally.counts
    return (coarsen(question, row), sum(i * n for i, n in enumerate(counts)) / row.tally.n if question is RATING else 0)


def to_the_last_person(question, row):
    return (coarsen(question, row), row.tally.counts if question is SET else ())


def unmerged(question, row):
    return row.tally.counts if question is CHOICE else coarsen(question, row)


@pytest.mark.parametrize("wrong", [unclipped, to_the_last_person, unmerged])
def test_a_formatter_that_prints_too_much_is_caught(wrong):
    assert gives_unanimity_away(wrong)
