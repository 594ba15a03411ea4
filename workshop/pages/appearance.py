"""Light, dark, or as the reader's device has it: kept in a cookie, so that the server draws the page right at once."""

from typing import Literal

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _

THEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
COOKIE = "theme"
YEAR_SECONDS = 365 * 24 * 3600


def theme() -> str:
    """ "light", "dark", or "" where the device decides."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in THEMES else ""


def keep_theme():
    """Store the posted choice; anything else but light and dark means the device decides."""
    chosen = request.form.get("theme", "")
    flash(_("Your choice is kept on this device."))
    answer = redirect(url_for("pages.accessibility", _anchor="looks"), code=303)
    if chosen in THEMES:
        is_secure = current_app.config["SETTINGS"].is_secure
        answer.set_cookie(COOKIE, chosen, max_age=YEAR_SECONDS, secure=is_secure, httponly=True, samesite="Lax")
    else:
        answer.delete_cookie(COOKIE)
    return answer
