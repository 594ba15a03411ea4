"""The second step: switching it on and off in the account, and being asked for it at sign-in."""

from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from workshop.accounts import second_factor
from workshop.accounts.access import proven
from workshop.accounts.entering_access import enter_wholly, half_in, pepper
from workshop.accounts.models import User
from workshop.accounts.passwords import SHORTEST
from workshop.accounts.second_factor import Answer
from workshop.accounts.sign_ins import end_all
from workshop.accounts.views import bp, right_password
from workshop.audit.log import note
from workshop.database import utcnow
from workshop.extensions import db
from workshop.qr import qr_of


@bp.get("/account/second-step")
def second_factor_page():
    """Whether a second step is set, and what to do about it."""
    return _page(proven())


@bp.post("/account/second-step")
def begin_second_factor():
    """Make a secret for an app, once the password was typed."""
    user = proven()
    if not _is_own_password(user):
        return _page(user, error=("current", _("That is not your password of now.")))
    second_factor.begin(db.session, user, now=utcnow())
    db.session.commit()
    return redirect(url_for(".second_factor_page"), 303)


@bp.post("/account/second-step/confirmation")
def confirm_second_factor():
    """Switch it on with the app's first code. The recovery codes are shown here and nowhere else."""
    user, now = proven(), utcnow()
    lock = second_factor.waiting(db.session, user, pepper=pepper(), now=now)
    codes = second_factor.confirm(db.session, lock, request.form.get("code", ""), now=now) if lock else None
    if codes is None:
        return _page(
            user, error=("code", _("That is not the code the app shows now. Wait for the next one, and type that."))
        )
    end_all(db.session, user, now=now, keep=g.sign_in)
    note(db.session, act="second_step.set", actor=user.public_id, subject=user.public_id, now=now)
    db.session.commit()
    return render_template("accounts/recovery_codes.html", codes=codes)


@bp.post("/account/second-step/ending")
def end_second_factor():
    """Switch it off, once the password was typed; a short password has to be made longer before."""
    user = proven()
    if not _is_own_password(user):
        return _page(user, error=("current", _("That is not your password of now.")))
    if len(request.form.get("current", "")) < SHORTEST:
        short = _("Without a second step a password has at least %(n)s characters: set a longer one first.", n=SHORTEST)
        return _page(user, error=("current", short))
    second_factor.end(db.session, user)
    note(db.session, act="second_step.ended", actor=user.public_id, subject=user.public_id, now=utcnow())
    db.session.commit()
    flash(_("The second step is switched off."))
    return redirect(url_for(".account"), 303)


@bp.get("/sign-in/second-step")
def second_step():
    """Ask whoever has brought the first proof for a code."""
    g.is_token_page = True
    return render_template("accounts/second_step.html") if half_in() else redirect(url_for(".sign_in"))


@bp.post("/sign-in/second-step")
def take_second_step():
    """Sign in with a code of the app, or a recovery code."""
    g.is_token_page = True
    here = half_in()
    if here is None:
        return redirect(url_for(".sign_in"), 303)
    user, noted = here
    found = second_factor.answer(db.session, user, request.form.get("code", ""), pepper=pepper(), now=utcnow())
    if found is Answer.RIGHT:
        session.pop("half_in")
        return enter_wholly(user, proof=noted["proof"], target=noted["target"])
    db.session.commit()
    return render_template("accounts/second_step.html", found=found.value), 429 if found is Answer.TOO_MANY else 422


def _is_own_password(user: User) -> bool:
    is_right = right_password(user.address, request.form.get("current", "")) is not None
    db.session.rollback()
    return is_right


def _page(user: User, *, error: tuple[str, str] | None = None):
    lock = second_factor.waiting(db.session, user, pepper=pepper(), now=utcnow())
    site = current_app.config["SETTINGS"].site_name
    page = render_template(
        "accounts/second_factor.html",
        user=user,
        is_set=second_factor.is_set(db.session, user),
        n_left=second_factor.n_recovery_codes(db.session, user),
        secret=lock.secret if lock else "",
        drawing=qr_of(lock.address(user.address, site)).as_square(_("QR code for the app"), module=5) if lock else "",
        error=error,
    )
    return page, 422 if error else 200
