"""Every component in every state it is used in, on one page: its documentation, and what the look's tests visit."""

from flask import render_template
from flask_babel import gettext as _

from workshop.figures.examples import example_panels
from workshop.figures.squares import squares


def patterns():
    """The page of components."""
    return render_template(
        "pages/patterns.html", panels=example_panels(_names()), squares=squares(18, 15, 5, seed="HERON-42")
    )


def _names() -> dict[str, str]:
    """Words for the made-up figures."""
    return {
        "speed": _("Speed"),
        "clarity": _("Clarity"),
        "right": _("Getting it right"),
        "ease": _("Ease"),
        "value": _("Value"),
        "quick": _("A faster answer"),
        "ontime": _("Dates that hold"),
        "plain": _("Right first time, so that nobody has to ask again"),
        "price": _("Worth the cost"),
        "owner": _("One person who owns it"),
        "told": _("They told me"),
        "worked_out": _("I worked it out"),
        "guessing": _("I’m guessing"),
        "unknown": _("I don’t know yet"),
        "title-pair": _("Five shared needs"),
        "title-set": _("Needs of our customers"),
        "title-choice": _("How sure people are"),
        "title-rating": _("Useful for my work"),
    }
