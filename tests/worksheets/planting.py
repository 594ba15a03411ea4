"""A small worksheet file that is right, and ways to spoil it."""

from pathlib import Path

RIGHT = """\
key = "small"
version = 1
number = 1
minutes = 5
suggested_entries = 1
max_entries = 3
title.en = "A small one"
prompt.en = "What?"
entry_name.en = "thing"
entry_name_plural.en = "things"

[[questions]]
key = "what"
kind = "short"
core = true
label.en = "What is it?"

[[questions]]
key = "colour"
kind = "chip"
label.en = "Which colour?"
options = [
  { key = "red", label.en = "Red" },
  { key = "blue", label.en = "Blue" },
]

[[figures]]
key = "colours"
kind = "set"
rule = "union"
title.en = "Colours"
questions = ["colour"]
counted_if = "what"
nodes = "event"

[guide]
minutes = 5
purpose.en = "To see."
say.en = "Look."
talk = [
  { en = "Which?" },
  { en = "Why?" },
]
under_six.en = "Talk."
"""


def plant(folder: Path, *, replace: str = "", by: str = "", name: str = "small-1.toml") -> Path:
    """The small worksheet in this folder, with one passage replaced."""
    assert RIGHT.count(replace) == 1 or replace == "", "the passage to spoil must be there once"
    path = folder / name
    path.write_text(RIGHT.replace(replace, by) if replace else RIGHT, encoding="utf-8")
    return path
