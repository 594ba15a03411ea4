import subprocess
import sys

import pytest

from workshop.worksheets import catalogue
from workshop.worksheets.catalogue import UnknownWorksheet
from workshop.worksheets.consistency import warnings
from workshop.worksheets.definition import Kind, Text
from workshop.worksheets.figures import Nodes
from workshop.worksheets.worksheet import UnknownNeed

NEEDS = ("speed", "right", "clarity", "ease", "value")
EACH = pytest.mark.parametrize("worksheet", catalogue.worksheets(), ids=lambda worksheet: worksheet.key)


def test_the_worksheets_come_in_the_order_of_the_evening():
    keys = [worksheet.key for worksheet in catalogue.worksheets()]

    assert keys == ["objectives", "needs", "strengths", "extra", "action", "closing"]


def test_each_suggests_as_many_entries_as_the_evening_has_time_for():
    suggested = [(worksheet.suggested_entries, worksheet.max_entries) for worksheet in catalogue.worksheets()]

    assert suggested == [(2, 5), (3, 5), (2, 5), (1, 5), (1, 5), (1, 1)]


def test_an_unknown_worksheet_or_version_is_refused():
    with pytest.raises(UnknownWorksheet):
        catalogue.worksheet("themes")
    with pytest.raises(UnknownWorksheet):
        catalogue.worksheet("needs", 99)


def test_a_version_may_be_asked_for():
    assert catalogue.worksheet("needs", 1) is catalogue.worksheet("needs", 1)
    assert catalogue.worksheet("needs", 1).version == 1


def test_nothing_is_read_before_a_worksheet_is_asked_for():
    asked = (
        "from workshop.worksheets.catalogue import all_versions; import sys; sys.exit(all_versions.cache_info().currsize)"
    )

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


@EACH
def test_no_label_stands_twice_on_one_sheet(worksheet):
    asked = worksheet.for_needs([need.key for need in worksheet.needs])
    labels = [question.label.in_("en") for question in (*asked.questions, *asked.once)]

    assert len(set(labels)) == len(labels)


@EACH
def test_no_text_is_missing_or_too_long(worksheet):
    assert list(warnings(worksheet)) == []


@EACH
def test_a_worksheet_cannot_be_changed(worksheet):
    with pytest.raises(ValueError, match="frozen"):
        worksheet.title = worksheet.prompt


def test_the_worksheets_have_an_example_to_follow_and_one_to_avoid():
    for worksheet in catalogue.worksheets()[:5]:
        assert worksheet.good is not None
        assert worksheet.weak is not None


def test_an_event_rates_its_own_shared_needs_in_its_own_order():
    asked = catalogue.worksheet("needs").for_needs(("care", "speed"))

    assert [question.key for question in asked.once] == [
        "importance.care",
        "delivery.care",
        "importance.speed",
        "delivery.speed",
    ]
    assert all(question.kind == Kind.SCALE and question.core for question in asked.once)
    assert [question.low.in_("en") for question in asked.once[:2]] == ["They hardly notice it", "Rarely"]
    assert [question.dont_know is None for question in asked.once[:2]] == [True, False]


def test_a_shared_need_nobody_described_is_refused():
    with pytest.raises(UnknownNeed):
        catalogue.worksheet("needs").for_needs(("speed", "price"))


def test_a_worksheet_without_shared_needs_stays_as_it_is():
    assert catalogue.worksheet("extra").for_needs(NEEDS) is catalogue.worksheet("extra")


def test_the_figures_are_those_of_the_privacy_rule():
    published = {
        worksheet.gate_key(figure): (figure.kind, figure.has_team_rows)
        for worksheet in catalogue.worksheets()
        for figure in worksheet.figures_for(NEEDS)
    }

    assert published == {
        "objectives.kinds": ("set", False),
        "objectives.how_sure": ("choice", False),
        **{f"needs.importance_delivery.{need}": ("pair", True) for need in NEEDS},
        "needs.chips": ("set", True),
        "strengths.channels": ("set", True),
        "strengths.works": ("set", True),
        "extra.kinds": ("set", True),
        "action.kinds": ("set", True),
        "action.names_moment": ("choice", True),
        "closing.useful": ("rating", False),
    }


def test_only_the_sheet_about_the_manager_is_withheld_where_one_manager_leads_most():
    assert [one.key for one in catalogue.worksheets() if one.about_one_manager] == ["objectives"]


def test_a_figure_counts_the_options_of_the_question_it_reads():
    kinds, how_sure = catalogue.worksheet("objectives").figures_for(())

    assert kinds.option_keys[0] == "target"
    assert len(kinds.options) == 10
    assert (how_sure.option_keys, how_sure.favoured) == (("told", "worked_out", "guessing", "unknown"), "told")
    assert how_sure.nodes == Nodes.EVENT


def test_a_pair_reads_the_two_ratings_of_its_need():
    pair = catalogue.worksheet("needs").figures_for(("care",))[0]

    assert pair.questions == ("importance.care", "delivery.care")
    assert pair.title.in_("en") == "Care"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Other"), ("fr", "Autre"), ("fr_CA", "Autre"), ("fr-CA", "Autre"), ("pt_BR", "Outro"), ("pt", "Other")],
)
def test_a_text_comes_in_the_readers_language_or_in_english(language, words):
    text = Text.model_validate({"en": "Other", "fr": "Autre", "pt_BR": "Outro"})

    assert text.in_(language) == words
