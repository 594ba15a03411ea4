"""Figures of teams on paper: a table for each worksheet, a row for each team, so that the eye can go down a column."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from workshop.insights.gate.figures import SILENCE
from workshop.reports.told import Figure, Team

IMPORTANCE, DELIVERY, QUARTER = 1, 2, 4  # columns of a table of needs


def team_tables(teams: Sequence[Team], most: int) -> dict[str, Any] | None:
    """The tables of these teams, of as many as may stand; None without teams.

    A cell is a list of lines, empty where nothing is shown; `silent` are teams of which nothing at all is.
    """
    if not teams:
        return None
    stand = teams[:most]
    columns = list(zip(*(team.figures for team in stand), strict=True))
    needs = [column for column in columns if column[0].is_of_needs]
    others = [column for column in columns if not column[0].is_of_needs]
    tables = [_needs(stand, column) for column in needs] + ([_others(stand, others)] if others else [])
    return {"tables": tables if stand else [], "further": _further(len(stand), len(teams))}


def _further(stand: int, of: int) -> str:
    if stand == of:
        return ""
    if stand == 0:
        return _("The figures of %(of)s teams are on the report’s page and in its spreadsheet.", of=of)
    return _("The first %(n)s of %(of)s teams; all of them are on the report’s page and in its spreadsheet.", n=stand, of=of)


def _needs(teams: Sequence[Team], figures: Sequence[Figure]) -> dict[str, Any]:
    names = sorted({row[0].words for figure in figures if not figure.is_silent for row in figure.table.rows})
    rows = [(team.name, [_need(figure, name) for name in names]) for team, figure in zip(teams, figures, strict=True)]
    note = _(
        "Importance, delivery, and the quarter; gap, opportunity and how many rated are on the page and in the spreadsheet."
    )
    return _table(figures[0].about, note if names else "", names or [""], rows)


def _need(figure: Figure, name: str) -> list[str]:
    row = next((row for row in figure.table.rows if row[0].words == name), None)
    if figure.is_silent or row is None or not row[DELIVERY].words:
        return []
    values = _("%(importance)s, %(delivery)s", importance=row[IMPORTANCE].words, delivery=row[DELIVERY].words)
    return [values, row[QUARTER].words]


def _others(teams: Sequence[Team], columns: Sequence[Sequence[Figure]]) -> dict[str, Any]:
    rows = [(team.name, [_printed(column[place]) for column in columns]) for place, team in enumerate(teams)]
    note = _("Named by three people or more of the team, where nothing else is said.")
    return _table("", note, [column[0].about for column in columns], rows)


def _printed(figure: Figure) -> list[str]:
    """What is named, with the words beside it if they are not those of the note; and how many people it counts."""
    if figure.is_silent:
        return []
    named: dict[str, list[str]] = {}
    for name, words, *_rest in figure.table.rows:
        named.setdefault(words.words, []).append(name.words)
    for rest in (_("few, or nobody"), _("one of the other answers")):
        named.pop(rest, None)
    alone = ", ".join(named.pop(_("three people or more"), []))
    told = [words if names == [figure.about] else f"{', '.join(names)}: {words}" for words, names in named.items()]
    return ["; ".join(filter(None, [alone, *told])), figure.people]


def _table(title: str, note: str, head: list[str], rows: list[tuple[str, list[list[str]]]]) -> dict[str, Any]:
    return {
        "title": title,
        "note": note,
        "head": [_("Team"), *head],
        "rows": [[[name], *cells] for name, cells in rows if any(cells)],
        "silent": ", ".join(name for name, cells in rows if not any(cells)),
        "silence": _(SILENCE.sentence),
    }
