"""What a figure says as a table: the same cells for a page, a PDF, a spreadsheet and a file of values."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know that the file is UTF-8
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Cell:
    """What is printed, in the reader's words; `number` where it is exactly that, of so many people where it is a count."""

    words: str
    number: int | float | None = None
    of: int | None = None


@dataclass(frozen=True)
class Table:
    """The names of the columns, and the rows, of which the first cell is the name."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def harmless(words: str) -> str:
    """The words, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{words}" if words.startswith(STARTS_A_FORMULA) else words


def as_csv(about: Sequence[str], table: Table) -> str:
    """The table as comma-separated values, below a line for each sentence about it; nothing in it is run as a formula."""
    written = StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerows([harmless(sentence)] for sentence in about)
    lines.writerow([harmless(name) for name in table.head])
    lines.writerows([_value(cell) for cell in row] for row in table.rows)
    return BYTE_ORDER_MARK + written.getvalue()


def _value(cell: Cell) -> str:
    """A number as a number; a count in words, which say of how many."""
    return str(cell.number) if cell.number is not None and cell.of is None else harmless(cell.words)
