import re

import pytest

from workshop.worksheets.catalogue import FOLDER
from workshop.worksheets.definition import Advice, Condition, Guide, Kind, Need, Option, Question, Scale, Source
from workshop.worksheets.figures import Figure, FigureKind, Nodes, Rule
from workshop.worksheets.worksheet import Worksheet

TOLD = set(re.findall(r"[a-z_+]+", " ".join(re.findall(r"`([^`]+)`", (FOLDER / "README.md").read_text(encoding="utf-8")))))
PARTS = [Worksheet, Question, Option, Source, Condition, Advice, Need, Scale, Guide, Figure]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_the_guide_for_authors_explains_every_field(part):
    assert set(part.model_fields) - TOLD == set()


@pytest.mark.parametrize("words", [Kind, FigureKind, Rule, Nodes], ids=lambda words: words.__name__)
def test_the_guide_for_authors_explains_every_word_a_field_may_hold(words):
    assert {word.value for word in words} - TOLD == set()
