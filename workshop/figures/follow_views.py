"""Words about waves of check-ins: how many were asked and answered, in steps of five."""

from flask_babel import gettext as _

from workshop.figures.views import bp
from workshop.insights.turnout import IN_STEPS_OF, Printed, WaveTurnout


@bp.app_template_filter("wave_words")
def wave_words(wave: WaveTurnout) -> str:
    """ "After a week: asked 25 or more, answered 20 or more."."""
    numbers = {"asked": _people(wave.asked), "answered": _people(wave.answered)}
    match wave.wave:
        case 7:
            return _("After a week: asked %(asked)s, answered %(answered)s.", **numbers)
        case 30:
            return _("After a month: asked %(asked)s, answered %(answered)s.", **numbers)
        case _:
            return _("After three months: asked %(asked)s, answered %(answered)s.", **numbers)


@bp.app_template_global("follow_through_notes")
def notes() -> tuple[str, ...]:
    """How to read the follow-through."""
    return (
        _("Of those who agreed to be asked. Who had said that it was done, or no longer needed, was not asked again."),
        _("Numbers of people are in steps of %(n)s. It says what people report, not what caused it.", n=IN_STEPS_OF),
    )


def _people(n: Printed) -> str:
    return _("%(n)s or more", n=n) if isinstance(n, int) else _("fewer than six, or nobody")
