import pytest

from tests.worksheets.planting import RIGHT, plant
from workshop.worksheets.reading import WorksheetNotRead, read, read_folder


def faults_of(path):
    with pytest.raises(WorksheetNotRead) as refusal:
        read(path)
    return [str(fault) for fault in refusal.value.faults]


def line(passage):
    return RIGHT[: RIGHT.index(passage)].count("\n") + 1


def test_a_right_worksheet_is_read(tmp_path):
    worksheet = read(plant(tmp_path))

    assert worksheet.key == "small"
    assert [question.key for question in worksheet.questions] == ["what", "colour"]


SPOILT = [
    ('key = "small"', 'key = "check"', 1, "key", "“check” is the address of another page; take another word"),
    ("version = 1", "", 1, "version", "is missing"),
    ("minutes = 5\nsuggested", "minutes = 0\nsuggested", 4, "minutes", "Input should be greater than or equal to 1"),
    ("minutes = 5\nsuggested", 'minutes = "5"\nsuggested', 4, "minutes", "Input should be a valid integer"),
    (
        "suggested_entries = 1",
        "suggested_entries = 4",
        5,
        "suggested_entries",
        "is more than max_entries (3)",
    ),
    ('title.en = "A small one"', 'title.fr = "Petite"', 7, "title", "the English text (en) is missing"),
    ('title.en = "A small one"', 'title = "Small"', 7, "title", "give this text by language, as in: en = “…”"),
    ('title.en = "A small one"', 'title.en = " "', 7, "title", "every language needs words here"),
    (
        'prompt.en = "What?"',
        'promt.en = "What?"\nprompt.en = "What?"',
        8,
        "promt",
        "is not a field we know; look for a spelling mistake",
    ),
    (
        'kind = "short"',
        'kind = "shrot"',
        14,
        "questions.0.kind",
        "Input should be 'short', 'long', 'chip', 'chips', 'scale', 'choice', 'day' or 'reference'",
    ),
    (
        'kind = "short"',
        'kind = "scale"',
        12,
        "questions.0",
        "a scale question needs five anchors, or the two ends low and high",
    ),
    (
        'kind = "short"',
        'kind = "reference"',
        12,
        "questions.0",
        "a reference question needs the worksheet it points to (sources)",
    ),
    ('kind = "chip"', 'kind = "day"', 18, "questions.1", "a day question takes no options"),
    ('key = "blue"', 'key = "red"', 24, "questions.1.options.1.key", "“red” is used twice"),
    ('"Blue"', '"Red"', 24, "questions.1.options.1.label", "“Red” is used twice"),
    ('key = "blue", label', 'key = "Blue!", label', 24, "questions.1.options.1.key", "String should match pattern"),
    ('  { key = "blue", label.en = "Blue" },\n', "", 18, "questions.1", "a chip question needs at least two options"),
    ('key = "colour"', 'key = "what"', 19, "questions.1.key", "“what” is used twice"),
    ('"Which colour?"', '"What is it?"', 21, "questions.1.label", "“What is it?” is used twice"),
    (
        'kind = "chip"\n',
        'kind = "chip"\nunless = { question = "shape", options = ["round"] }\n',
        21,
        "questions.1.unless",
        "depends on shape, which is not asked before it",
    ),
    ('questions = ["colour"]', 'questions = ["color"]', 32, "figures.0.questions", "reads color, which is not asked"),
    (
        'questions = ["colour"]',
        'questions = ["what"]',
        32,
        "figures.0.questions",
        "a set cannot be counted from a short question",
    ),
    ('counted_if = "what"', 'counted_if = "that"', 33, "figures.0.counted_if", "counts people by that, which is not asked"),
    ('kind = "short"', 'kind = "day"', 33, "figures.0.counted_if", "nobody can be counted by a day question"),
    (
        """
[[figures]]
key = "colours"
kind = "set"
rule = "union"
title.en = "Colours"
questions = ["colour"]
""",
        """
[[questions]]
key = "until"
kind = "day"
label.en = "Until when?"

[[figures]]
key = "colours"
kind = "choice"
rule = "filled"
favoured = "yes"
title.en = "Who knows until when"
options = [{ key = "yes", label.en = "Yes" }, { key = "no", label.en = "No" }]
questions = ["until"]
""",
        39,
        "figures.0.questions",
        "a choice cannot be counted from a day question",
    ),
    (
        '  { key = "blue", label.en = "Blue" },\n',
        "".join(f'  {{ key = "blue_{chr(97 + n)}", label.en = "Blue {n}" }},\n' for n in range(12)),
        22,
        "questions.1.options",
        "are more than 12, for which a drawing has room",
    ),
    ('rule = "union"', 'rule = "mean"', 27, "figures.0", "a set is counted by the rule union"),
    ('nodes = "event"', 'nodes = "team"', 34, "figures.0.nodes", "Input should be 'event' or 'event+team'"),
    ('  { en = "Why?" },\n', "", 40, "guide.talk", "Tuple should have at least 2 items"),
    ('  { en = "Why?" },\n', '  { de = "Warum?" },\n', 42, "guide.talk.1", "the English text (en) is missing"),
]


@pytest.mark.parametrize(("passage", "by", "number", "field", "sentence"), SPOILT)
def test_a_fault_is_named_by_file_line_and_field(tmp_path, passage, by, number, field, sentence):
    path = plant(tmp_path, replace=passage, by=by)

    faults = faults_of(path)

    assert faults[0].startswith(f"small-1.toml:{number}: {field}: {sentence}")


def test_broken_toml_is_named_with_its_line(tmp_path):
    path = plant(tmp_path, replace='label.en = "What is it?"', by='label.en = "What is it?')

    assert faults_of(path)[0].startswith(f"small-1.toml:{line('label.en')}: file: is not TOML: ")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "small-1.toml"
    path.write_bytes(RIGHT.replace("What is it?", "caf\xe9").encode("latin-1"))

    assert faults_of(path) == ["small-1.toml:1: file: is not UTF-8 text"]


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    plant(tmp_path, replace="version = 1", by="version = 0")
    plant(tmp_path, replace='nodes = "event"', by="", name="other-1.toml")

    with pytest.raises(WorksheetNotRead) as refusal:
        read_folder(tmp_path)

    assert [(fault.file, fault.field) for fault in refusal.value.faults] == [
        ("other-1.toml", "figures.0.nodes"),
        ("small-1.toml", "version"),
    ]


def test_a_file_is_called_by_its_key_and_version(tmp_path):
    plant(tmp_path, name="tiny.toml")

    with pytest.raises(WorksheetNotRead, match=r"tiny\.toml:1: file: call this file small-1\.toml"):
        read_folder(tmp_path)


def test_a_reference_to_a_worksheet_nobody_wrote_is_refused(tmp_path):
    source = 'kind = "reference"\nsources = [{ worksheet = "people", question = "who" }]'
    path = plant(tmp_path, replace='kind = "short"', by=source)
    path.write_text(path.read_text().replace('counted_if = "what"', 'counted_if = "colour"'))

    with pytest.raises(WorksheetNotRead) as refusal:
        read_folder(tmp_path)

    assert str(refusal.value) == (
        "small-1.toml:15: questions.0.sources.0: points to people.who, which is not asked anywhere"
    )


def test_two_versions_live_side_by_side(tmp_path):
    plant(tmp_path)
    plant(tmp_path, replace="version = 1", by="version = 2", name="small-2.toml")

    assert [worksheet.version for worksheet in read_folder(tmp_path).values()] == [1, 2]
