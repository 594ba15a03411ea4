"""The page that an invitation's letter leads to: what it is, who sees what, and the answer. A GET answers nothing."""

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from workshop.database import utcnow
from workshop.extensions import db
from workshop.invitations import calendar, inviting
from workshop.invitations.access import opened_invitation
from workshop.invitations.letter_views import entry_for, entry_title, mail_cancellation, mail_invitation
from workshop.invitations.wording import when_words
from workshop.web.files import file_to_keep

bp = Blueprint("invitations", __name__)
ANSWERS = {"accept": "accepted", "decline": "declined", "not-me": "not me"}


@bp.get("/invitation/<token>")
def invitation(token):
    """What one is invited to."""
    return _page(token)


@bp.post("/invitation/<token>")
def answer(token):
    """Keep the answer; an entry in the calendar goes with a refusal, and comes back with a change of mind."""
    opened, said = opened_invitation(token), ANSWERS.get(request.form.get("answer", ""))
    if said is None:
        return _page(token, error=_("Choose one of the answers.")), 422
    had_entry, now = opened.has_entry, utcnow()
    try:
        is_ended = inviting.answer(db.session, opened, said, now=now)
    except inviting.TooLate:
        return _page(token), 409
    if is_ended:
        mail_cancellation(opened, now=now)
    elif said == "accepted" and not had_entry:
        inviting.renew_entry(db.session, opened)
        mail_invitation(opened, now=now)
    db.session.commit()
    flash(_("Thank you. You can change your answer here until it begins."))
    return redirect(url_for(".invitation", token=token), 303)


@bp.get("/invitation/<token>/event.ics")
def download(token):
    """The entry as a file, for calendars that read no mail."""
    opened = opened_invitation(token)
    text = calendar.publish([entry_for(opened)], name=entry_title(opened.event.kind), now=utcnow())
    return as_calendar(text, "event.ics")


def as_calendar(text: str, name: str) -> Response:
    """The file, never kept by whatever stands between."""
    g.is_token_page = True
    return file_to_keep(text, name, "text/calendar")


def _page(token: str, error: str = "") -> str:
    opened = opened_invitation(token)
    when = when_words(opened.event.starts_at, opened.event.zone, get_locale() or "en")
    return render_template(
        "invitations/invitation.html", invitation=opened, event=opened.event, when=when, token=token, error=error
    )
