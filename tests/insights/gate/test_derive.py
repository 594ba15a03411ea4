"""Gaps, quarters and orders come from printed figures alone."""

import pytest

from workshop.insights.gate.derive import Opportunity, Quarter, by_count, by_gap, most_named, place
from workshop.insights.gate.figures import (
    CountWord,
    NamedOption,
    PairFigure,
    PeopleBand,
    PrintedMean,
    PrintedScale,
    SetFigure,
)


def pair(importance: int, delivery: int, level: int = 20) -> PairFigure:
    means = (PrintedScale(PrintedMean(tenths)) for tenths in (importance, delivery))
    return PairFigure(level, PeopleBand.SIX_TO_NINE if level == 6 else 24, *means)


@pytest.mark.parametrize(
    ("importance", "delivery", "gap", "quarter", "is_hollow", "opportunity"),
    [
        (45, 20, 2.5, Quarter.FIX_FIRST, False, Opportunity.STRONG),
        (44, 26, 1.8, Quarter.FIX_FIRST, True, Opportunity.MEDIUM),
        (32, 28, 0.4, Quarter.FIX_FIRST, True, Opportunity.MEDIUM),
        (45, 35, 1.0, Quarter.KEEP_DOING, True, Opportunity.MEDIUM),
        (47, 36, 1.1, Quarter.KEEP_DOING, False, Opportunity.MEDIUM),
        (40, 38, 0.2, Quarter.KEEP_DOING, False, Opportunity.LOW),
        (30, 30, 0.0, Quarter.KEEP_DOING, True, Opportunity.MEDIUM),
        (20, 22, -0.2, Quarter.LEAVE_FOR_NOW, False, Opportunity.LOW),
        (20, 40, -2.0, Quarter.MORE_THAN_NEEDED, False, Opportunity.LOW),
        (40, 25, 1.5, Quarter.FIX_FIRST, True, Opportunity.MEDIUM),
        (40, 24, 1.6, Quarter.FIX_FIRST, False, Opportunity.STRONG),
    ],
)
def test_where_a_need_stands(importance, delivery, gap, quarter, is_hollow, opportunity):
    stands = place("speed", pair(importance, delivery))

    assert (stands.gap, stands.quarter) == (gap, quarter)
    assert (stands.is_hollow, stands.opportunity) == (is_hollow, opportunity)


def test_needs_come_widest_gap_first_and_then_by_name():
    figures = {"speed": pair(40, 30), "right": pair(35, 25), "care": pair(45, 25)}

    ordered = by_gap(figures, {"speed": "Speed", "right": "Getting it right", "care": "Care"})

    assert [one.need for one in ordered] == ["care", "right", "speed"]


def test_chips_come_by_printed_count_and_then_by_name():
    named = (NamedOption("b", 5), NamedOption("a", 5), NamedOption("c", CountWord.NEARLY_EVERYONE), NamedOption("d", 9))
    figure = SetFigure(20, 24, named)

    assert [one.option for one in by_count(figure, {})] == ["c", "d", "a", "b"]
    assert [one.option for one in most_named(figure)] == ["c"]


def test_chips_without_counts_stay_in_list_order():
    figure = SetFigure(6, PeopleBand.SIX_TO_NINE, (NamedOption("b"), NamedOption("a")))

    assert by_count(figure, {}) == figure.named
    assert most_named(figure) == ()
