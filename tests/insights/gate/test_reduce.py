"""One value per person, whatever they wrote in however many entries."""

import pytest

from workshop.insights.gate.questions import Kind, Question
from workshop.insights.gate.reduce import Sheet, reduce

RATING = Question("closing.useful", 1, Kind.RATING, ("useful",), "useful")
PAIR = Question("needs.importance_delivery.speed", 1, Kind.PAIR, ("importance", "delivery"), "importance")
SURE = Question(
    "objectives.how_sure", 1, Kind.CHOICE, ("sure",), "objective", ("told", "worked", "guess", "unknown"), "told"
)
MOMENT = Question("action.names_moment", 1, Kind.CHOICE, ("when",), "will", ("yes", "no"), "yes", "no")
KINDS = Question("objectives.kinds", 1, Kind.SET, ("kind",), "kind", ("target", "project", "cost"), by_team=False)
CHIPS = Question("needs.chips", 1, Kind.SET, ("needs",), "who", ("quick", "right"))


@pytest.mark.parametrize(
    ("question", "given", "value"),
    [
        (RATING, {"useful": [4]}, 4),
        (RATING, {"useful": [4, 5]}, 5),
        (RATING, {"useful": [1, 2]}, 2),
        (RATING, {"useful": [1, 1, 2]}, 1),
        (RATING, {"useful": [None, 3]}, 3),
        (RATING, {"useful": [None]}, None),
        (RATING, {}, None),
        (PAIR, {"importance": [5], "delivery": [2]}, (5, 2)),
        (PAIR, {"importance": [5]}, None),
        (PAIR, {"importance": [5], "delivery": [None]}, None),
        (PAIR, {"delivery": [5]}, None),
        (SURE, {"objective": [1, 1], "sure": ["told", "guess"]}, "guess"),
        (SURE, {"objective": [1], "sure": ["told"]}, "told"),
        (SURE, {"objective": [1]}, None),
        (SURE, {"sure": ["told"]}, None),
        (MOMENT, {"will": [1], "when": ["yes"]}, "yes"),
        (MOMENT, {"will": [1]}, "no"),
        (MOMENT, {"when": ["yes"]}, None),
        (KINDS, {"kind": ["cost", "target", "cost"]}, frozenset({"cost", "target"})),
        (KINDS, {"kind": []}, None),
        (CHIPS, {"who": [1]}, frozenset()),
        (CHIPS, {"who": [1], "needs": ["quick", "of another version"]}, frozenset({"quick"})),
        (CHIPS, {"needs": ["quick"]}, None),
    ],
)
def test_a_sheet_is_reduced_to_one_value_or_none(question, given, value):
    assert reduce(Sheet(given), question) == value


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"kind": Kind.PAIR, "reads": ("a",)}, "a pair reads two fields"),
        ({"kind": Kind.RATING, "reads": ("a", "b")}, "every other kind one"),
        ({"kind": Kind.RATING, "options": ("a",)}, "ratings have none"),
        ({"kind": Kind.SET}, "choices and sets have options"),
        ({"kind": Kind.SET, "options": ("a", "a")}, "listed twice"),
        ({"kind": Kind.CHOICE, "options": ("a", "b")}, "has a favoured option"),
        ({"kind": Kind.SET, "options": ("a", "b"), "favoured": "a"}, "only a choice"),
        ({"kind": Kind.CHOICE, "options": ("a", "b"), "favoured": "a", "otherwise": "c"}, "c is not an option"),
    ],
)
def test_a_question_that_cannot_be_added_up_is_refused(wrong, why):
    with pytest.raises(ValueError, match=why):
        Question(**({"key": "x.y", "version": 1, "reads": ("a",), "counted_if": "a"} | wrong))
