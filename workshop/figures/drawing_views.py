"""Filters that draw panels on a page, with the words of the reader's language on the drawing and beside it."""

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from workshop.figures.grid import MOST_NAMED, NARROW, WIDE, GridWords, grid
from workshop.figures.panels import Panel
from workshop.figures.shapes import Drawing
from workshop.figures.strips import bar, dumbbell, mark
from workshop.figures.views import bp, need_rows
from workshop.insights.gate.derive import Place, Quarter
from workshop.insights.gate.figures import PeopleBand, PrintedMean


def as_markup(svg: str) -> Markup:
    """A drawing for a page. The words on it are escaped where it is made."""
    return Markup(svg)  # nosec B704


@bp.app_template_filter("drawn")
def drawn(drawing: Drawing, css: str) -> Markup:
    """Any drawing, hidden from screen readers: words beside it say the same."""
    return as_markup(drawing.svg(css=css))


@bp.app_template_filter("grid_drawing")
def grid_drawing(panel: Panel, form: str = "wide") -> Markup:
    """The grid of a panel about needs, "wide" or "narrow", named by the figure's title and read by its reading sentence."""
    drawn = grid(panel.places, panel.labels, grid_words(), form=NARROW if form == "narrow" else WIDE)
    return as_markup(drawn.svg(css=form, title_id=f"{panel.id}-title", reading_id=f"{panel.id}-reading"))


def grid_words() -> GridWords:
    """What stands on the grid's frame."""
    quarters = tuple(_(quarter.value) for quarter in Quarter)
    return GridWords(_("Importance, from 1 to 5"), _("Delivery today, from 1 to 5"), quarters)


@bp.app_template_filter("bar_drawing")
def bar_drawing(least: int, most: int, of: int, is_named: bool = False, is_hollow: bool = False) -> Markup:
    """A bar for a table's cell, solid to `least` and pale to `most`, out of `of`."""
    drawn = bar(least, most, of, is_named=is_named, is_hollow=is_hollow)
    return as_markup(drawn.svg(css="bar", is_stretched=True))


@bp.app_template_filter("dumbbell_drawing")
def dumbbell_drawing(place: Place) -> Markup:
    """Importance and delivery of a need on a line from 1 to 5."""
    return as_markup(dumbbell(place.figure.importance.mean, place.figure.delivery.mean).svg(css="scale"))


@bp.app_template_filter("mark_drawing")
def mark_drawing(mean: PrintedMean) -> Markup:
    """A mean on a line from 1 to 5."""
    return as_markup(mark(mean).svg(css="scale"))


@bp.app_template_filter("grid_list")
def grid_list(panel: Panel) -> list[str]:
    """What the numbers on the narrow grid stand for: quarters where figures are only about right, else the values."""
    rows = [row for row in need_rows(panel) if "place" in row]
    return [_in_quarter(row) if is_rough(row) else _valued(row) for row in rows[:MOST_NAMED]]


@bp.app_template_filter("grid_reading")
def grid_reading(panel: Panel) -> str:
    """The grid in sentences: what is clearly in "Fix first", with its values, and what is too close to call."""
    rows = [row for row in need_rows(panel) if "place" in row]
    first = [row for row in rows if row["place"].quarter is Quarter.FIX_FIRST]
    said = [_said_first([row for row in first if not row["place"].is_hollow], first)]
    close = [row["label"] for row in rows if row["place"].is_hollow]
    if close:
        said.append(_("Too close to call: %(names)s.", names=", ".join(close)))
    return " ".join(said)


def _said_first(clear: list[dict], first: list[dict]) -> str:
    if not clear:
        return _("No need is clearly in Fix first.") if first else _("No need is in Fix first.")
    names = "; ".join(row["label"] if is_rough(row) else _valued(row) for row in clear)
    return ngettext(
        "One need is in Fix first: %(names)s.", "%(num)s needs are in Fix first: %(names)s.", len(clear), names=names
    )


def is_rough(row: dict) -> bool:
    """True for figures of six to nine people, and of teams: a quarter says all that they are good for."""
    return isinstance(row["place"].figure.people, PeopleBand)


def _in_quarter(row: dict) -> str:
    return _("%(need)s: %(quarter)s", need=row["label"], quarter=row["quarter"])


def _valued(row: dict) -> str:
    values = {"importance": row["importance_words"], "delivery": row["delivery_words"]}
    return _("%(need)s (importance %(importance)s, delivery %(delivery)s)", need=row["label"], **values)
