"""One person: what they belong to, and giving and taking it."""

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from workshop.accounts.access import administrator
from workshop.accounts.models import User
from workshop.accounts.sign_ins import keep_staff_hours
from workshop.admin.access import known_person, proven_person
from workshop.admin.people import (
    NobodyLeft,
    appoint_administrator,
    disable,
    dismiss_administrator,
    enable,
    person,
)
from workshop.admin.views import bp, note_act
from workshop.clients.welcoming import welcome
from workshop.database import utcnow
from workshop.events.hosts import appoint_planner, dismiss_planner
from workshop.extensions import db


@bp.get("/admin/people/<person_id>")
def show_person(person_id):
    """What the person belongs to, and what an administrator can do about it."""
    return _page(known_person(person_id))


@bp.post("/admin/people/<person_id>/planning")
def let_plan(person_id):
    """Let the person plan workshops."""
    user = proven_person(person_id)
    appoint_planner(db.session, user)
    keep_staff_hours(db.session, user)
    return _done("planner.appointed", user, _("They can plan workshops from now on."))


@bp.post("/admin/people/<person_id>/planning/ending")
def end_planning(person_id):
    """Take it back; the workshops that the person leads stay with them."""
    user = known_person(person_id)
    dismiss_planner(db.session, user)
    return _done("planner.dismissed", user, _("They can plan no more workshops. Those that they lead stay with them."))


@bp.post("/admin/people/<person_id>/administration")
def let_administer(person_id):
    """Make the person administrator."""
    user = proven_person(person_id)
    appoint_administrator(db.session, user)
    keep_staff_hours(db.session, user)
    return _done("administrator.appointed", user, _("They look after the site from now on."))


@bp.post("/admin/people/<person_id>/administration/ending")
def end_administration(person_id):
    """Take it back, from anybody but oneself."""
    user = known_person(person_id)
    try:
        _not_oneself(user)
        dismiss_administrator(db.session, user)
    except NobodyLeft:
        return _page(user, _("Another administrator has to do this: the site never stays without one."))
    return _done("administrator.dismissed", user, _("They look after the site no more."))


@bp.post("/admin/people/<person_id>/disabling")
def disable_person(person_id):
    """Sign the person out everywhere, and let them in no more."""
    user = known_person(person_id)
    try:
        _not_oneself(user)
        disable(db.session, user, now=utcnow())
    except NobodyLeft:
        return _page(user, _("Another administrator has to do this: the site never stays without one."))
    return _done("person.disabled", user, _("Disabled. They are signed out everywhere."))


@bp.post("/admin/people/<person_id>/enabling")
def enable_person(person_id):
    """Let the person in again."""
    user = known_person(person_id)
    enable(user)
    return _done("person.enabled", user, _("Enabled. They can sign in again."))


@bp.post("/admin/people/<person_id>/letter")
def send_link(person_id):
    """Mail the person a sign-in link; nobody signs in for them."""
    user = proven_person(person_id)
    if not user.is_active:
        return _page(user, _("Enable the account first: a link would not let them in."))
    if not welcome(db.session, user, by=administrator(), settings=current_app.config["SETTINGS"], now=utcnow()):
        return _page(user, _("Five letters with a code went to this address in the last hour. Try again later."))
    return _done("person.sent_link", user, _("A letter with a sign-in link is on its way."))


def _not_oneself(user: User) -> None:
    if user.id == administrator().id:
        raise NobodyLeft(user.public_id)


def _done(act: str, user: User, sentence: str):
    note_act(act, user.public_id)
    db.session.commit()
    flash(sentence)
    return redirect(url_for(".show_person", person_id=user.public_id), 303)


def _page(user: User, refusal: str = ""):
    is_oneself = user.id == administrator().id
    page = render_template("admin/show_person.html", person=person(db.session, user), is_oneself=is_oneself, refusal=refusal)
    return page, 409 if refusal else 200
