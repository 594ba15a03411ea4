"""The page that sets a client's events side by side."""

from flask import render_template
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workshop.extensions import db
from workshop.figures.views import people_words, say
from workshop.insights.gate.figures import SILENCE
from workshop.insights.gate.trends import Line
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
    """A figure in words: the heads of its columns, and a row for each line."""
    days = [format_date(day, "long") for day in one.dates]
    return {
        "id": one.id,
        "title": one.title,
        "chapter": one.chapter,
        "days": days,
        "rows": [_row(one, line) for line in one.lines],
        "has_change": any(line.change for line in one.lines),
        "caution": _("With %(people)s that can be chance.", people=people_words(one.fewest)),
    }


def _row(one: Compared, line: Line) -> dict:
    label = one.labels.get(line.key, "")
    half = str(HALVES[line.half]) if line.half else ""
    cells = [_(SILENCE.sentence) if words is None else say(words) for words in line.words]
    change = _(line.change.value) if line.change else ""
    return {"label": ": ".join(filter(None, (label, half))), "cells": cells, "change": change}
