"""Attacks on trends: two published figures side by side tell what both tell, at the coarser level, and nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.insights.gate.rooms import CHOICE, PAIR, QUESTIONS, RATING, SET
from tests.insights.gate.whole import whole
from workshop.insights.gate.blocks import LEVELS
from workshop.insights.gate.coarsen import coarsen
from workshop.insights.gate.figures import (
    SILENCE,
    ChoiceFigure,
    Figure,
    MeanEnd,
    PairFigure,
    PeopleBand,
    PrintedMean,
    PrintedScale,
    RatingFigure,
    SetFigure,
)
from workshop.insights.gate.questions import Kind, Question, Value
from workshop.insights.gate.tallies import Tally, tally
from workshop.insights.gate.trend_lines import Change, lines_of
from workshop.insights.gate.trends import Published, at_level, side_by_side

DAY = date(2026, 3, 1)
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
some_rooms = settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
hunting = settings(some_rooms, max_examples=100, database=None, derandomize=True, phases=[Phase.generate])
FIGURE: TypeAdapter[Figure] = TypeAdapter(Figure)


def value(question: Question) -> st.SearchStrategy[Value]:
    """What one person gives to the question."""
    rating = st.integers(1, 5)
    match question.kind:
        case Kind.RATING:
            return rating
        case Kind.PAIR:
            return st.tuples(rating, rating)
        case Kind.CHOICE:
            return st.sampled_from(question.options)
        case Kind.SET:
            return st.frozensets(st.sampled_from(question.options))


def rooms(question: Question, least: int = 6) -> st.SearchStrategy[list[Value]]:
    """What the people of one room gave: some of them all the same, others each their own."""
    same, others = st.tuples(value(question), st.integers(0, 24)), st.lists(value(question), min_size=2, max_size=8)
    both = st.tuples(same, others).map(lambda made: [made[0][0]] * made[0][1] + made[1])
    return both.filter(lambda room: len(room) >= least)


def printed(question: Question, given_values: list[Value]) -> Figure:
    """The figure at the finest level that the room allows."""
    level = max(one for one in LEVELS if one <= len(given_values))
    return coarsen(question, whole(level, tally(question, given_values)))


def trend_words(question: Question, *figures: Figure) -> object:
    """All that a reader is told."""
    trend = side_by_side([Published(DAY + timedelta(days=day), one) for day, one in enumerate(figures)])
    return None if trend is None else (trend.level, trend.fewest, lines_of(trend, question.key))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.kind.value)
def test_a_figure_set_at_a_coarser_level_is_what_would_have_been_published_there_or_silence(question):
    @some_rooms
    @given(rooms(question, least=20))
    def attack(room):
        counted: Tally = tally(question, room)
        for fine, coarse in ((20, 10), (20, 6), (10, 6)):
            made = at_level(coarsen(question, whole(fine, counted)), coarse)
            assert made in (
                {coarsen(question, whole(coarse, counted))} | ({SILENCE} if question.kind is Kind.CHOICE else set())
            )

    attack()


def made_from_figures(question: Question, first: list[Value], second: list[Value]) -> object:
    return trend_words(question, printed(question, first), printed(question, second))


def made_from_answers(question: Question, first: list[Value], second: list[Value]) -> object:
    """The breach: an exact difference of means, as every survey tool prints it."""
    flat = [[one if isinstance(one, int) else sum(map(weight, one)) for one in room] for room in (first, second)]
    return sum(flat[1]) / len(flat[1]) - sum(flat[0]) / len(flat[0])


def weight(part: int | str) -> int:
    return part if isinstance(part, int) else SET.options.index(part) + 1


def told_apart(question: Question, make) -> None:
    """Two rooms that print the same stay the same beside any other; raises AssertionError where a trend tells them apart."""

    @hunting
    @given(rooms(question), rooms(question), st.integers(0, 31), value(question))
    def attack(room, other, who, changed):
        twin = list(room)
        twin[who % len(twin)] = changed
        assume(twin != room and printed(question, twin) == printed(question, room))
        assert make(question, room, other) == make(question, twin, other)
        assert make(question, other, room) == make(question, other, twin)

    attack()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.kind.value)
def test_rooms_that_print_the_same_are_the_same_in_every_trend(question):
    told_apart(question, made_from_figures)


@pytest.mark.parametrize("question", [RATING, PAIR, SET], ids=lambda one: one.kind.value)
def test_a_trend_made_of_answers_would_be_caught(question):
    with pytest.raises(AssertionError):
        told_apart(question, made_from_answers)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.kind.value)
def test_nothing_finer_than_the_coarser_figure_is_told(question):
    @some_rooms
    @given(rooms(question), rooms(question))
    def attack(first, second):
        figures = [printed(question, room) for room in (first, second)]
        trend = side_by_side([Published(DAY, figures[0]), Published(DAY + timedelta(days=9), figures[1])])
        if trend is None:
            return
        assert trend.level <= min(one.level for one in figures)
        for one in trend.printed:
            assert one.level == trend.level
            assert trend.level > 6 or (isinstance(one.people, PeopleBand) and exact_in(one) == [])
            assert trend.level == 20 or fine_in(one) == []

    attack()


def exact_in(figure: Figure) -> list:
    """Counts that a figure of level 6 may not hold."""
    match figure:
        case RatingFigure():
            return [one for one in [figure.scale.high] if one is not None]
        case PairFigure():
            return [one for one in (figure.importance.high, figure.delivery.high) if one is not None]
        case ChoiceFigure():
            return [one for one in (figure.count, *figure.groups) if one is not None]
        case SetFigure():
            return [one for one in (*(named.count for named in figure.named), *figure.rest) if one is not None]
    return []


def fine_in(figure: Figure) -> list:
    """Tenths and groups, which stand at level 20 alone."""
    scales = {RatingFigure: ("scale",), PairFigure: ("importance", "delivery")}.get(type(figure), ())
    found = [getattr(figure, name) for name in scales]
    return [one for one in found if not one.mean.is_to_half] + list(getattr(figure, "groups", ()))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.kind.value)
def test_whoever_holds_the_reports_could_have_made_it(question):
    @some_rooms
    @given(rooms(question), rooms(question))
    def attack(first, second):
        figures = [printed(question, room) for room in (first, second)]
        read = [FIGURE.validate_json(FIGURE.dump_json(one)) for one in figures]
        assert trend_words(question, *figures) == trend_words(question, *read)

    attack()


@given(st.permutations(range(4)))
def test_days_order_a_trend_whatever_the_order_of_the_reports(order):
    rated = [printed(RATING, [rating] * 12) for rating in (2, 3, 4, 5)]
    points = [Published(DAY + timedelta(days=day), rated[day]) for day in order]

    assert side_by_side(points) == side_by_side(sorted(points, key=lambda one: one.on))


def test_what_is_not_printed_stays_a_gap():
    rated = printed(RATING, [4] * 12)
    trend = side_by_side([Published(DAY, rated), Published(DAY, SILENCE), Published(DAY, rated)])

    assert trend is not None
    assert [words is None for words in lines_of(trend, "useful")[0].words] == [False, True, False]


@pytest.mark.parametrize("figures", [[], [SILENCE, SILENCE], [SILENCE, printed(RATING, [3] * 9)]])
def test_one_figure_is_no_trend(figures):
    assert side_by_side([Published(DAY, one) for one in figures]) is None


def test_figures_of_different_kinds_are_refused():
    with pytest.raises(ValueError, match="different kinds"):
        side_by_side([Published(DAY, printed(RATING, [3] * 9)), Published(DAY, printed(SET, [frozenset({"time"})] * 9))])


def test_a_figure_is_never_made_finer():
    with pytest.raises(ValueError, match="more finely"):
        at_level(printed(RATING, [3] * 9), 20)


@pytest.mark.parametrize(
    ("first", "last", "change"),
    [
        ([2] * 12, [4] * 12, Change.HIGHER),
        ([4] * 12, [2] * 12, Change.LOWER),
        ([4] * 12, [5] * 12, Change.SAME),
        ([3] * 20, [3] * 18 + [4] * 2, Change.CLOSE),
    ],
)
def test_the_difference_is_told_as_far_as_it_is_printed(first, last, change):
    trend = side_by_side([Published(DAY, printed(RATING, first)), Published(DAY + timedelta(days=1), printed(RATING, last))])

    assert trend is not None
    assert lines_of(trend, "useful")[0].change is change


@pytest.mark.parametrize(
    ("first", "last", "change"),
    [
        (PrintedMean(17, range=(16, 19)), PrintedMean(20, MeanEnd.OR_LESS), Change.SAME),
        (PrintedMean(38, range=(37, 39)), PrintedMean(40, MeanEnd.OR_MORE), Change.SAME),
        (PrintedMean(17, range=(16, 19)), PrintedMean(30), Change.HIGHER),
        (PrintedMean(38, range=(37, 39)), PrintedMean(20, MeanEnd.OR_LESS), Change.LOWER),
    ],
)
def test_a_mean_that_is_a_range_or_an_end_is_higher_only_beyond_all_it_can_be(first, last, change):
    figures = [RatingFigure(10, 12, PrintedScale(mean, 6)) for mean in (first, last)]
    trend = side_by_side([Published(DAY + timedelta(days=day), one) for day, one in enumerate(figures)])

    assert trend is not None
    assert lines_of(trend, "useful")[0].change is change


def test_a_favoured_answer_that_was_merged_with_a_neighbour_is_not_compared():
    merged = printed(CHOICE, ["told"] * 2 + ["worked"] * 9 + ["guess"] * 9)

    assert at_level(merged, 10) == SILENCE
