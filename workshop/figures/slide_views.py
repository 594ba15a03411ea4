"""A figure as a slide, in the reader's language: on the big screen, or as a file."""

from flask_babel import gettext as _
from markupsafe import Markup

from workshop.figures.drawing_views import as_markup, grid_words, is_rough
from workshop.figures.panels import Panel
from workshop.figures.shapes import Drawing
from workshop.figures.slides import SlideWords, slide
from workshop.figures.table_views import table_of
from workshop.figures.views import bar_rows, bp, labels_alone, need_rows, panel_subtitle, panel_title, rest_words
from workshop.insights.gate.figures import SILENCE
from workshop.worksheets.figures import FigureKind


@bp.app_template_filter("slide_drawing")
def slide_drawing(panel: Panel, whose: str) -> Markup:
    """The slide as an element of a page, which gives a heading the id `<panel>-title` and a sentence `<panel>-reading`."""
    return as_markup(slide_of(panel, whose).svg(css="slide", title_id=f"{panel.id}-title", reading_id=f"{panel.id}-reading"))


def slide_of(panel: Panel, whose: str) -> Drawing:
    """The slide of this panel."""
    foot = _(SILENCE.sentence) if panel.is_silent else _foot(panel)
    return slide(panel, SlideWords(panel_title(panel), panel_subtitle(panel, whose), _lines(panel), foot, grid_words()))


def slide_file(panel: Panel, whose: str) -> str:
    """The slide as an SVG file, with its name and what it says for who cannot see it."""
    read = [f"{': '.join(line)}." for line in _lines(panel)]
    return slide_of(panel, whose).file(panel_title(panel), " ".join([panel_subtitle(panel, whose), *read]))


def _lines(panel: Panel) -> tuple[tuple[str, str], ...]:
    """What stands beside the drawing: each need with its values, each bar with its words, or names alone."""
    if panel.is_silent:
        return ()
    if panel.kind is FigureKind.PAIR:
        return tuple((row["label"], _need_words(row)) for row in need_rows(panel))
    if panel.kind is FigureKind.RATING:
        return tuple((row[0].words, row[1].words) for row in table_of(panel).rows)
    named = [(name, "") for name in labels_alone(panel)]
    return tuple(named) or tuple((row["label"], row["words"]) for row in bar_rows(panel))


def _need_words(row: dict) -> str:
    if "silent" in row:
        return row["silent"]
    if is_rough(row):
        return row["quarter"]
    values = {"importance": row["importance_words"], "delivery": row["delivery_words"]}
    return _("important %(importance)s, delivered %(delivery)s", **values)


def _foot(panel: Panel) -> str:
    if panel.kind is FigureKind.PAIR:
        return _("Triangle: fix first. Hollow: too close to call.")
    if labels_alone(panel):
        return _("Named by three people or more; the order says nothing.")
    return rest_words(panel)
