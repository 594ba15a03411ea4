"""How to read a figure, in one or two sentences; of a grid, what it says for who cannot see it."""

from flask_babel import gettext as _

from workshop.figures.drawing_views import grid_reading
from workshop.figures.panels import Panel
from workshop.figures.views import bp, labels_alone
from workshop.worksheets.figures import FigureKind


@bp.app_template_filter("panel_reading")
def panel_reading(panel: Panel) -> str:
    """The reading sentence of this panel, which prints something."""
    match panel.kind:
        case FigureKind.PAIR:
            return f"{grid_reading(panel)} " + _(
                "A triangle is a need to fix first; a hollow mark is too close to call. Importance and delivery are "
                "means of "
                "ratings from 1 to 5, and the gap is importance less delivery."
            )
        case FigureKind.SET if labels_alone(panel):
            return _("Named by three people or more; the order says nothing.")
        case FigureKind.SET:
            return _("Each bar counts people, not mentions: one person may name several.")
        case FigureKind.CHOICE if panel.question == "objectives.how_sure":
            return _("Each person counts once, with the objective they are least sure of.")
        case FigureKind.CHOICE if panel.question.startswith("follow_up."):
            return _("Each person counts once, with the action that is least far.")
        case FigureKind.CHOICE:
            return _("Each person counts once. A bar is pale as far as its words may reach.")
        case FigureKind.RATING:
            return _("Ratings run from 1 to 5; each person counts once.")
