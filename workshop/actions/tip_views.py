"""Under a tipsheet: take its action on. Behind the letter a week later: say how it went, by a press and never by a GET."""

from flask import abort, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.accounts.addresses import BadAddress, clean_address
from workshop.accounts.cookie_access import this_place
from workshop.accounts.entering_access import pepper
from workshop.actions.check_in_views import bp
from workshop.actions.definition import follow_up
from workshop.actions.form_views import reply
from workshop.actions.taking_on import LONGEST, hear_reader, may_take_on, n_readers, refuse, take_on, tip_action_with
from workshop.actions.tip_models import TipAction
from workshop.database import utcnow
from workshop.extensions import db
from workshop.tipsheets.access import published_tipsheet


@bp.app_template_global("tip_readers")
def tip_readers(slug: str) -> int | None:
    """How many readers took the tipsheet's action on at least, from ten on."""
    return n_readers(db.session(), slug)


@bp.post("/tips/<slug>/action")
def take_tip_on(slug):
    """Take the action on; one answer for every address, known or not."""
    tipsheet, now = published_tipsheet(slug, now=utcnow()), utcnow()
    problems = _problems()
    if problems:
        return render_template("actions/take_on.html", tipsheet=tipsheet, typed=request.form, problems=problems), 422
    address = _address()
    if may_take_on(db.session, address, this_place(), pepper=pepper(), now=now) and not request.form.get("website"):
        moment, is_owner = request.form["moment"].strip(), current_user.is_authenticated and current_user.is_proven
        take_on(db.session, slug, address, moment, is_owner=is_owner, pepper=pepper(), now=now)
    db.session.commit()
    flash(_("Taken on. We ask once, in a week, how it went."))
    return redirect(url_for("tipsheets.show", slug=slug), 303)


@bp.get("/check-in/tips/<token>")
def tip_check_in(token):
    """How it went: the form, without a word of what its reader wrote."""
    return _page(_opened(token), token)


@bp.post("/check-in/tips/<token>")
def answer_tip(token):
    """Keep the answer."""
    action, went = _opened(token), request.form.get("went", "")
    if went not in follow_up(is_led_by_one_manager=False).question("went").option_keys:
        return _page(action, token, error=_("Choose how it went: one of the five.")), 422
    hear_reader(db.session, action, went, now=utcnow())
    db.session.commit()
    flash(reply(went))
    return redirect(url_for(".tip_check_in", token=token), 303)


@bp.post("/check-in/tips/<token>/forgetting")
def forget_tip(token):
    """Whoever gets the letter wants nothing of it, or never asked for it."""
    refuse(db.session, _opened(token), pepper=pepper(), now=utcnow())
    db.session.commit()
    return render_template("actions/tip_forgotten.html")


def _opened(token: str) -> TipAction:
    g.is_token_page = True
    action = tip_action_with(db.session(), token)
    if action is None:
        abort(make_response(render_template("actions/unknown.html"), 404))
    return action


def _page(action: TipAction, token: str, error: str = "") -> str:
    went = follow_up(is_led_by_one_manager=False).question("went")
    options = [(one.key, one.label.in_("en")) for one in went.options]
    chosen = request.args.get("went", "") or action.went
    return render_template("actions/tip_check_in.html", token=token, options=options, chosen=chosen, error=error)


def _address() -> str:
    return current_user.address if current_user.is_authenticated else clean_address(request.form.get("address", ""))


def _problems() -> dict[str, str]:
    problems, moment = {}, request.form.get("moment", "").strip()
    if not moment:
        problems["moment"] = _("Write the moment: “When the Thursday meeting ends”.")
    elif len(moment) > LONGEST or not moment.isprintable():
        problems["moment"] = _("Write at most %(n)s characters here, in one line.", n=LONGEST)
    try:
        _address()
    except BadAddress:
        problems["address"] = _("Write the whole e-mail address, such as ben@northgate.example")
    return problems
