"""How much of one sheet of paper a tipsheet takes when its page is printed, worked out from its lines.

The measures are those of css/print.css and css/components/article.css, in pixels as browsers print them; where A4 and Letter
differ the smaller one holds: A4 is narrower, Letter shorter. A test in a real browser holds the sum against both.
"""

from collections.abc import Iterable
from itertools import groupby
from math import ceil

from workshop.tipsheets.markdown import Run, runs
from workshop.tipsheets.tipsheet import WORD_LIMIT, Tipsheet

SHEET = 943  # the height of Letter within its margins
LINE = 19.6
ACROSS, IN_COLUMN = 98, 44  # letters of a line, over the whole sheet and in one of the two columns of tips
HEAD, TITLE, FOOT = 73, 34, 100  # wordmark and spaces; a line of the title; the action's frame and the line at the end
GAP, ITEM_GAP, TIP_GAP = 14, 7, 12
HEADING, TIP_HEADING = 45, 24  # with the space before and after
UNEVEN = 10  # columns are never of one length


def n_pages(one: Tipsheet) -> float:
    """About how many pages it prints on; more than 1 is more than one page, on A4 or on Letter."""
    return max(one.n_words / WORD_LIMIT, _height(one) / SHEET)


def _height(one: Tipsheet) -> float:
    fixed: float = HEAD + TITLE * _lines(len(one.title), 48) + FOOT
    fixed += LINE * (_lines(len(one.standfirst), ACROSS) + _lines(len(one.action), ACROSS))
    return fixed + sum(_stretch(tips, found) for tips, found in groupby(runs(one.source), key=lambda run: run.tips))


def _stretch(tips: int, found: Iterable[Run]) -> float:
    """A list of tips, in two columns; or what stands outside of any."""
    if not tips:
        return sum(_run(run, ACROSS, HEADING, ITEM_GAP) for run in found)
    return GAP + UNEVEN + sum(_run(run, IN_COLUMN, TIP_HEADING, TIP_GAP) for run in found) / 2


def _run(run: Run, across: int, heading: int, item_gap: int) -> float:
    lines = _lines(run.n_letters, across) + run.n_breaks
    if run.kind == "heading":
        return heading + LINE * (lines - 1)
    return LINE * lines + (item_gap if run.kind == "item" else GAP)


def _lines(n_letters: int, across: int) -> int:
    return max(1, ceil(n_letters / across))
