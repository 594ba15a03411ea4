"""Pages for signing in with a password, and out."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.accounts import attempts, cookie_access
from workshop.accounts.access import internal_path
from workshop.accounts.addresses import address_key
from workshop.accounts.belonging import landing_path
from workshop.accounts.entering_access import enter, pepper
from workshop.accounts.hashing import hash_password, is_outdated, is_password
from workshop.accounts.models import User
from workshop.accounts.passwords import LONGEST
from workshop.accounts.users import proven_user
from workshop.accounts.waiting import TooManyWait, wait
from workshop.database import utcnow
from workshop.extensions import db

bp = Blueprint("accounts", __name__)
bp.record_once(cookie_access.install)


@bp.get("/sign-in")
def sign_in():
    """Two ways in: a password, or a mailed link."""
    return render_template("accounts/sign_in.html", next=internal_path(request.args.get("next", "")))


@bp.post("/sign-in")
def sign_in_with_password():
    """Sign in with address and password; the same work, time and words for unknown people."""
    address, password = request.form.get("address", ""), request.form.get("password", "")[: LONGEST + 1]
    next_path = internal_path(request.form.get("next", ""))
    user = right_password(address, password)
    if user is None:
        return render_template("accounts/sign_in.html", next=next_path, address=address, is_wrong=True), 401
    fresh_hash = hash_password(password) if is_outdated(user.password_hash or "") else None
    user = db.session.merge(user)
    user.password_hash = fresh_hash or user.password_hash
    attempts.forget(db.session, attempts.PASSWORDS, _counted_as(address))
    target = next_path or landing_path(db.session, user) or url_for(".account")
    return enter(user, proof="password", target=target)


def right_password(address: str, password: str) -> User | None:
    """The proven user with address and password, or None. Counts the try, waits, then verifies outside any transaction.

    429 while too many tries are held up already: then this one waits nowhere, and its password is not looked at.
    """
    user = proven_user(db.session, address)
    stored = user.password_hash if user is not None and user.is_active else None
    n = attempts.count(db.session, attempts.PASSWORDS, _counted_as(address), now=utcnow())
    db.session.commit()
    try:
        wait(attempts.delay(n))
    except TooManyWait:
        abort(429)
    return user if is_password(password, stored) else None


@bp.get("/sign-out")
def sign_out():
    """Ask with a button: a GET signs nobody out."""
    return render_template("accounts/sign_out.html")


@bp.post("/sign-out")
def sign_out_now():
    """End this device's sign-in, and have the browser drop what it kept of our pages."""
    clears = "clear" in request.form
    cookie_access.end_here()
    db.session.commit()
    flash(_("This device is cleared: nothing of yours is on it.") if clears else _("You are signed out."))
    answer = redirect("/join" if clears else url_for(".sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _counted_as(address: str) -> str:
    return attempts.key_hash(address_key(address), pepper())
