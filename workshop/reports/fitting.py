"""How much of a report goes on six pages of paper: never a figure less, but of many statements and many teams a part.

What does not stand on paper stands on the report's page and in its spreadsheet, and the paper says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from workshop.reports.told import Told

PAGES = 6
LINE, WIDE_LINE = 55, 105  # characters of a statement, and of other text, that stand side by side, roughly
BASE = {"a4": 4.5, "us-letter": 4.9}  # pages, roughly, of all worksheets without statements and teams


@dataclass(frozen=True)
class Cut:
    """The most lines of statements for each question, and the most teams."""

    lines: int
    teams: int


CUTS = (
    Cut(400, 40), Cut(120, 40), Cut(60, 40), Cut(30, 40), Cut(30, 12), Cut(14, 12), Cut(14, 9), Cut(14, 7), Cut(14, 5),
    Cut(8, 4), Cut(8, 3), Cut(0, 3), Cut(0, 0),
)  # fmt: skip


def cuts(told: Told, paper: str) -> Iterator[Cut]:
    """The cuts that are worth trying on paper, the roomiest first; none twice that leaves the same."""
    tried = None
    for cut in CUTS:
        left = _left(told, cut)
        if left != tried and (BASE[paper] + _expected(told, left) <= PAGES or cut is CUTS[-1]):
            tried = left
            yield cut


def kept(texts: Sequence[str], cut: Cut) -> tuple[str, ...]:
    """The first of these statements, each of them whole, as many as the cut has lines for."""
    used, n = 0, 0
    for text in texts:
        used += _lines(text)
        if used > cut.lines:
            break
        n += 1
    return tuple(texts[:n])


def _lines(text: str) -> int:
    return sum(ceil(max(len(line), 1) / LINE) for line in text.split("\n"))


def _left(told: Told, cut: Cut) -> tuple[int, int]:
    """Lines of statements, and rows of teams: a team of whom needs are told takes two."""
    quotes = [sum(map(_lines, kept(one.texts, cut))) for part in told.parts for one in part.quotes]
    rows = [min(len(part.teams), cut.teams) * (1 + part.figures[0].is_of_needs) for part in told.parts]
    return sum(quotes), sum(rows)


def _expected(told: Told, left: tuple[int, int]) -> float:
    """Pages, roughly, of statements, teams, and what the facilitator wrote to close with."""
    lines, rows = left
    closing = sum(1 + len(line) / WIDE_LINE for passage in told.closing for line in passage.lines)
    return lines / 150 + rows / 42 + closing / 60
