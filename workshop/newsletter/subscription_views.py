"""A subscriber's own page: leaving with one press, choosing, downloading, being forgotten. No sign-in, only the token."""

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.accounts.addresses import masked
from workshop.accounts.entering_access import pepper
from workshop.accounts.names import BadName
from workshop.database import utcnow
from workshop.extensions import csrf, db
from workshop.newsletter import leaving, preferences
from workshop.newsletter.access import subscriber_or_404
from workshop.newsletter.models import Subscriber
from workshop.newsletter.names import reader_name
from workshop.newsletter.preferences import NothingWanted, Preferences
from workshop.newsletter.views import bp
from workshop.web.files import file_to_keep
from workshop.web.guards import from_anywhere


@bp.get("/subscription/<token>")
def subscription(token):
    """What the reader gets, with the way out first."""
    return _page(subscriber_or_404(token), token)


@bp.post("/subscription/<token>")
@csrf.exempt
@from_anywhere
def unsubscribe_by_mail_program(token):
    """RFC 8058: a mail program posts here, without cookies; no redirect, nothing to read, and at once."""
    g.is_token_page = True
    subscriber = subscriber_or_404(token)
    if request.form.get("List-Unsubscribe") != "One-Click":
        return _page(subscriber, token, _("Press the button below to unsubscribe.")), 422
    leaving.leave(db.session, subscriber, pepper=pepper(), now=utcnow(), source="one-click")
    db.session.commit()
    return "", 200


@bp.post("/subscription/<token>/leaving")
def unsubscribe(token):
    """Unsubscribe."""
    subscriber = subscriber_or_404(token)
    leaving.leave(db.session, subscriber, pepper=pepper(), now=utcnow(), source="page")
    db.session.commit()
    return redirect(url_for(".subscription", token=token), 303)


@bp.post("/subscription/<token>/returning")
def undo_unsubscribing(token):
    """Think better of it, for half an hour."""
    subscriber = subscriber_or_404(token)
    if leaving.come_back(db.session, subscriber, pepper=pepper(), now=utcnow()):
        flash(_("Welcome back. You get what you got before."))
    elif subscriber.left_at is not None:
        flash(_("That was a while ago. Subscribe again with your address, please."))
    db.session.commit()
    return redirect(url_for(".subscription", token=token), 303)


@bp.post("/subscription/<token>/preferences")
def choose(token):
    """Take over what was chosen."""
    subscriber, form = subscriber_or_404(token), request.form
    try:
        wanted = _preferences(form)
        preferences.change(db.session, subscriber, wanted, pepper=pepper(), now=utcnow())
    except BadName:
        return _page(subscriber, token, _("Write a name of at most 80 letters, without an address or a link in it.")), 422
    except NothingWanted:
        return _page(subscriber, token, _("Nothing is ticked. To get nothing more, press Unsubscribe.")), 422
    db.session.commit()
    flash(_("Saved."))
    return redirect(url_for(".subscription", token=token), 303)


@bp.get("/subscription/<token>/data")
def own_data(token):
    """Everything kept about the reader, as a file."""
    subscriber = subscriber_or_404(token)
    found = preferences.own_data(db.session, subscriber, pepper=pepper())
    return file_to_keep(current_app.json.dumps(found) + "\n", "my-subscription.json", "application/json")


@bp.post("/subscription/<token>/erasure")
def forget(token):
    """Delete the reader."""
    leaving.forget(db.session, subscriber_or_404(token), pepper=pepper(), now=utcnow())
    db.session.commit()
    return render_template("newsletter/forgotten.html")


def _page(subscriber: Subscriber, token: str, problem: str = ""):
    now = utcnow()
    return render_template(
        "newsletter/subscription.html",
        subscriber=subscriber,
        token=token,
        masked_address=masked(subscriber.address),
        may_undo=leaving.may_undo(subscriber, now=now),
        is_paused=subscriber.is_paused(now=now),
        problem=problem,
        typed=request.form,
    )


def _preferences(form) -> Preferences:
    return Preferences(
        first_name=reader_name(form.get("first_name", "")),
        last_name=reader_name(form.get("last_name", "")),
        wants_tips="tips" in form,
        wants_news="news" in form,
        pause_days=form.get("pause", 0, type=int),
        rhythm=form.get("rhythm", "tip"),
    )
