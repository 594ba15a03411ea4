"""The practice's own look: its logo and its colour, set by the administrator, refused in words where they would not do."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from workshop.accounts.access import administrator
from workshop.admin.views import bp, note_act
from workshop.branding.colours import NoColour, TooPale, read_colour
from workshop.branding.look import set_accent, set_logo, stored_look
from workshop.branding.png import MOST_BYTES, MOST_HIGH, MOST_WIDE, NoPicture, TooLarge, read_png
from workshop.branding.views import ask_anew
from workshop.database import utcnow
from workshop.extensions import db


@bp.get("/admin/look")
def look():
    """The logo and the colour as they are, and where they are changed."""
    administrator()
    return _page({})


@bp.post("/admin/look/colour")
def set_colour():
    """Use a colour of the practice's own, or the site's again."""
    administrator()
    typed = request.form.get("accent", "")
    try:
        accent = read_colour(typed) if typed.strip() else ""
    except NoColour:
        return _page({"accent": _("Write the colour as # and six digits or letters from A to F, such as #0E5C54.")}, typed)
    except TooPale as pale:
        return _page({"accent": _too_pale(pale)}, typed)
    set_accent(db.session, accent, now=utcnow())
    return _done("look.colour", _("The colour is in use.") if accent else _("The site has its own colour again."))


@bp.post("/admin/look/logo")
def upload_logo():
    """Use a logo, or the site's name again."""
    administrator()
    sent = request.files.get("logo")
    data = sent.read(MOST_BYTES + 1) if sent else b""
    if request.form.get("action") == "remove":
        set_logo(db.session, None, now=utcnow())
        return _done("look.logo", _("The site's name stands in letters again."))
    if not data:
        return _page({"logo": _("Choose the picture, a PNG.")})
    try:
        picture = read_png(data)
    except TooLarge:
        return _page({"logo": _too_large()})
    except NoPicture:
        return _page({"logo": _("This is no PNG that we can read. Save the logo anew as a plain PNG, not interlaced.")})
    set_logo(db.session, picture, now=utcnow())
    return _done("look.logo", _("The logo is in use."))


def _too_pale(pale: TooPale) -> str:
    had = format_decimal(pale.contrast, "0.0")
    return _(
        "Words in this colour would have a contrast of %(had)s with the paper; they need 4.5. Choose a darker one.", had=had
    )


def _too_large() -> str:
    size = {"kb": MOST_BYTES // 1000, "wide": MOST_WIDE, "high": MOST_HIGH}
    return _("The logo may have %(kb)s kB, and %(wide)s by %(high)s pixels. Make it smaller.", **size)


def _done(act: str, words: str):
    note_act(act, "look")
    db.session.commit()
    ask_anew(current_app)
    flash(words)
    return redirect(url_for(".look"), 303)


def _page(errors: dict[str, str], accent: str | None = None):
    stored = stored_look(db.session)
    typed = stored.accent if accent is None else accent
    return render_template("admin/look.html", own=stored, errors=errors, accent=typed), 422 if errors else 200
