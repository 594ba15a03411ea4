"""Finding sentences say what is printed, and no more."""

import pytest

from tests.insights.gate.test_derive import pair
from workshop.insights.gate.figures import (
    SILENCE,
    ChoiceFigure,
    CountRange,
    CountWord,
    MeanEnd,
    NamedOption,
    OptionGroup,
    PairFigure,
    PeopleBand,
    PrintedMean,
    PrintedScale,
    SetFigure,
    Share,
)
from workshop.insights.gate.findings import choice_finding, needs_finding, rating_finding, set_finding
from workshop.insights.gate.phrases import count_phrase, mean_phrase, people_phrase

LABELS = {
    "target": "Hit a number",
    "cost": "Spend less",
    "speed": "Speed",
    "care": "Care",
    "value": "Value",
    "told": "They told me",
}


def chips(level: int, *named: NamedOption) -> SetFigure:
    return SetFigure(level, PeopleBand.SIX_TO_NINE if level == 6 else 24, named)


@pytest.mark.parametrize(
    ("question", "figure", "sentence"),
    [
        ("objectives.kinds", chips(10, NamedOption("target", 12)), "Hit a number is named most often: by 12 of 24 people."),
        (
            "objectives.kinds",
            chips(20, NamedOption("cost", 4), NamedOption("target", CountWord.NEARLY_EVERYONE)),
            "Hit a number is named by nearly everyone.",
        ),
        ("objectives.kinds", chips(10, NamedOption("cost", 5), NamedOption("target", 5)), "No kind stands out."),
        ("objectives.kinds", chips(10), "No kind stands out."),
        ("needs.chips", chips(10), "Nothing stands out."),
        ("needs.chips", chips(6), "Nothing stands out."),
        ("objectives.kinds", chips(6, NamedOption("cost")), "Spend less alone is named by three people or more."),
        (
            "objectives.kinds",
            chips(6, NamedOption("cost"), NamedOption("target")),
            "Several are named, each by three people or more.",
        ),
    ],
)
def test_what_chips_say(question, figure, sentence):
    assert set_finding(question, figure, LABELS).english(LABELS) == sentence


@pytest.mark.parametrize(
    ("question", "printed", "sentence"),
    [
        (
            "objectives.how_sure",
            {"share": Share.FEWER_THAN_HALF},
            "Fewer than half have heard an objective from their manager.",
        ),
        ("objectives.how_sure", {"count": CountWord.NEARLY_ALL}, "Nearly all have heard an objective from their manager."),
        ("objectives.how_sure", {"count": 9}, "9 of 24 people have heard an objective from their manager."),
        (
            "objectives.how_sure",
            {"groups": (OptionGroup(("told",), 8), OptionGroup(("worked", "guess"), 16))},
            "8 of 24 people have heard an objective from their manager.",
        ),
        ("action.names_moment", {"share": Share.ABOUT_HALF}, "About half name the moment for their action."),
        ("another.choice", {"count": 9}, "9 of 24 people chose: They told me."),
    ],
)
def test_what_a_choice_says(question, printed, sentence):
    level, people = (6, PeopleBand.TEN_OR_MORE) if "share" in printed else (20, 24)

    said = choice_finding(question, ChoiceFigure(level, people, "told", **printed))

    assert said.english(LABELS) == sentence


