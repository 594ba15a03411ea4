"""A report as it is told on paper and in a spreadsheet: the words and tables of a page, gathered from the same release."""

from dataclasses import dataclass

from workshop.figures.table import Table


@dataclass(frozen=True)
class Figure:
    """One figure in words. `picture` is its grid and `strips` a small drawing for each row, as SVG, where it has them.

    `about` is what it asks, `people` how many it counts where that is one printed number; those of teams have no drawings.
    """

    id: str
    about: str
    people: str
    title: str
    subtitle: str
    reading: str
    rest: str
    table: Table
    is_silent: bool
    picture: str
    strips: tuple[str, ...]
    is_rating: bool
    is_of_needs: bool


@dataclass(frozen=True)
class Team:
    """What is printed of one team."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Passage:
    """A heading and what stands below it: sentences, or terms with what they mean; `note` says how they came here."""

    heading: str
    lines: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Quotes:
    """What some people shared of one question; `note` says how it came here."""

    heading: str
    note: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One worksheet in a report."""

    title: str
    figures: tuple[Figure, ...]
    teams: tuple[Team, ...]
    quotes: tuple[Quotes, ...] = ()


@dataclass(frozen=True)
class Told:
    """A whole report. `facts` tell which one it is and which version.

    `hash` is of what was released: follow-through and the client's own words come after, and are not in it.
    """

    title: str
    kicker: str
    facts: tuple[tuple[str, str], ...]
    hash: str
    note: str
    corrected: str  # what changed since the version before, or ""
    sentences: Passage
    cautions: tuple[str, ...]
    protection: Passage
    silence: str  # said in place of all parts, where none of them prints anything
    parts: tuple[Part, ...]
    closing: tuple[Passage, ...]  # what to do next, and what else stands after the figures
    responses: Passage
    response_table: Table
    method: tuple[Passage, ...]
    furniture: str
    language: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, of everyone and of teams, in the order of the report."""
        teams = [(figure for team in part.teams for figure in team.figures) for part in self.parts]
        return tuple(figure for part, own in zip(self.parts, teams, strict=True) for figure in (*part.figures, *own))
