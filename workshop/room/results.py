"""What the room's worksheets came to: newest releases, arranged for the facilitator's screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from workshop.events.models import Event, EventTeam
from workshop.figures.panels import Panel, panels_of
from workshop.insights.gate.releases import Release
from workshop.insights.releases import releases_of, shown_releases_of
from workshop.insights.statements import Batch, batches_of, shareable
from workshop.room.lines import Line, lines_of


@dataclass(frozen=True)
class TeamPanels:
    """What is printed of one team."""

    team: EventTeam
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Result:
    """What one worksheet came to: its newest release, whether the room has seen that one, and what it prints.

    `batches` are the statements that were gathered; `may_be_shared` while there is a question left to gather.
    """

    line: Line
    release: Release
    is_shown: bool
    panels: tuple[Panel, ...]
    teams: tuple[TeamPanels, ...]
    batches: tuple[Batch, ...] = ()
    may_be_shared: bool = False


@dataclass(frozen=True)
class NotAddedUp:
    """A worksheet without figures so far, of which statements may be gathered all the same; named as in a `Result`."""

    line: Line
    batches: tuple[Batch, ...]
    may_be_shared: bool


def not_added_up(session: Session, event: Event) -> tuple[NotAddedUp, ...]:
    """Every opened worksheet that has not been added up and has something to share, in the order of the agenda."""
    newest, batches = releases_of(session, event), batches_of(session, event)
    waiting = [line for line in lines_of(event) if line.sheet and line.sheet.key not in newest and line.step.opened_at]
    found = [_not_added_up(line, batches) for line in waiting]
    return tuple(one for one in found if one.batches or (one.may_be_shared and event.is_open))


def _not_added_up(line: Line, batches: Mapping[str, tuple[Batch, ...]]) -> NotAddedUp:
    gathered = batches.get(line.step.worksheet_key or "", ())
    return NotAddedUp(line, gathered, len(shareable(line.step)) > len(gathered))


def results_of(session: Session, event: Event) -> tuple[Result, ...]:
    """Every worksheet that has been added up, in the order of the agenda."""
    newest, shown = releases_of(session, event), shown_releases_of(session, event)
    lines = [line for line in lines_of(event) if line.sheet and line.sheet.key in newest]
    batches = batches_of(session, event)
    return tuple(_with_statements(_result(event, line, newest, shown), batches) for line in lines)


def _with_statements(result: Result, batches: Mapping[str, tuple[Batch, ...]]) -> Result:
    gathered = batches.get(result.release.worksheet, ())
    is_left = len(shareable(result.line.step)) > len(gathered)
    return replace(result, batches=gathered, may_be_shared=is_left)


def result_of(event: Event, line: Line, newest: Mapping[str, Release], shown: Mapping[str, Release]) -> Result | None:
    """What this line's worksheet came to; None where it has none, or before it has been added up."""
    return _result(event, line, newest, shown) if line.sheet and line.sheet.key in newest else None


def _result(event: Event, line: Line, newest: Mapping[str, Release], shown: Mapping[str, Release]) -> Result:
    assert line.sheet is not None, "only worksheets are added up"
    key = line.sheet.key
    release = newest[key]
    return Result(
        line=line,
        release=release,
        is_shown=key in shown and shown[key].id == release.id,
        panels=_panels(event, line, release, None),
        teams=_teams(event, line, release, event.teams),
    )


def _teams(event: Event, line: Line, release: Release, teams: Sequence[EventTeam]) -> tuple[TeamPanels, ...]:
    """The teams' panels: none where there is one team only, which is the event again."""
    if len(teams) < 2:
        return ()
    found = (TeamPanels(team, _panels(event, line, release, team.id)) for team in teams)
    return tuple(one for one in found if one.panels)


def _panels(event: Event, line: Line, release: Release, team: int | None) -> tuple[Panel, ...]:
    assert line.sheet is not None, "only worksheets are added up"
    return panels_of(release, line.sheet, event.chosen_needs, language=event.language, team=team)
