"""The practice's logo and colours at addresses that carry their hash, and what templates ask of them.

Each process keeps the look in memory and asks for it anew now and then, beside the pages: no page asks the database for it.
"""

import logging
from collections.abc import Callable
from functools import partial

from flask import Blueprint, Flask, Response, abort, current_app, render_template, url_for
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from workshop.branding.look import PLAIN, Look, stored_look
from workshop.database import reading
from workshop.extensions import db

ASK_EVERY = 10  # seconds
CURRENT = "current"
FOR_GOOD = "public, max-age=31536000, immutable"
bp = Blueprint("branding", __name__)
log = logging.getLogger("workshop.branding")


@bp.app_template_global("practice_look")
def practice_look() -> Look:
    """The look, as this process knows it."""
    return current_app.extensions.get("practice_look", PLAIN)


@bp.app_template_global("practice_colours")
def practice_colours() -> str:
    """The address of the practice's colours; "" where it has none of its own."""
    look = practice_look()
    return url_for("branding.colours", stamp=look.stamp) if look.stamp else ""


@bp.app_template_global("practice_logo")
def practice_logo() -> str:
    """The address of the practice's logo; "" without one."""
    look = practice_look()
    return url_for("branding.logo", stamp=look.stamp) if look.logo else ""


@bp.get("/look/<stamp>.css")
def colours(stamp):
    """The practice's colours for pages, light and dark."""
    look = _look(stamp)
    return _kept(render_template("branding/colours.css", shades=look.shades), "text/css")


@bp.get("/look/<stamp>.png")
def logo(stamp):
    """The practice's logo; as `current`, for letters that are read when it has long been another."""
    look = practice_look() if stamp == CURRENT else _look(stamp)
    if not look.logo:
        abort(404)
    return _kept(look.logo, "image/png", for_good=stamp != CURRENT)


def install(app: Flask) -> None:
    """Know the look from the start, and give the server what keeps it up to date."""
    ask_anew(app)
    app.extensions["keep_look"] = partial(keep_asking, app)


def ask_anew(app: Flask) -> None:
    """Take over what is stored. While the database is away, or has no tables yet, what was known stays."""
    with app.app_context():
        try:
            with reading(), Session(db.engine) as session:
                app.extensions["practice_look"] = stored_look(session)
        except SQLAlchemyError:
            log.debug("the practice's look could not be asked for")


def keep_asking(app: Flask, wait: Callable[[float], object]) -> None:
    """Ask now and then for as long as the process lives; `wait` lets others go on meanwhile."""
    while True:
        wait(ASK_EVERY)
        ask_anew(app)


def _look(stamp: str) -> Look:
    """The look with this stamp: another worker may have changed it a moment ago. 404 for any other."""
    known = (practice_look(), stored_look(db.session))
    return next((one for one in known if stamp and one.stamp == stamp), None) or abort(404)


def _kept(made: str | bytes, kind: str, *, for_good: bool = True) -> Response:
    return Response(made, mimetype=kind, headers={"Cache-Control": FOR_GOOD if for_good else "public, max-age=3600"})


def practice_on_paper(look: Look | None = None) -> dict[str, str]:
    """Who runs the workshops, as the first page of a document shows it: name, logo as SVG or "", colour or "".

    The look is that which this process knows, where no other is given.
    """
    look = look or practice_look()
    return {"name": current_app.config["SETTINGS"].practice_name, "logo": look.as_svg, "accent": look.accent}
