"""Tipsheets as plain text, for mail programs that show nothing else."""

from workshop.tipsheets import library
from workshop.tipsheets.plain import COLUMNS, to_text


def test_links_become_numbered_notes():
    assert to_text("See [this](https://x.example/a) and [that](mailto:b@y.example).") == (
        "See this [1] and that [2].\n\n[1] https://x.example/a\n[2] mailto:b@y.example\n"
    )


def test_lists_keep_their_numbers_and_indent_what_follows():
    assert to_text("1. one\n\n   more\n2. two\n   - in") == "1. one\n\n   more\n\n2. two\n\n   - in\n"


def test_headings_are_capitals_and_quotes_keep_their_mark():
    assert to_text("# Head\n\n> quoted\nwords") == "HEAD\n\n> quoted words\n"


def test_html_is_text():
    assert to_text("a <b>bold</b> claim") == "a <b>bold</b> claim\n"


def test_no_line_of_our_own_tipsheets_is_longer_than_seventy_two_letters():
    lines = [line for one in library.everything() for line in to_text(one.source).splitlines()]

    assert max(len(line) for line in lines) <= COLUMNS
