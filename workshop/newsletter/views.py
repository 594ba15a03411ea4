"""Subscribing: the form, the page that follows it, and the button behind the mailed link."""

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from workshop.accounts.addresses import BadAddress, clean_address, masked
from workshop.accounts.cookie_access import this_place
from workshop.accounts.names import BadName
from workshop.database import utcnow
from workshop.extensions import db
from workshop.newsletter.asking import Asking, ask
from workshop.newsletter.confirming import LinkEnded, asking_behind
from workshop.newsletter.confirming import confirm as confirm_asking
from workshop.newsletter.consents import NEWEST, WORDINGS
from workshop.newsletter.keys import subscription_token
from workshop.newsletter.letters import asking_letters, queue_asking_letter, queue_welcome
from workshop.newsletter.limits import TooMany, count_asking
from workshop.newsletter.names import reader_name
from workshop.tipsheets import archive
from workshop.tokens import new_token
from workshop.web.by_hand import is_trapped, was_by_hand

bp = Blueprint("newsletter", __name__)


@bp.app_context_processor
def _form_parts():
    return {"subscribe_wording": (NEWEST, WORDINGS[NEWEST])}


@bp.get("/subscribe")
def subscribe():
    """The form on a page of its own."""
    return _form({}, {})


@bp.post("/subscribe")
def ask_to_subscribe():
    """Mail a link to confirm with; one page for every address, known or not."""
    form = request.form
    problems = _problems(form)
    if problems:
        return _form(form, problems), 422
    token, settings, now = new_token(), current_app.config["SETTINGS"], utcnow()
    letters = asking_letters(token, settings)
    asking = _asking(form)
    try:
        may_write = count_asking(db.session, asking.address, this_place(), pepper=settings.secret_key, now=now)
    except TooMany:
        db.session.commit()
        return _form(form, {"": _("Too many people are subscribing from here just now. Please try again in an hour.")}), 429
    if may_write and not is_trapped():
        answer = ask(db.session, asking, token, pepper=settings.secret_key, now=now)
        queue_asking_letter(db.session, answer, letters, to=asking.address, token=token, pepper=settings.secret_key, now=now)
    db.session.commit()
    return redirect(url_for(".asked"), 303)


@bp.get("/subscribe/asked")
def asked():
    """Look into your inbox."""
    return render_template("newsletter/asked.html")


@bp.get("/subscription/confirm/<token>")
def confirm(token):
    """What the mailed link opens: one button. However often it is fetched, nothing changes."""
    g.is_token_page = True
    return _confirm_page(token)


@bp.post("/subscription/confirm/<token>")
def confirm_now(token):
    """Confirm; once more says so again."""
    g.is_token_page = True
    settings, now = current_app.config["SETTINGS"], utcnow()
    newest = archive.latest(db.session, now=now, language=str(get_locale()))
    try:
        pending = asking_behind(db.session, token, now=now)
    except LinkEnded:
        return _ended()
    if pending is None:
        return _unknown()
    confirmed = confirm_asking(db.session, pending, pepper=settings.secret_key, now=now)
    own_token = subscription_token(confirmed.subscriber.public_id, pepper=settings.secret_key)
    if confirmed.is_new:
        queue_welcome(db.session, confirmed.subscriber, own_token, newest, settings=settings, now=now)
    db.session.commit()
    return render_template("newsletter/confirmed.html", latest=newest, token=own_token, is_new=confirmed.is_new)


def _confirm_page(token: str):
    try:
        pending = asking_behind(db.session, token, now=utcnow())
    except LinkEnded:
        return _ended()
    if pending is None:
        return _unknown()
    return render_template("newsletter/confirm.html", token=token, masked_address=masked(pending.address))


def _ended():
    return render_template("newsletter/link_ended.html"), 410


def _unknown():
    return render_template("newsletter/link_ended.html"), 404


def _form(typed, problems):
    return render_template("newsletter/subscribe.html", typed=typed, problems=problems)


def _problems(form) -> dict[str, str]:
    """What has to be mended before a letter is written, by field; the empty key is for the form as a whole."""
    problems = {}
    try:
        clean_address(form.get("address", ""))
    except BadAddress:
        problems["address"] = _("Write the whole e-mail address, such as ben@northgate.example")
    for field in ("first_name", "last_name"):
        try:
            reader_name(form.get(field, ""))
        except BadName:
            problems[field] = _("Write a name of at most 80 letters, without an address or a link in it.")
    if form.get("consent") != NEWEST:
        problems["consent"] = _("Tick the box if you want the tipsheet by mail: without your yes we send nothing.")
    if not problems and not was_by_hand("subscribe"):
        problems[""] = _("That was too quick for us, or the page was a day old. Please press Subscribe once more.")
    return problems


def _asking(form) -> Asking:
    return Asking(
        address=clean_address(form.get("address", "")),
        first_name=reader_name(form.get("first_name", "")),
        last_name=reader_name(form.get("last_name", "")),
        language=str(get_locale()),
        source=form.get("source", "")[:80],
    )
