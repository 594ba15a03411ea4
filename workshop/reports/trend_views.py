"""The page that sets a client's events side by side."""

from collections.abc import Sequence

from flask import render_template
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from workshop.extensions import db
from workshop.figures.drawing_views import as_markup
from workshop.figures.over_time import Series, bars_over_time, lines_over_time
from workshop.figures.views import people_words, say
from workshop.insights.gate.figures import SILENCE
from workshop.insights.gate.trend_lines import TrendLine
from workshop.reports.access import read_clients
from workshop.reports.releasing import readable_reports
from workshop.reports.trends import MOST, Compared, compared
from workshop.reports.views import bp

HALVES = {
    "importance": _l("Importance"),
    "delivery": _l("Delivery today"),
    "mean": _l("Mean, from 1 to 5"),
    "high": _l("Rated 4 or 5"),
}
MEANS = {"importance", "delivery", "mean"}
FEWEST_ON_A_LINE = 3  # events


@bp.get("/reports/trends")
def trends():
    """What the reports of an organisation print of the same questions, side by side."""
    by_client = {}
    for report in readable_reports(db.session, read_clients()):
        by_client.setdefault(report.event.client, []).append(report)
    several = {client: reports for client, reports in by_client.items() if len(reports) > 1}
    shown = [(client, [_told(one) for one in compared(db.session, reports)]) for client, reports in several.items()]
    is_cut = any(len(reports) > MOST for reports in several.values())
    return render_template("reports/trends.html", clients=shown, is_cut=is_cut, most=MOST)


def _told(one: Compared) -> dict:
    """A figure in words and drawn: the heads of its columns, a row for each line, a picture for each thing compared."""
    days = [format_date(day, "long") for day in one.dates]
    by_label: dict[str, list[TrendLine]] = {}
    for line in one.lines:
        by_label.setdefault(one.labels.get(line.key, ""), []).append(line)
    return {
        "id": one.id,
        "title": one.title,
        "chapter": one.chapter,
        "days": days,
        "rows": [_row(label, line) for label, lines in by_label.items() for line in lines],
        "pictures": [_picture(one, label, lines) for label, lines in by_label.items() if _has_numbers(lines)],
        "has_change": any(line.change for line in one.lines),
        "caution": _("With %(people)s that can be chance.", people=people_words(one.fewest)),
    }


def _row(label: str, line: TrendLine) -> dict:
    label = ": ".join(filter(None, (label, _half(line))))
    return {"label": label, "cells": _cells(line), "change": _(line.change.value) if line.change else ""}


def _picture(one: Compared, label: str, lines: Sequence[TrendLine]) -> dict:
    """One thing over the events: its drawings, and how the last stands to the first."""
    changed = [line for line in lines if line.change]
    if len({line.change for line in changed}) == 1:
        changes = [_(changed[0].change.value)]
    else:
        changes = [": ".join(filter(None, (_half(line), _(line.change.value)))) for line in changed]
    return {"label": label, "drawings": _drawings(one, lines), "changes": changes}


def _has_numbers(lines: Sequence[TrendLine]) -> bool:
    return any(value is not None for line in lines for value in line.values)


def _drawings(one: Compared, lines: Sequence[TrendLine]) -> list[Markup]:
    """Two events as bars; from three on means stand on a line, and counts in bars still."""
    days = [format_date(day, "medium") for day in one.dates]
    on_line = [line for line in lines if line.half in MEANS and len(one.dates) >= FEWEST_ON_A_LINE]
    in_bars = [line for line in lines if line not in on_line]
    drawn = []
    if on_line:
        drawn.append(lines_over_time([_series(line) for line in on_line], one.dates, days))
    if in_bars:
        drawn.append(bars_over_time([_series(line) for line in in_bars], days))
    return [as_markup(drawing.svg(css="over-time")) for drawing in drawn]


def _series(line: TrendLine) -> Series:
    words = tuple("–" if said is None else say(said) for said in line.words)  # its table says why
    return Series(_half(line), line.values, words, is_hollow=line.half == "delivery")


def _cells(line: TrendLine) -> list[str]:
    return [_(SILENCE.sentence) if words is None else say(words) for words in line.words]


def _half(line: TrendLine) -> str:
    return str(HALVES[line.half]) if line.half else ""
