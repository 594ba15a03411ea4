import tomllib

import pytest

from workshop.worksheets.catalogue import FOLDER
from workshop.worksheets.lines import line_of

TEXT = '''\
# a comment = "not a key"
key = "a"
title.en = """
not = "a key"
"""
numbers = [
  { en = "one" },
  # between
  { en = "two" },
]

[[questions]]
key = "first"

[[questions]]
key = "second"

[[questions.options]]
key = "x"

[[questions.options]]
key = "y"

[guide]
say.en = "Look."
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("key",), 2),
        (("title", "en"), 3),
        (("not",), 1),
        (("numbers", 1), 9),
        (("numbers", 1, "en"), 9),
        (("questions", 1, "key"), 16),
        (("questions", 1, "options", 1, "key"), 22),
        (("questions", 1, "hint"), 15),
        (("guide", "say"), 25),
        (("guide", "talk"), 24),
        ((), 1),
    ],
)
def test_a_place_is_found_by_its_nearest_known_line(path, line):
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.name)
def test_every_key_of_the_catalogue_is_found_on_the_line_that_holds_it(file):
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    tables = tomllib.loads(text)

    for list_name in ("questions", "needs", "figures"):
        for at, table in enumerate(tables.get(list_name, [])):
            assert lines[line_of(text, (list_name, at, "key")) - 1] == f'key = "{table["key"]}"'
            for nth, option in enumerate(table.get("options", [])):
                assert f'{{ key = "{option["key"]}", ' in lines[line_of(text, (list_name, at, "options", nth)) - 1]