def test_a_favoured_option_that_was_merged_is_not_spoken_of():
    groups = (OptionGroup(("told", "worked"), 8), OptionGroup(("guess",), 16))

    assert choice_finding("objectives.how_sure", ChoiceFigure(20, 24, "told", groups=groups)) is None


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (
            {"speed": pair(44, 24), "care": pair(40, 38)},
            "Speed comes first: it matters (about 4.4) and falls short (about 2.4).",
        ),
        ({"speed": pair(44, 24), "care": pair(43, 24)}, "Speed and Care come first, close together."),
        (
            {"speed": pair(44, 24), "care": pair(40, 24)},
            "Speed comes first: it matters (about 4.4) and falls short (about 2.4).",
        ),
        (
            {"speed": pair(45, 28), "care": pair(40, 24)},
            "Care comes first: it matters (about 4) and falls short (about 2.4).",
        ),
        ({"speed": pair(40, 20, 6), "care": pair(40, 20, 6)}, "Care and Speed come first, close together."),
        ({"speed": pair(45, 28), "care": pair(40, 38)}, "Too close to call in Fix first: Speed."),
        (
            {"speed": pair(45, 28), "care": pair(40, 29)},
            "Too close to call in Fix first: Speed, Care.",
        ),
        (
            {"speed": pair(45, 28), "care": pair(40, 29), "deal": pair(40, 26)},
            "Too close to call in Fix first: several needs.",
        ),
        ({"speed": pair(32, 28), "care": pair(45, 40)}, "Too close to call in Fix first: Speed."),
        ({"speed": pair(45, 35), "care": pair(45, 40)}, "Nothing is in Fix first; the widest gap is Speed."),
        ({"speed": pair(40, 40), "care": pair(35, 40)}, "Nothing is in Fix first."),
        ({"speed": SILENCE, "care": pair(45, 35)}, "Nothing is in Fix first; the widest gap is Care."),
    ],
)
def test_what_the_needs_say(figures, sentence):
    assert needs_finding(figures, LABELS).english(LABELS) == sentence


def test_silence_says_nothing():
    assert set_finding("objectives.kinds", SILENCE, {}) is None
    assert choice_finding("objectives.how_sure", SILENCE) is None
    assert needs_finding({"speed": SILENCE}, {}) is None


def test_a_chip_is_said_to_be_named_most_often_only_if_none_of_the_rest_may_be():
    few = (NamedOption("b", CountRange(3, 5)),)

    assert set_finding("extra.kinds", SetFigure(10, 12, few, ("a",), 4), {}).english({}) == "No kind stands out."
    assert "named most often: by 3 to 5 of 12" in set_finding("extra.kinds", SetFigure(10, 12, few, ("a",)), {}).english({})


def test_two_needs_whose_ranges_let_either_come_first_are_close_together():
    def need(*tenths_and_range):
        delivery = PrintedScale(PrintedMean(*tenths_and_range), 3)
        return PairFigure(20, 24, PrintedScale(PrintedMean(44, is_to_half=False), 18), delivery)

    ranged = {"speed": need(20, None, False, (18, 22)), "right": need(23, None, False)}
    exact = {"speed": need(20, None, False), "right": need(23, None, False)}

    assert needs_finding(ranged, {}).english({}) == "speed and right come first, close together."
    assert needs_finding(exact, {}).english({}).startswith("speed comes first")


def test_of_a_rating_its_mean_is_said():
    assert rating_finding(PrintedScale(PrintedMean(42, is_to_half=False), 9)).english({}) == (
        "The mean is 4.2, on a scale from 1 to 5."
    )


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        (people_phrase(24), "24 people"),
        (people_phrase(PeopleBand.SIX_TO_NINE), "6 to 9 people"),
        (mean_phrase(PrintedMean(35)), "about 3.5"),
        (mean_phrase(PrintedMean(30)), "about 3"),
        (mean_phrase(PrintedMean(40, MeanEnd.OR_MORE)), "4 or more"),
        (mean_phrase(PrintedMean(20, MeanEnd.OR_LESS)), "2 or less"),
        (mean_phrase(PrintedMean(26, None, is_to_half=False)), "2.6"),
        (mean_phrase(PrintedMean(30, None, is_to_half=False)), "3.0"),
        (mean_phrase(PrintedMean(45, MeanEnd.OR_MORE, is_to_half=False)), "4.5 or more"),
        (count_phrase(9, 24), "9 of 24"),
        (count_phrase(CountWord.NEARLY_EVERYONE, 24), "nearly everyone"),
    ],
)
def test_printed_numbers_in_words(phrase, words):
    assert phrase.english({}) == words


def test_a_count_is_never_printed_beside_a_band_of_people():
    with pytest.raises(ValueError, match="band"):
        count_phrase(4, PeopleBand.SIX_TO_NINE)
