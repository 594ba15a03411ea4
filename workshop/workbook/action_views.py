"""The participant's own actions: what they agreed to be asked about, and how it goes, said at any time."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.accounts.entering_access import pepper
from workshop.actions.answering import ask_again, current_wave, hear, stop_asking
from workshop.actions.following import actions_of
from workshop.actions.form_views import ActionForm, action_form, errors_of, read_form, reply
from workshop.database import utcnow
from workshop.events.access import own_seat
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.workbook.views import bp


@bp.get("/<code>/actions")
def actions(code):
    """Every action that its writer may be asked about, with what they have said of it."""
    seat = own_seat(code)
    return _page(seat, [action_form(one, seat.event, _wave(seat)) for one in actions_of(db.session, seat)])


@bp.post("/<code>/actions/<action_id>")
def say_how_it_went(code, action_id):
    """Keep what was said of one action."""
    seat = own_seat(code)
    wave, own = _wave(seat), actions_of(db.session, seat)
    forms = [
        read_form(one, seat.event, wave, request.form) if one.public_id == action_id else action_form(one, seat.event, wave)
        for one in own
    ]
    said = next((form for form in forms if form.action.public_id == action_id), None)
    if said is None:
        abort(404)
    if said.given is None:
        return _page(seat, forms), 422
    hear(db.session, said.action, said.given, wave=wave, pepper=pepper(), now=utcnow())
    db.session.commit()
    flash(reply(said.given.answers["went"]))
    return redirect(url_for(".actions", code=seat.event.code), 303)


@bp.post("/<code>/actions/ending")
def stop_being_asked(code):
    """Be asked no more about this event."""
    seat = own_seat(code)
    stop_asking(db.session, seat, pepper=pepper(), now=utcnow())
    db.session.commit()
    flash(_("We ask you no more about this."))
    return redirect(url_for(".actions", code=seat.event.code), 303)


@bp.post("/<code>/actions/again")
def be_asked_again(code):
    """Take "stop asking me" back."""
    seat = own_seat(code)
    ask_again(db.session, seat, pepper=pepper(), now=utcnow())
    db.session.commit()
    return redirect(url_for(".actions", code=seat.event.code), 303)


def _wave(seat: Participant) -> int:
    return current_wave(db.session, seat, now=utcnow())


def _page(seat: Participant, forms: list[ActionForm]) -> str:
    own = [form.action for form in forms]
    return render_template(
        "workbook/actions.html",
        event=seat.event,
        zone=seat.user.zone,
        forms=forms,
        errors=errors_of(forms),
        is_stopped=any(one.ended_as == "stopped" for one in own),
        is_asked=any(one.is_asked_about for one in own),
    )
