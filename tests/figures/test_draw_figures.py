"""How printed figures look: sentences, bars and tables that say what is printed, and nothing more."""

from dataclasses import replace
from datetime import date

import pytest

from tests.insights.gate.whole import whole
from workshop.figures.bars import bars
from workshop.figures.panels import Panel, panels_of
from workshop.figures.shapes import Box, words_of
from workshop.figures.slide_views import slide_of
from workshop.figures.views import bar_rows, labels_alone, need_rows, panel_subtitle, panel_title, rest_words, scale_rows
from workshop.insights.gate.coarsen import coarsen
from workshop.insights.gate.figures import SILENCE, Figure
from workshop.insights.gate.questions import Kind, Question
from workshop.insights.gate.releases import PublishedRow, Release
from workshop.insights.gate.tallies import tally
from workshop.worksheets.catalogue import worksheet

NEEDS = ("speed", "right", "clarity", "ease", "value")
KINDS = tuple(option.key for option in worksheet("objectives").question("kind").options)
SURE = ("told", "worked_out", "guessing", "unknown")
DAY = date(2026, 11, 23)


def printed(question: Question, level: int, values) -> Figure:
    return coarsen(question, whole(level, tally(question, values)))


def panel(sheet: str, figures: dict[str, Figure], group: str) -> Panel:
    rows = tuple(PublishedRow(f"{sheet}.{key}", None, figure, DAY) for key, figure in figures.items())
    release = Release("id", sheet, 1, DAY, "hash", rows)
    found = panels_of(release, worksheet(sheet), NEEDS, language="en")
    return next(one for one in found if one.id == f"{sheet}-{group}")


def kinds(level: int, *named: tuple[str, int], n: int) -> Panel:
    question = Question("objectives.kinds", 1, Kind.SET, ("kind",), "objective", options=KINDS)
    values = [frozenset(option for option, count in named if person < count) for person in range(n)]
    return panel("objectives", {"kinds": printed(question, level, values)}, "kinds")


def pairs(level: int, **given: tuple[int, int]) -> Panel:
    figures = {}
    for need in NEEDS:
        question = Question(f"needs.importance_delivery.{need}", 1, Kind.PAIR, ("i", "d"), "i")
        made = printed(question, level, [given[need]] * level) if need in given else SILENCE
        figures[f"importance_delivery.{need}"] = made
    return panel("needs", figures, "importance-delivery")


@pytest.fixture
def words(app):
    """A page of the site, whose language the words are in."""
    with app.test_request_context():
        yield


def test_six_people_are_names_without_numbers_or_bars(words):
    made = kinds(6, ("target", 4), ("cost", 3), ("safe", 2), n=6)

    assert labels_alone(made) == ["Hit a number", "Spend less or save time"]
    assert bar_rows(made) == []
    assert panel_subtitle(made, "the room") == "Kinds of objective · the room · 6 to 9 people · November 23, 2026"


def test_twenty_people_are_bars_in_order_with_their_words_and_the_rest_in_one_line(words):
    made = kinds(20, ("cost", 5), ("target", 12), ("safe", 2), n=24)

    assert [(row["label"], row["most"], row["words"], row["is_named"]) for row in bar_rows(made)] == [
        ("Hit a number", 12, "12 of 24", True),
        ("Spend less or save time", 5, "5 of 24", False),
    ]
    assert rest_words(made).startswith("Named by few, or nobody:")
    assert "Stay safe, correct, within rules" in rest_words(made)
    assert panel_title(made) == "Hit a number is named most often: by 12 of 24 people."


@pytest.mark.parametrize("count", [10, 11, 12])
def test_nearly_everyone_is_one_bar_whether_one_or_two_or_none_are_missing(words, count):
    [bar] = bars(kinds(10, ("target", count), n=12))

    assert (bar.least, bar.most, bar.words.message) == (10, 12, "nearly everyone")


def test_needs_are_ordered_by_the_gap_and_those_not_shown_come_last_with_the_one_sentence(words):
    made = pairs(20, speed=(4, 2), right=(4, 4), value=(2, 4))

    rows = need_rows(made)

    assert [row["label"] for row in rows] == ["Speed", "Getting it right", "Value", "Clarity", "Ease"]
    assert [row.get("gap_words") for row in rows[:3]] == ["2.0", "0.0", "−2.0"]
    assert {row["silent"] for row in rows[3:]} == {"Not shown, to protect the people behind it."}


def test_at_level_six_means_and_gaps_are_only_about(words):
    [speed] = need_rows(pairs(6, speed=(4, 2)))[:1]

    assert (speed["importance_words"], speed["delivery_words"], speed["gap_words"]) == ("4 or more", "2 or less", "about 2")


def test_a_worksheet_that_was_never_added_up_is_silent_all_over(words):
    made = panels_of(None, worksheet("needs"), NEEDS, language="en")

    assert [one.is_silent for one in made] == [True, True]
    assert [panel_title(one) for one in made] == ["Needs our customers share", "What our customers need"]
    assert [panel_subtitle(one, "the room") for one in made] == [f"{one.title} · the room" for one in made]


def test_a_choice_of_twenty_shows_groups_and_marks_the_one_it_is_about(words):
    sure = Question("objectives.how_sure", 1, Kind.CHOICE, ("sure",), "objective", options=SURE, favoured="told")
    question = replace(sure, by_team=False)
    made = panel("objectives", {"how_sure": printed(question, 20, [*SURE, *SURE, *SURE, *SURE] + ["told"] * 4)}, "how-sure")

    assert [row["words"] for row in bar_rows(made) if row["is_named"]] == ["8 of 20"]
    assert sum(bar.most for bar in bars(made)) == 20


def test_a_rating_prints_mean_and_high_from_ten_on(words):
    question = Question("closing.useful", 1, Kind.RATING, ("useful",), "useful")
    made = panel("closing", {"useful": printed(question, 20, [4] * 20)}, "useful")

    rows = scale_rows(made.figure.scale, made.figure.people)

    assert rows == [["Mean, from 1 to 5", "4.0"], ["Rated 4 or 5", "nearly all"]]


def test_the_managers_sheet_has_no_panels_for_teams():
    assert panels_of(None, worksheet("objectives"), NEEDS, language="en", team=3) == ()


def test_a_slide_leaves_no_answer_out(words):
    named = [(option, 20 - number) for number, option in enumerate(KINDS)]
    made = kinds(20, *named, n=24)

    drawing = slide_of(made, "the whole room")

    assert {row["label"] for row in bar_rows(made)} <= set(words_of(drawing.shapes))
    assert len(bar_rows(made)) == len(KINDS) == 10
    assert max(shape.y for shape in drawing.shapes if isinstance(shape, Box) and shape.fill == "a") < 640
