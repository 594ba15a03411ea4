"""Several events of one client side by side: what their reports print of the same question, at the coarser level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.events.models import Step
from workshop.figures.panels import Panel
from workshop.insights.gate.figures import PrintedPeople
from workshop.insights.gate.releases import Release
from workshop.insights.gate.trend_lines import TrendLine, lines_of
from workshop.insights.gate.trends import Published, side_by_side
from workshop.insights.releases import releases_by_number
from workshop.reports.chapters import event_panels, reading_place
from workshop.reports.models import Report, ReportRelease
from workshop.worksheets.catalogue import worksheet

MOST = 12  # events side by side


@dataclass(frozen=True)
class Compared:
    """One figure over several events: for each thing it says a line, in the order of `dates`."""

    id: str
    chapter: str
    title: str
    dates: tuple[date, ...]
    lines: tuple[TrendLine, ...]
    labels: dict[str, str]
    fewest: PrintedPeople


@dataclass(frozen=True)
class _Part:
    on: date
    chapter: str
    panel: Panel


def compared(session: Session, reports: Sequence[Report]) -> tuple[Compared, ...]:
    """Every figure that two or more of these reports print, of one worksheet version; of whole events, never of teams.

    `reports` are released, and of one client; those of the last `MOST` events are looked at, in two statements.
    """
    newest = sorted(reports, key=lambda one: (one.event.starts_at, one.id))[-MOST:]
    printed = _printed(session, newest)
    parts: dict[tuple[str, int | None], list[_Part]] = {}
    for report in newest:
        on = report.event.starts_at.astimezone(ZoneInfo(report.event.zone)).date()
        for step, release in printed[report.id]:
            title = worksheet(release.worksheet, step.worksheet_version).title.in_(report.event.language)
            for panel in event_panels(report.event, step, release):
                parts.setdefault((panel.id, step.worksheet_version), []).append(_Part(on, title, panel))
    found = [_compared(key, several) for key, several in parts.items()]
    return tuple(one for one in found if one is not None)


def _printed(session: Session, reports: Sequence[Report]) -> dict[int, list[tuple[Step, Release]]]:
    """What each of these reports is made of, by its id, in reading order."""
    wanted = ReportRelease.report_id.in_([one.id for one in reports])
    kept = session.execute(select(ReportRelease.report_id, ReportRelease.release_id).where(wanted)).all()
    found = releases_by_number(session, [number for _report, number in kept])
    printed: dict[int, list[tuple[Step, Release]]] = {one.id: [] for one in reports}
    place = {number: at for at, number in enumerate(found)}
    for report_id, number in sorted(kept, key=lambda one: place.get(one[1], 0)):
        if number in found:
            printed[report_id].append(found[number])
    for several in printed.values():
        several.sort(key=lambda one: reading_place(one[1].worksheet))
    return printed


def _compared(key: tuple[str, int | None], parts: Sequence[_Part]) -> Compared | None:
    lines: list[TrendLine] = []
    fewest: list[PrintedPeople] = []
    asked = set.intersection(*(set(one.panel.figures) for one in parts))
    for figure in [one for one in parts[-1].panel.figures if one in asked]:
        trend = side_by_side([Published(one.on, one.panel.figures[figure]) for one in parts])
        if trend is not None:
            lines += lines_of(trend, figure)
            fewest.append(trend.fewest)
    if not lines:
        return None
    return Compared(
        id=f"{key[0]}-{key[1]}",
        chapter=parts[-1].chapter,
        title=parts[-1].panel.title,
        dates=tuple(one.on for one in parts),
        lines=tuple(lines),
        labels={name: label for one in parts for name, label in one.panel.labels.items()},
        fewest=min(fewest, key=lambda people: people if isinstance(people, int) else 0),
    )
