"""The page that a wave's letter leads to. A GET shows no word of an action, and stores nothing: scanners follow links."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.accounts.entering_access import pepper
from workshop.actions.access import opened_asking
from workshop.actions.answering import ask_again, hear, stop_asking
from workshop.actions.following import actions_of
from workshop.actions.form_views import ActionForm, action_form, errors_of, read_form, reply, went_words
from workshop.actions.models import Action, Asking
from workshop.database import utcnow
from workshop.extensions import db

bp = Blueprint("actions", __name__)
bp.add_app_template_filter(went_words)


@bp.get("/check-in/<token>")
def check_in(token):
    """What this is about, and a button that opens it."""
    asking = opened_asking(token)
    is_open = asking.is_open(now=utcnow())
    return _page(asking, token, is_open=is_open), 200 if is_open else 410


@bp.post("/check-in/<token>")
def open_check_in(token):
    """The action in its writer's words, and the questions. Nothing changes by this."""
    asking = opened_asking(token)
    if not asking.is_open(now=utcnow()):
        return _page(asking, token, is_open=False), 410
    went, event = request.form.get("went", ""), asking.participant.event
    actions = _asked_about(asking)
    alone = went if len(actions) == 1 else ""
    return _form(asking, token, [action_form(one, event, asking.wave, went=alone) for one in actions])


@bp.post("/check-in/<token>/answers")
def answer(token):
    """Keep what was said."""
    asking, now = opened_asking(token), utcnow()
    if not asking.is_open(now=now):
        return _page(asking, token, is_open=False), 410
    forms = [read_form(one, asking.participant.event, asking.wave, request.form) for one in _asked_about(asking)]
    kept = [(form.action, form.given) for form in forms if form.given is not None]
    if not kept or any(form.problems and not form.is_left_out for form in forms):
        return _form(asking, token, forms), 422
    for action, given in kept:
        hear(db.session, action, given, wave=asking.wave, pepper=pepper(), now=now)
    db.session.commit()
    flash(reply(kept[-1][1].answers["went"]))
    return redirect(url_for(".check_in", token=token), 303)


@bp.post("/check-in/<token>/ending")
def stop(token):
    """Ask no more about this event."""
    asking = opened_asking(token)
    stop_asking(db.session, asking.participant, pepper=pepper(), now=utcnow())
    db.session.commit()
    flash(_("We ask you no more about this."))
    return redirect(url_for(".check_in", token=token), 303)


@bp.post("/check-in/<token>/again")
def again(token):
    """Take "stop asking me" back."""
    asking = opened_asking(token)
    ask_again(db.session, asking.participant, pepper=pepper(), now=utcnow())
    db.session.commit()
    return redirect(url_for(".check_in", token=token), 303)


def _asked_about(asking: Asking) -> list[Action]:
    """The actions of this wave, those about which enough was said before it left out."""
    actions = [one for one in actions_of(db.session, asking.participant) if asking.wave in one.waves]
    return [one for one in actions if one.is_asked_about or one.check_in(asking.wave)]


def _page(asking: Asking, token: str, *, is_open: bool) -> str:
    actions = _asked_about(asking)
    return render_template(
        "actions/check_in.html",
        event=asking.participant.event,
        token=token,
        is_open=is_open,
        actions=actions,
        is_stopped=any(one.ended_as == "stopped" for one in actions_of(db.session, asking.participant)),
        has_said=asking.answered_at is not None,
        closes_at=asking.closes_at,
        zone=asking.participant.user.zone,
        went=request.args.get("went", ""),
        contact=current_app.config["SETTINGS"].contact_address,
    )


def _form(asking: Asking, token: str, forms: list[ActionForm]) -> str:
    return render_template(
        "actions/answer.html",
        event=asking.participant.event,
        token=token,
        forms=forms,
        errors=errors_of(forms),
    )
