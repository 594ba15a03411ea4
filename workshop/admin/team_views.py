"""A client's teams, on the client's page. A team is known by its name: two of one client never share one."""

from flask import request
from flask_babel import gettext as _

from workshop.accounts.names import BadName
from workshop.admin.access import known_client
from workshop.admin.client_views import client_page, done, name_problem
from workshop.admin.clients import TeamInUse, remove_unused_team
from workshop.admin.views import bp
from workshop.clients.models import Client
from workshop.clients.organising import NameTaken, NoSuchTeam, add_team, rename_team, team_named
from workshop.extensions import db


@bp.post("/admin/clients/<client_id>/teams")
def create_team(client_id):
    """Add a team."""
    client, typed = known_client(client_id), request.form.get("team-name", "")
    try:
        add_team(db.session, client, typed)
    except (BadName, NameTaken) as problem:
        return client_page(client, {"team-name": name_problem(problem)}, team_name=typed)
    return done("team.added", client, client.public_id, _("The team is added."))


@bp.post("/admin/clients/<client_id>/teams/name")
def name_team(client_id):
    """Another name for a team."""
    client, old, typed = known_client(client_id), request.form.get("team", ""), request.form.get("name", "")
    try:
        rename_team(client, team_named(client, old), typed)
    except NoSuchTeam:
        return _gone(client)
    except (BadName, NameTaken) as problem:
        return client_page(client, {_field(client, old): name_problem(problem)}, renamed=old, renamed_to=typed)
    return done("team.renamed", client, client.public_id, _("The team is renamed."))


@bp.post("/admin/clients/<client_id>/teams/removal")
def end_team(client_id):
    """Take a team away that no event needs."""
    client, name = known_client(client_id), request.form.get("team", "")
    try:
        remove_unused_team(db.session, client, team_named(client, name))
    except NoSuchTeam:
        return _gone(client)
    except TeamInUse:
        return client_page(
            client, {_field(client, name): _("A workshop or webinar was planned with this team, so it stays.")}
        )
    return done("team.removed", client, client.public_id, _("The team is removed."))


def _gone(client: Client):
    return client_page(client, {"team-name": _("That team has another name by now, or is gone. These are the teams.")})


def _field(client: Client, name: str) -> str:
    """The id of the field in which the page shows the team's name."""
    return f"team-{client.teams.index(team_named(client, name)) + 1}"
