"""What a report says of each worksheet, from releases and from statements that the room was shown alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workshop.events.models import Event, EventTeam, Step
from workshop.figures.follow_through import FollowThrough
from workshop.figures.panels import Panel, panels_of
from workshop.insights.gate.releases import Release
from workshop.insights.statements import Batch
from workshop.reports.responses import Responses
from workshop.worksheets.catalogue import worksheet
from workshop.worksheets.worksheet import Worksheet

ORDER = ("needs", "objectives", "strengths", "extra", "action", "closing")


@dataclass(frozen=True)
class TeamPart:
    """What is printed of one team."""

    team: EventTeam
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Statements:
    """What was shared of one question, in the random order it was gathered in; `numbered` gives each its place there."""

    id: str
    label: str
    numbered: tuple[tuple[int, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The statements alone."""
        return tuple(text for _place, text in self.numbered)


@dataclass(frozen=True)
class Chapter:
    """One worksheet in a report."""

    step: Step
    release: Release
    title: str
    panels: tuple[Panel, ...]
    teams: tuple[TeamPart, ...]
    statements: tuple[Statements, ...] = ()

    @property
    def is_silent(self) -> bool:
        """True when it prints nothing, of the event or of any team, and no statement."""
        parts = (self.panels, *(team.panels for team in self.teams))
        return not self.statements and all(panel.is_silent for panels in parts for panel in panels)


@dataclass(frozen=True)
class Content:
    """A whole report: its chapters in reading order, and the response numbers.

    `taken_out` are titles of worksheets that the version before had, and this one does not have any more. `follow` grows
    after the release, as waves of check-ins close.
    """

    chapters: tuple[Chapter, ...]
    responses: Responses
    taken_out: tuple[str, ...] = ()
    follow: FollowThrough | None = None

    @property
    def is_silent(self) -> bool:
        """True when too few people answered for any figure."""
        return all(chapter.is_silent for chapter in self.chapters)

    @property
    def rows(self) -> tuple[tuple[Chapter, int | None, int | None], ...]:
        """Each chapter with how many started and finished its worksheet."""
        given = [(chapter, self.responses.steps.get(chapter.step.number)) for chapter in self.chapters]
        return tuple((chapter, one.started if one else None, one.done if one else None) for chapter, one in given)


def reading_place(worksheet_key: str) -> int:
    """Where the chapter of this worksheet stands among the others; further ones come last."""
    return ORDER.index(worksheet_key) if worksheet_key in ORDER else len(ORDER)


def event_panels(event: Event, step: Step, release: Release) -> tuple[Panel, ...]:
    """What this release prints of the whole event; nothing of a team, no statement and no heading of anybody's own."""
    return _panels(event, step, release, None)


def content_of(
    event: Event,
    releases: Mapping[str, Release],
    batches: Mapping[str, tuple[Batch, ...]],
    responses: Responses,
    findings: Mapping[str, str],
) -> Content:
    """The report that these releases and batches of the event make: worksheets without a release are not in it.

    `findings` are the facilitator's own headings, by the id of a figure of everyone; what is not shown has none.
    """
    steps = {step.worksheet_key: step for step in event.steps if step.worksheet_key in releases}
    known = [key for key in ORDER if key in steps]
    further = [key for key in steps if key and key not in ORDER]
    chapters = (_chapter(event, steps[key], releases[key], batches.get(key, ()), findings) for key in known + further)
    return Content(tuple(chapters), responses)


def _chapter(event: Event, step: Step, release: Release, batches: tuple[Batch, ...], findings: Mapping[str, str]) -> Chapter:
    sheet = worksheet(release.worksheet, step.worksheet_version)
    teams = event.teams if len(event.teams) > 1 else ()
    parts = (TeamPart(team, _panels(event, step, release, team.id)) for team in teams)
    return Chapter(
        step=step,
        release=release,
        title=sheet.title.in_(event.language),
        panels=tuple(_titled(panel, findings) for panel in _panels(event, step, release, None)),
        teams=tuple(part for part in parts if part.panels),
        statements=tuple(_statements(event, sheet, one) for one in batches),
    )


def _statements(event: Event, sheet: Worksheet, batch: Batch) -> Statements:
    question = sheet.question(batch.question)
    assert question is not None, "statements are gathered of a question of their worksheet"
    return Statements(batch.id, question.label.in_(event.language), batch.numbered)


def _titled(panel: Panel, findings: Mapping[str, str]) -> Panel:
    return replace(panel, own_finding=findings.get(panel.id, "") if not panel.is_silent else "")


def _panels(event: Event, step: Step, release: Release, team: int | None) -> tuple[Panel, ...]:
    sheet = worksheet(release.worksheet, step.worksheet_version)
    return panels_of(release, sheet, event.chosen_needs, language=event.language, team=team)
