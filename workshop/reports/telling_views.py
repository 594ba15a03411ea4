"""A released report in words, tables and drawings, gathered for its files."""

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from workshop.events.models import Event
from workshop.events.views import local_day
from workshop.figures.drawing_views import grid_words
from workshop.figures.grid import grid
from workshop.figures.panels import Panel
from workshop.figures.reading_views import panel_reading
from workshop.figures.strips import bar, dumbbell, mark
from workshop.figures.table_views import table_of
from workshop.figures.views import bar_rows, panel_subtitle, panel_title, people_words, rest_words
from workshop.insights.gate.figures import RatingFigure
from workshop.reports.chapters import Chapter, Content
from workshop.reports.composition import draft_of
from workshop.reports.framing_views import closing, corrected, facts
from workshop.reports.models import Report
from workshop.reports.told import Figure, Part, Passage, Quotes, Team, Told
from workshop.reports.wording_views import cautions, made_of, method, protection, responses, statements_note
from workshop.worksheets.figures import FigureKind


def told(report: Report, content: Content) -> Told:
    """Everything that the report's page says, in the same words and with the same figures; of a draft, that it is one."""
    event, composed = report.event, draft_of(report)
    passage, table = responses(content)
    silence = _("Too few people answered for figures. To protect them nothing is drawn.") if content.is_silent else ""
    return Told(
        title=event.title,
        kicker=_("Prepared for %(client)s", client=event.client.name),
        facts=_facts(event, report, content),
        hash=report.hash,
        note=made_of(event, content),
        corrected=corrected(composed.changed, content),
        sentences=Passage(_("In three sentences"), tuple(filter(None, composed.sentences))),
        cautions=cautions(),
        protection=protection(event),
        silence=silence,
        parts=_parts(content),
        closing=closing(report),
        responses=passage,
        response_table=table,
        method=method(content),
        furniture=_furniture(report),
        language=str(get_locale()),
    )


def _furniture(report: Report) -> str:
    names = {"title": report.event.title, "client": report.event.client.name}
    if report.released_at is None:
        return _("%(title)s · A draft for %(client)s, not released", **names)
    return _("%(title)s · Confidential: prepared for %(client)s", **names)


def _facts(event: Event, report: Report, content: Content) -> tuple[tuple[str, str], ...]:
    return (
        (_("Date"), local_day(event.starts_at, event.zone)),
        (ngettext("Team", "Teams", len(event.teams)), ", ".join(team.name for team in event.teams)),
        (_("People who joined"), str(content.responses.joined)),
        *facts(report),
    )


def _parts(content: Content) -> tuple[Part, ...]:
    parts = tuple(_part(chapter) for chapter in content.chapters)
    follow = content.follow
    return (*parts, Part(follow.title, _figures(follow.panels, _("everyone")), ())) if follow else parts


def _part(chapter: Chapter) -> Part:
    teams = tuple(Team(one.team.name, _figures(one.panels, one.team.name, is_drawn=False)) for one in chapter.teams)
    quotes = tuple(Quotes(one.label, statements_note(), one.texts) for one in chapter.statements)
    return Part(chapter.title, _figures(chapter.panels, _("everyone")), teams, quotes)


def _figures(panels: tuple[Panel, ...], whose: str, *, is_drawn: bool = True) -> tuple[Figure, ...]:
    return tuple(_figure(panel, whose, is_drawn=is_drawn) for panel in panels)


def _figure(panel: Panel, whose: str, *, is_drawn: bool) -> Figure:
    return Figure(
        id=panel.id,
        about=panel.title,
        people=people_words(panel.people) if panel.people is not None else "",
        title=panel_title(panel),
        subtitle=panel_subtitle(panel, whose),
        reading="" if panel.is_silent else panel_reading(panel),
        rest="" if panel.is_silent else rest_words(panel),
        table=table_of(panel),
        is_silent=panel.is_silent,
        picture=_picture(panel) if is_drawn else "",
        strips=_strips(panel) if is_drawn else (),
        is_rating=panel.kind is FigureKind.RATING,
        is_of_needs=panel.kind is FigureKind.PAIR,
    )


def _picture(panel: Panel) -> str:
    if panel.is_silent or panel.kind is not FigureKind.PAIR:
        return ""
    return grid(panel.places, panel.labels, grid_words()).on_white()


def _strips(panel: Panel) -> tuple[str, ...]:
    """A small drawing for each row of the table, as far as rows have one."""
    if panel.is_silent:
        return ()
    if panel.kind is FigureKind.PAIR:
        pairs = [(place.figure.importance.mean, place.figure.delivery.mean) for place in panel.places]
        return tuple(dumbbell(*pair).on_white() for pair in pairs)
    if isinstance(panel.figure, RatingFigure):
        return (mark(panel.figure.scale.mean).on_white(),)
    drawn = [bar(row["least"], row["most"], row["of"], is_named=row["is_named"]) for row in bar_rows(panel)]
    return tuple(one.on_white(is_stretched=True) for one in drawn)
