"""What an organisation reads before it books: an information sheet and an agreement, as sections for a page or a PDF."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A heading, sentences, and a table of rows below its head; any of the last two may be empty."""

    heading: str
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    """A document: its title, what it is in a sentence, its sections, and the lines that are filled in by hand."""

    name: str  # of the file, in ASCII
    title: str
    standfirst: str
    sections: tuple[Section, ...]
    blanks: tuple[str, ...] = ()
