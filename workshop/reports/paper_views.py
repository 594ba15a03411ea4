"""What the PDF of a report is made of, as its template reads it, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from workshop.figures.table import Cell
from workshop.reports.fitting import Cut, kept
from workshop.reports.paper_teams_views import team_tables
from workshop.reports.told import Figure, Part, Quotes, Told

KEPT = (
    "title",
    "kicker",
    "facts",
    "hash",
    "note",
    "corrected",
    "sentences",
    "cautions",
    "protection",
    "silence",
    "closing",
    "responses",
    "method",
    "furniture",
)
VALUES = 5  # columns of a table of needs up to the quarter


def document(told: Told, cut: Cut, practice: Mapping[str, str]) -> dict[str, Any]:
    """The report as data that is fit for JSON: every figure, and of statements and teams what the cut leaves.

    `practice` says who runs the workshops, as `practice_on_paper` does.
    """
    whole = asdict(told)
    table = told.response_table
    return {name: whole[name] for name in KEPT} | {
        "practice": practice,
        "parts": [] if told.silence else [_part(part, cut) for part in told.parts],
        "team-words": _("By team"),
        "key": _("Marks from 1 to 5: full for importance, a ring for delivery today."),
        "hash-words": _("Hash as released (SHA-256):") if told.hash else "",
        "response-head": list(table.head),
        "response-rows": [[cell.words for cell in row] for row in table.rows],
    }


def _part(part: Part, cut: Cut) -> dict[str, Any]:
    return {
        "title": part.title,
        "figures": [[_figure(one) for one in row] for row in _side_by_side(part.figures)],
        "teams": team_tables(part.teams, cut.teams),
        "quotes": [_quotes(one, cut) for one in part.quotes],
    }


def _side_by_side(figures: Sequence[Figure]) -> list[list[Figure]]:
    """A table of needs takes the width of the paper; other figures stand two and two."""
    rows: list[list[Figure]] = []
    for figure in figures:
        is_second = rows and len(rows[-1]) == 1 and not (figure.is_of_needs or rows[-1][0].is_of_needs)
        if is_second:
            rows[-1].append(figure)
        else:
            rows.append([figure])
    return rows


def _quotes(quotes: Quotes, cut: Cut) -> dict[str, Any]:
    texts = kept(quotes.texts, cut)
    return {
        "heading": quotes.heading,
        "note": quotes.note,
        "texts": texts,
        "further": _further(len(texts), len(quotes.texts)),
    }


def _further(stand: int, of: int) -> str:
    """How many statements stand on paper, and where the rest is read; "" where all do."""
    if stand == of:
        return ""
    if stand == 0:
        words = ngettext("%(num)s statement is", "%(num)s statements are", of)
        return _("%(statements)s on the report’s page and in its spreadsheet.", statements=words)
    return _(
        "The first %(n)s of %(of)s statements; all of them are on the report’s page and in its spreadsheet.", n=stand, of=of
    )


def _figure(figure: Figure) -> dict[str, Any]:
    rows = [[cell.words for cell in row] for row in _kept(figure)]
    return {
        "title": figure.title,
        "subtitle": figure.subtitle,
        "reading": figure.reading,
        "rest": figure.rest,
        "silence": rows[0][1] if figure.is_silent else "",
        "head": _joined(list(figure.table.head)),
        "rows": [_joined(row) for row in rows],
        # A need that is not shown has one sentence in place of its values.
        "spanning": [len(row) > 2 and not any(row[2:]) for row in rows],
        "picture": figure.picture,
        "strips": list(figure.strips),
        "fits": bool(figure.picture) or figure.is_rating,
    }


def _kept(figure: Figure) -> tuple[tuple[Cell, ...], ...]:
    """The rows that a page of paper needs: not those that a line below names anyway."""
    is_told_below = figure.rest and figure.strips
    return figure.table.rows[: len(figure.strips)] if is_told_below else figure.table.rows


def _joined(cells: list[str]) -> list[str]:
    """The cells of a row of needs, from the quarter on in pairs, so that a page of paper holds them."""
    if len(cells) <= VALUES:
        return cells
    paired = [cells[VALUES - 1 : VALUES + 1], *([cells[VALUES + 1 :][1:]] if cells[VALUES + 2 :] else [])]
    joined = [" / ".join(filter(None, pair)) for pair in paired]
    return [*cells[: VALUES - 1], joined[0], cells[VALUES + 1], *joined[1:]]
