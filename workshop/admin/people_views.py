"""Pages about people: the list, and adding somebody."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from workshop.accounts.access import administrator
from workshop.accounts.addresses import BadAddress
from workshop.accounts.names import BadName
from workshop.admin.people import AddressKnown, add_person, find_people
from workshop.admin.views import bp, note_act, wanted_page
from workshop.admin.wording import group_words
from workshop.clients.models import Client
from workshop.clients.readers import add_reader
from workshop.clients.welcoming import welcome
from workshop.database import utcnow
from workshop.events.hosts import appoint_planner
from workshop.extensions import db


@bp.get("/admin/people")
def people():
    """Everybody whom the site knows, with search."""
    administrator()
    wanted, group = request.args.get("q", "").strip(), request.args.get("group", "")
    found, page = find_people(db.session, wanted, group, wanted_page())
    return render_template("admin/people.html", people=found, page=page, wanted=wanted, group=group, groups=group_words())


@bp.get("/admin/people/new")
def new_person():
    """Where somebody is added who will facilitate or read."""
    administrator()
    return _form({}, {})


@bp.post("/admin/people")
def create_person():
    """Add a person, give them what they are here for, and write to them."""
    administrator()
    given, now = request.form, utcnow()
    client = db.session.scalar(select(Client).where(Client.public_id == given.get("reads", "")))
    try:
        user = add_person(db.session, address=given.get("address", ""), name=given.get("name", ""), now=now)
    except BadAddress:
        return _form(given, {"address": _("Write the whole e-mail address, such as ada@practice.example")})
    except BadName:
        return _form(given, {"name": _("Write a name of at most 80 letters, or none.")})
    except AddressKnown as known:
        return _form(given, {"address": _("This address has an account already.")}, known=known.user)
    note_act("person.added", user.public_id)
    if given.get("plans"):
        appoint_planner(db.session, user)
        note_act("planner.appointed", user.public_id)
    if client is not None:
        add_reader(db.session, client, user, by=administrator(), now=now)
        note_act("reader.added", f"{user.public_id} {client.public_id}")
    welcome(db.session, user, by=administrator(), settings=current_app.config["SETTINGS"], now=now, reads=client)
    db.session.commit()
    flash(_("Added. A letter with a sign-in link is on its way to %(address)s.", address=user.address))
    return redirect(url_for(".show_person", person_id=user.public_id), 303)


def _form(given, errors, known=None):
    clients = db.session.scalars(select(Client).order_by(func.lower(Client.name))).all()
    choices = [("", _("No client’s"))] + [(client.public_id, client.name) for client in clients]
    page = render_template("admin/new_person.html", given=given, errors=errors, known=known, choices=choices)
    return page, 422 if errors else 200
