"""A venue's computer becomes a big screen: it shows six characters, and a facilitator types them on a phone."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.accounts.cookie_access import this_device, this_place
from workshop.accounts.entering_access import pepper
from workshop.audit.log import note
from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.kind_words import kind_word
from workshop.extensions import db
from workshop.room import pairing
from workshop.room.screen_access import cookie_name, this_screen
from workshop.room.views import bp, control_room

DAYS_OF_COOKIE = 30
LONGEST_TYPED = 40


@bp.get("/screen")
def wait_to_pair():
    """On the venue's computer: the six characters, or the button that asks for them; the screen once they were typed."""
    key = this_screen()
    if key is not None and key.event is not None:
        return redirect(url_for(".screen", code=key.event.code))
    code = pairing.code_of(request.cookies[cookie_name()], pepper=pepper()) if key is not None else ""
    return render_template("room/pair.html", code=code)


@bp.post("/screen")
def ask_to_pair():
    """Six new characters for this device."""
    try:
        asked = pairing.ask(db.session, device=this_device(), place=this_place(), pepper=pepper(), now=utcnow())
    except pairing.TooManyTries:
        db.session.commit()
        return render_template("room/pair.html", code="", is_refused=True), 429
    db.session.commit()
    answer = redirect(url_for(".wait_to_pair"), 303)
    secure = current_app.config["SETTINGS"].is_secure
    answer.set_cookie(
        cookie_name(), asked.token, max_age=DAYS_OF_COOKIE * 24 * 3600, secure=secure, httponly=True, samesite="Lax"
    )
    return answer


@bp.post("/events/<code>/screens")
def pair_screen(code):
    """Tie the device that shows these characters to the event."""
    event, typed = hosted_event(code), request.form.get("pairing", "")
    if len(typed) > LONGEST_TYPED:
        abort(400)
    try:
        key = pairing.pair(db.session, event, typed, by=current_user, pepper=pepper(), now=utcnow())
    except pairing.UnknownCode:
        db.session.commit()
        return _mistyped(event, _("No screen shows these characters now. They change after ten minutes: look again."), 422)
    except pairing.TooManyTries:
        return _mistyped(event, _("Too many wrong characters. Wait ten minutes, then ask the screen for new ones."), 429)
    note(db.session, act="screen.paired", actor=current_user.public_id, subject=event.code, now=utcnow())
    db.session.commit()
    flash(
        _(
            "The screen (%(device)s) shows this %(kind)s now.",
            device=key.device or _("unknown device"),
            kind=kind_word(event),
        )
    )
    return redirect(url_for(".show", code=event.code, _anchor="screen"), 303)


@bp.post("/events/<code>/screens/<screen_id>/ending")
def end_screen(code, screen_id):
    """This device shows nothing of the event any more."""
    event = hosted_event(code)
    pairing.end_screen(db.session, event, screen_id, now=utcnow())
    note(db.session, act="screen.ended", actor=current_user.public_id, subject=event.code, now=utcnow())
    db.session.commit()
    flash(_("That screen is off."))
    return redirect(url_for(".show", code=event.code, _anchor="screen"), 303)


def _mistyped(event, sentence, status):
    """The control room with the field open, what was typed in it, and what to do."""
    return control_room(event, status=status, mistyped=request.form.get("pairing", ""), mistake=sentence)
