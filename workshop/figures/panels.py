"""What is printed of one worksheet, arranged for a page: one panel for each thing it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.insights.gate.derive import Place, by_gap
from workshop.insights.gate.figures import (
    SILENCE,
    ChoiceFigure,
    Figure,
    PairFigure,
    PrintedPeople,
    RatingFigure,
    SetFigure,
    Silence,
)
from workshop.insights.gate.findings import choice_finding, needs_finding, rating_finding, set_finding
from workshop.insights.gate.phrases import Phrase
from workshop.insights.gate.releases import Release
from workshop.worksheets.figures import Figure as Definition
from workshop.worksheets.figures import FigureKind, Published


@dataclass(frozen=True)
class Panel:
    """One thing that a release says about the event or about one team: a figure, or the needs side by side.

    `figures` holds the printed figure of each of its questions, by need or by the figure's own key; `labels` the words of
    every key in them.
    `since` is the day on which the newest of them was first printed. `own_finding` is what a facilitator wrote in place of
    the finding, or "".
    """

    id: str
    kind: FigureKind
    question: str
    title: str
    figures: Mapping[str, Figure]
    labels: Mapping[str, str]
    since: date | None
    own_finding: str = ""

    @property
    def figure(self) -> Figure:
        """The only figure of a panel that is not about needs."""
        return next(iter(self.figures.values()))

    @property
    def is_silent(self) -> bool:
        """True when nothing of it is printed."""
        return all(isinstance(figure, Silence) for figure in self.figures.values())

    @property
    def people(self) -> PrintedPeople | None:
        """How many people stand behind it, where that is one printed number."""
        printed = {figure.people for figure in self.figures.values() if not isinstance(figure, Silence)}
        return printed.pop() if len(printed) == 1 else None

    @property
    def people_from_to(self) -> tuple[int, int] | None:
        """The smallest and the largest printed number of people, where its needs have different ones."""
        printed = {figure.people for figure in self.figures.values() if not isinstance(figure, Silence)}
        numbers = sorted(people for people in printed if isinstance(people, int))
        return (numbers[0], numbers[-1]) if len(numbers) == len(printed) > 1 else None

    @property
    def finding(self) -> Phrase | None:
        """What it says in one sentence, read from the printed figures alone."""
        if self.is_silent:
            return None
        match self.kind:
            case FigureKind.PAIR:
                return needs_finding(self.pairs_or_silence, self.labels)
            case FigureKind.SET:
                return set_finding(self.question, self.figure, self.labels) if isinstance(self.figure, SetFigure) else None
            case FigureKind.CHOICE:
                return choice_finding(self.question, self.figure) if isinstance(self.figure, ChoiceFigure) else None
            case FigureKind.RATING:
                return rating_finding(self.figure.scale) if isinstance(self.figure, RatingFigure) else None

    @property
    def pairs_or_silence(self) -> dict[str, PairFigure | Silence]:
        """The needs of a panel about needs."""
        return {need: figure for need, figure in self.figures.items() if isinstance(figure, PairFigure | Silence)}

    @property
    def places(self) -> tuple[Place, ...]:
        """The printed needs on the grid, widest gap first."""
        pairs = {need: figure for need, figure in self.figures.items() if isinstance(figure, PairFigure)}
        return by_gap(pairs, self.labels)

    @property
    def silent(self) -> tuple[str, ...]:
        """Names of the needs that are not printed, by name."""
        return tuple(sorted(self.labels[need] for need, figure in self.figures.items() if isinstance(figure, Silence)))


def panels_of(
    release: Release | None, sheet: Published, needs: Sequence[str], *, language: str, team: int | None = None
) -> tuple[Panel, ...]:
    """The panels of a worksheet, for the event or one of its teams: all silent while nothing has been added up.

    For a team only what has team rows at all.
    """
    panels: dict[str, Panel] = {}
    for definition in sheet.figures_for(needs):
        if team is not None and (not definition.has_team_rows or sheet.about_one_manager):
            continue
        group, _, need = definition.key.partition(".")
        question = sheet.gate_key(definition)
        figure = release.figure(question, team) if release else SILENCE
        since = _since(release, question, team)
        before = panels.get(group)
        panels[group] = Panel(
            id=f"{sheet.key}-{group}".replace("_", "-") + (f"-{team}" if team else ""),
            kind=definition.kind,
            question=question,
            title=_title(sheet, group, language),
            figures={**(before.figures if before else {}), need or group: figure},
            labels={**(before.labels if before else {}), **_labels(definition, need, language)},
            since=max(filter(None, (since, before.since if before else None)), default=None),
        )
    return tuple(panels.values())


def _since(release: Release | None, question: str, team: int | None) -> date | None:
    rows = release.rows if release else ()
    return next((row.since for row in rows if (row.question, row.team) == (question, team)), None)


def _title(sheet: Published, group: str, language: str) -> str:
    """The title as the worksheet's author wrote it, which for needs is that of all of them."""
    return next(figure.title.in_(language) for figure in sheet.figures if figure.key == group)


def _labels(definition: Definition, need: str, language: str) -> dict[str, str]:
    labels = {option.key: option.label.in_(language) for option in definition.options}
    return labels | ({need: definition.title.in_(language)} if need else {})
