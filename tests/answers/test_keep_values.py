"""Values of every kind, to the database, to JSON and back; every question of the catalogue is walked through."""

from datetime import date
from uuid import UUID

import pytest

from workshop.answers.models import COLUMN_OF_KIND, Answer
from workshop.answers.values import COLUMNS, as_json, digest, from_columns, from_json, to_columns
from workshop.worksheets.catalogue import worksheets
from workshop.worksheets.definition import Kind
from workshop.worksheets.kinds import DONT_KNOW

SAMPLES = {
    Kind.SHORT: ["Branch advisers"],
    Kind.LONG: ["Café\n“open”"],
    Kind.CHIP: ["target"],
    Kind.CHOICE: ["told"],
    Kind.CHIPS: [("quick", "clear"), ("quick",)],
    Kind.SCALE: [1, 5, DONT_KNOW],
    Kind.DAY: [date(2026, 11, 30)],
    Kind.REFERENCE: [UUID("6f1d5c0a-2b7e-5a43-9c1f-0d8e7b6a5c43"), "The night shift"],
}
CASES = [(kind, value) for kind, values in SAMPLES.items() for value in (*values, None)]


@pytest.mark.parametrize(("kind", "value"), CASES)
def test_a_value_comes_back_from_the_database_as_it_went_in(kind, value):
    row = Answer(kind=kind.value, **to_columns(kind, value))

    assert from_columns(row.kind, *(getattr(row, name) for name in COLUMNS)) == value


@pytest.mark.parametrize(("kind", "value"), CASES)
def test_a_value_comes_back_from_json_as_it_went_in(kind, value):
    assert from_json(kind, as_json(value)) == value


def test_different_values_have_different_digests():
    values = {value for _, value in CASES}

    assert len({digest(value) for value in values}) == len(values)


def test_every_kind_that_is_asked_has_a_column_and_a_sample():
    needs = ("speed", "right", "clarity", "ease", "value")
    sheets = [one.for_needs(needs if one.needs else ()) for one in worksheets()]
    kinds = {question.kind for sheet in sheets for question in (*sheet.questions, *sheet.once)}

    assert kinds <= set(SAMPLES)
    assert {kind.value for kind in Kind} == set(COLUMN_OF_KIND)
    assert set(COLUMN_OF_KIND.values()) == set(COLUMNS)
