"""The secret calendar address in one's account, and what a calendar program finds there."""

from flask import abort, current_app, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from workshop.accounts.access import signed_in
from workshop.database import utcnow
from workshop.extensions import db
from workshop.invitations import calendar, feeds
from workshop.invitations.entries import entry_of
from workshop.invitations.letter_views import entry_title, entry_words
from workshop.invitations.views import as_calendar, bp


@bp.get("/calendar/<token>.ics")
def feed(token):
    """The events of whoever made this address."""
    user = feeds.fed_user(db.session, token)
    if user is None:
        abort(404)
    settings = current_app.config["SETTINGS"]
    entries = [
        entry_of(event, uid, title=entry_title(event.kind), description=entry_words(), settings=settings, sequence=sequence)
        for event, uid, sequence in feeds.feed_events(db.session, user)
    ]
    return as_calendar(calendar.publish(entries, name=_("Workshops"), now=utcnow()), "workshops.ics")


@bp.get("/account/calendar")
def own_calendar():
    """What the address is for, and whether there is one."""
    user = signed_in()
    return render_template("invitations/calendar.html", has_feed=feeds.has_feed(db.session, user), address="")


@bp.post("/account/calendar")
def make_address():
    """Make a new address; it is shown this once."""
    user = signed_in()
    token = feeds.make_feed(db.session, user, now=utcnow())
    db.session.commit()
    g.is_token_page = True
    address = current_app.config["SETTINGS"].address_of(url_for(".feed", token=token))
    return render_template("invitations/calendar.html", has_feed=True, address=address)


@bp.post("/account/calendar/ending")
def end_address():
    """End the address."""
    feeds.end_feed(db.session, signed_in())
    db.session.commit()
    flash(_("The address finds nothing any more."))
    return redirect(url_for(".own_calendar"), 303)
