"""Who of the client reads its reports: facilitators see everybody, invite, and take back their own invitations."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.accounts.addresses import BadAddress
from workshop.clients.inviting import AccountDisabled, ReadsAlready, end_reading, invite_reader
from workshop.clients.readers import invited_reader, readers_of
from workshop.clients.wording import told_by_letter
from workshop.database import utcnow
from workshop.extensions import db
from workshop.reports.access import reported_event
from workshop.reports.views import bp


@bp.get("/events/<code>/report/readers")
def readers(code):
    """Everybody who reads what this client is sent, and where somebody is invited."""
    return _page(reported_event(code))


@bp.post("/events/<code>/report/readers")
def invite(code):
    """Let the person with this address read the client's reports, and write to them."""
    event, typed, settings = reported_event(code), request.form.get("address", ""), current_app.config["SETTINGS"]
    try:
        invited = invite_reader(db.session, event.client, typed, by=current_user, settings=settings, now=utcnow())
    except BadAddress:
        return _page(event, typed, _("Write the whole e-mail address, such as cleo@northgate.example"))
    except ReadsAlready:
        return _page(event, typed, _("This address reads the reports already."))
    except AccountDisabled:
        return _page(event, typed, _("This address cannot be invited here. Ask whoever administers the site."))
    db.session.commit()
    flash(_("Invited.") + " " + told_by_letter(invited))
    return redirect(url_for(".readers", code=event.code), 303)


@bp.post("/events/<code>/report/readers/<person_id>/withdrawal")
def withdraw_invitation(code, person_id):
    """Take back an invitation of one's own, from the next page on; those of others are not to be found."""
    event = reported_event(code)
    reader = invited_reader(db.session, event.client, person_id, by=current_user)
    if reader is None:
        abort(404)
    end_reading(db.session, event.client, reader.user, by=current_user, now=utcnow())
    db.session.commit()
    flash(_("Withdrawn. The reports are closed to them now."))
    return redirect(url_for(".readers", code=event.code), 303)


def _page(event, typed="", problem=""):
    errors = [{"text": problem, "href": "#address"}] if problem else []
    found = readers_of(db.session, event.client)
    page = render_template("reports/readers.html", event=event, readers=found, typed=typed, problem=problem, errors=errors)
    return page, 422 if problem else 200
