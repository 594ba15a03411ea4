"""Markdown as plain text for mail: 72 columns, links as numbered notes at the end."""

import textwrap
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

COLUMNS = 72
_parser = MarkdownIt("commonmark", {"html": False})


def to_text(source: str) -> str:
    """What this Markdown says, in lines of at most 72 characters where words allow; addresses stand at the end."""
    links: list[str] = []
    paragraphs: list[str] = []
    marks: list[str] = []
    for token in _parser.parse(source):
        _enter_or_leave(token, marks)
        if token.type == "heading_open":
            marks.append("# ")
        elif token.type == "heading_close":
            marks.pop()
        elif token.type == "inline":
            paragraphs.append(_paragraph(_words(token.children or (), links), marks))
        elif token.type in ("fence", "code_block"):
            paragraphs.append(textwrap.indent(token.content.rstrip(), "    "))
    notes = [f"[{number}] {href}" for number, href in enumerate(links, start=1)]
    return "\n\n".join([*paragraphs, *(["\n".join(notes)] if notes else [])]) + "\n"


def _enter_or_leave(token: Token, marks: list[str]) -> None:
    """Keep track of where in a list the words stand; the number of an item is written before its first paragraph."""
    if token.type == "list_item_open":
        marks.append(f"{token.info}. " if token.info else "- ")
    elif token.type == "list_item_close":
        marks.pop()
    elif token.type == "blockquote_open":
        marks.append("> ")
    elif token.type == "blockquote_close":
        marks.pop()


def _paragraph(words: str, marks: list[str]) -> str:
    """One paragraph with its mark in front; a mark once used is spaces for what follows it."""
    first, later = "", ""
    for at, mark in enumerate(marks):
        if mark == "# ":
            continue
        first += mark
        later += mark if mark == "> " else " " * len(mark)
        if mark != "> ":
            marks[at] = " " * len(mark)
    text = words.upper() if "# " in marks else words
    lines = [
        textwrap.fill(
            line, COLUMNS, initial_indent=first if n == 0 else later, subsequent_indent=later, break_long_words=False
        )
        for n, line in enumerate(text.split("\n"))
    ]
    return "\n".join(lines)


def _words(children: Sequence[Token], links: list[str]) -> str:
    words = []
    for token in children:
        if token.type in ("text", "code_inline", "image"):
            words.append(token.content)
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak":
            words.append("\n")
        elif token.type == "link_open":
            links.append(str(token.attrGet("href")))
        elif token.type == "link_close":
            words.append(f" [{len(links)}]")
    return "".join(words)
