"""Every figure as a table, in the reader's language."""

from flask_babel import gettext as _

from workshop.figures.bars import Bar, bars, others
from workshop.figures.panels import Panel
from workshop.figures.table import Cell, Table
from workshop.figures.views import joined, need_rows, say, scale_rows
from workshop.insights.gate.figures import SILENCE, ChoiceFigure, PrintedMean, RatingFigure, SetFigure
from workshop.worksheets.figures import FigureKind


def table_of(panel: Panel) -> Table:
    """All that the panel prints, and the one sentence where it prints nothing."""
    if panel.is_silent:
        return Table((_("Figure"), _("As printed")), ((Cell(panel.title), Cell(_(SILENCE.sentence))),))
    if panel.kind is FigureKind.PAIR:
        return _needs(panel)
    match panel.figure:
        case SetFigure() | ChoiceFigure() as figure:
            named = (*_counted(panel), *_named(panel, figure)) or (_nobody(panel),)
            return Table((_("Answer"), _("People")), (*named, *_others(panel, figure)))
        case RatingFigure() as figure:
            rows = scale_rows(figure.scale, figure.people)
            first = (Cell(rows[0][0]), Cell(rows[0][1], _exact(figure.scale.mean)))
            return Table((_("Figure"), _("As printed")), (first, *(tuple(Cell(words) for words in row) for row in rows[1:])))
        case _:
            raise TypeError(panel.id)


def _needs(panel: Panel) -> Table:
    rows = need_rows(panel)
    has_high = any(row.get("high") for row in rows)
    head = [_("Need"), _("Importance"), _("Delivery"), _("Gap"), _("Quarter"), _("Opportunity"), _("Rated by")]
    head += [_("Importance rated 4 or 5"), _("Delivery rated 4 or 5")] if has_high else []
    return Table(tuple(head), tuple(_need(row, len(head), has_high=has_high) for row in rows))


def _need(row: dict, width: int, *, has_high: bool) -> tuple[Cell, ...]:
    if "silent" in row:
        return (Cell(row["label"]), Cell(row["silent"]), *[Cell("")] * (width - 2))
    place = row["place"]
    importance, delivery = _exact(place.figure.importance.mean), _exact(place.figure.delivery.mean)
    gap = None if importance is None or delivery is None else place.gap
    values = [(row["importance_words"], importance), (row["delivery_words"], delivery), (row["gap_words"], gap)]
    words = [row["quarter"], row["opportunity"], row["people"]]
    high = [_count(one) for one in row["high"] or ()] or [Cell(_("from ten people on"))] * 2
    told = (*(Cell(*value) for value in values), *(Cell(word) for word in words))
    return (Cell(row["label"]), *told, *(high if has_high else ()))


def _counted(panel: Panel) -> list[tuple[Cell, ...]]:
    return [(Cell(joined(one.options, panel.labels)), _count(one)) for one in bars(panel)]


def _count(bar: Bar) -> Cell:
    """A count as a number where it is printed as one."""
    is_exact = bar.least == bar.most
    return Cell(say(bar.words), bar.least if is_exact else None, bar.of if is_exact else None)


def _named(panel: Panel, figure: SetFigure | ChoiceFigure) -> list[tuple[Cell, ...]]:
    """Chips that are named without a count."""
    alone = [one.option for one in figure.named if one.count is None] if isinstance(figure, SetFigure) else []
    return [(Cell(panel.labels[option]), Cell(_("three people or more"))) for option in alone]


def _nobody(panel: Panel) -> tuple[Cell, ...]:
    return Cell(panel.title), Cell(_("Nothing here is named by more than a few people."))


def _others(panel: Panel, figure: SetFigure | ChoiceFigure) -> list[tuple[Cell, ...]]:
    words = _("one of the other answers") if isinstance(figure, ChoiceFigure) else _("few, or nobody")
    return [(Cell(panel.labels[option]), Cell(words)) for option in others(panel)]


def _exact(mean: PrintedMean) -> float | None:
    """The mean where a number says all that is printed: not of "about 3.5" or "4 or more"."""
    return None if mean.is_open or mean.is_to_half else mean.value
