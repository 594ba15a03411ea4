"""The form with which anybody asks for a workshop, a webinar or a keynote, and the page that follows it."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.accounts.cookie_access import this_place
from workshop.database import utcnow
from workshop.enquiries.asking import TooMany, count_enquiry, keep, problems
from workshop.enquiries.models import KINDS
from workshop.extensions import db
from workshop.mail.rendering import render_letter
from workshop.web.by_hand import is_trapped, was_by_hand

bp = Blueprint("enquiries", __name__)
FIELDS = ("name", "organisation", "address", "wanted_for", "words", "about")


@bp.app_template_filter("kind_wanted")
def kind_wanted(kind: str) -> str:
    """What somebody asks for, in words."""
    words = {"workshop": _("A workshop"), "webinar": _("A webinar"), "keynote": _("A keynote")}
    return words.get(kind, _("I don’t know yet"))


@bp.get("/enquiries")
def ask():
    """The form; `?about=` names the tipsheet under which it was opened, `?kind=` what is asked for."""
    return _form(_typed(request.args), {})


@bp.post("/enquiries")
def send():
    """Keep it and write to the practice; one page for everybody."""
    typed, settings, now = _typed(request.form), current_app.config["SETTINGS"], utcnow()
    found = problems(typed)
    if not found and not was_by_hand("enquiry"):
        found[""] = _("That was too quick for us, or the page was a day old. Please press Send once more.")
    if found:
        return _form(typed, found), 422
    letter = render_letter("enquiries/mail/enquiry.txt", typed=typed, kind=kind_wanted(typed["kind"]), settings=settings)
    try:
        may_keep = count_enquiry(db.session, typed["address"], this_place(), pepper=settings.secret_key, now=now)
    except TooMany:
        db.session.commit()
        sentence = _("Too many people are asking from here just now. Try again in an hour, or write to us.")
        return _form(typed, {"": sentence}), 429
    if may_keep and not is_trapped():
        keep(db.session, typed, letter, settings=settings, now=now)
    db.session.commit()
    return redirect(url_for(".asked"), 303)


@bp.get("/enquiries/asked")
def asked():
    """It has come; who answers, and when."""
    return render_template("enquiries/asked.html")


def _typed(given) -> dict[str, str]:
    typed = {name: given.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS}
    typed |= {name: " ".join(words.split()) for name, words in typed.items() if name != "words"}  # one line each
    return typed | {"kind": given.get("kind", "") if given.get("kind") in KINDS else ""}


def _form(typed, found):
    kinds = [(kind, kind_wanted(kind)) for kind in KINDS]
    return render_template("enquiries/ask.html", typed=typed, problems=found, kinds=kinds)
