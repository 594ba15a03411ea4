"""Pages about clients: the list, one client's name, and its readers."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.accounts.access import administrator
from workshop.accounts.addresses import BadAddress
from workshop.accounts.names import BadName
from workshop.admin.access import known_client, known_person
from workshop.admin.clients import client_lines, used_teams
from workshop.admin.views import bp, note_act, wanted_page
from workshop.clients.inviting import AccountDisabled, ReadsAlready, end_reading, invite_reader
from workshop.clients.models import Client
from workshop.clients.organising import NameTaken, add_client, rename_client
from workshop.clients.readers import readers_of
from workshop.clients.wording import told_by_letter
from workshop.database import utcnow
from workshop.extensions import db


@bp.get("/admin/clients")
def clients():
    """Every client, and where one is added."""
    administrator()
    return _list({})


@bp.post("/admin/clients")
def create_client():
    """Add a client."""
    administrator()
    typed = request.form.get("name", "")
    try:
        client = add_client(db.session, typed, now=utcnow())
    except (BadName, NameTaken) as problem:
        return _list({"name": name_problem(problem)}, typed)
    note_act("client.added", client.public_id)
    db.session.commit()
    flash(_("Added. Now its teams, and who reads its reports."))
    return redirect(url_for(".show_client", client_id=client.public_id), 303)


@bp.get("/admin/clients/<client_id>")
def show_client(client_id):
    """One client: its name, its teams, its readers."""
    return client_page(known_client(client_id))


@bp.post("/admin/clients/<client_id>/name")
def name_client(client_id):
    """Another name."""
    client, typed = known_client(client_id), request.form.get("name", "")
    try:
        rename_client(db.session, client, typed)
    except (BadName, NameTaken) as problem:
        return client_page(client, {"name": name_problem(problem)}, name=typed)
    return done("client.renamed", client, client.public_id, _("Renamed."))


@bp.post("/admin/clients/<client_id>/readers")
def create_reader(client_id):
    """Let the person with this address read the client's reports, and write to them."""
    client, typed, by = known_client(client_id), request.form.get("address", ""), administrator()
    settings = current_app.config["SETTINGS"]
    try:
        invited = invite_reader(db.session, client, typed, by=by, settings=settings, now=utcnow())
    except BadAddress:
        return _refused(client, typed, _("Write the whole e-mail address, such as cleo@northgate.example"))
    except AccountDisabled:
        return _refused(client, typed, _("The account of this address is disabled. Enable it first."))
    except ReadsAlready:
        return _refused(client, typed, _("This address reads the reports already."))
    db.session.commit()
    flash(_("Added.") + " " + told_by_letter(invited))
    return _to_page(client)


@bp.post("/admin/clients/<client_id>/readers/<person_id>/removal")
def end_reader(client_id, person_id):
    """Take it back, from the next page on."""
    client, user = known_client(client_id), known_person(person_id)
    end_reading(db.session, client, user, by=administrator(), now=utcnow())
    db.session.commit()
    flash(_("Removed. The reports are closed to them now."))
    return _to_page(client)


def name_problem(problem: Exception) -> str:
    """What to do about a name that cannot be given."""
    if isinstance(problem, NameTaken):
        return _("The name “%(name)s” is in use. Choose another.", name=str(problem))
    return _("Write a name of at most 80 letters, without a plus sign for a team.")


def done(act: str, client: Client, subject: str, sentence: str):
    """Note it, commit, say so, and back to the client."""
    note_act(act, subject)
    db.session.commit()
    flash(sentence)
    return _to_page(client)


def client_page(client: Client, errors=None, **typed):
    """The client's page, with what was typed and what is wrong with it."""
    db.session.refresh(client)
    page = render_template(
        "admin/show_client.html",
        client=client,
        used=used_teams(db.session, client),
        readers=readers_of(db.session, client),
        errors=errors or {},
        typed=typed,
    )
    return page, 422 if errors else 200


def _to_page(client: Client):
    return redirect(url_for(".show_client", client_id=client.public_id), 303)


def _refused(client: Client, typed: str, sentence: str):
    return client_page(client, {"address": sentence}, address=typed)


def _list(errors, typed=""):
    lines, page = client_lines(db.session, wanted_page())
    page = render_template("admin/clients.html", lines=lines, page=page, errors=errors, typed=typed)
    return page, 422 if errors else 200
