"""The account page: name, address, devices, password, own data, erasing."""

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from workshop.accounts import cookie_access, own_data, second_factor
from workshop.accounts.access import signed_in
from workshop.accounts.addresses import BadAddress, clean_address
from workshop.accounts.entering_access import pepper
from workshop.accounts.hashing import hash_password
from workshop.accounts.link_views import mail_code
from workshop.accounts.models import SignIn, User
from workshop.accounts.names import BadName, clean_name
from workshop.accounts.passwords import SHORTEST, SHORTEST_WITH_SECOND_STEP, WeakPassword, check_new_password
from workshop.accounts.readdressing import AddressSeated, readdress
from workshop.accounts.sign_ins import end_sign_in, live_sign_ins
from workshop.accounts.users import provisional_users, set_password
from workshop.accounts.views import bp, right_password
from workshop.database import utcnow
from workshop.extensions import db


@bp.get("/account")
def account():
    """Everything a person can settle about themself."""
    return _page(signed_in())


@bp.post("/account/name")
def change_name():
    """Another name, or none."""
    user, typed = signed_in(), request.form.get("name", "")
    try:
        user.name = clean_name(typed)
    except BadName:
        return _page(user, error=("name", _("Write a name of at most 80 letters, or none.")), name=typed)
    db.session.commit()
    flash(_("Your name is saved."))
    return redirect(url_for(".account"), 303)


@bp.post("/account/address")
def change_address():
    """Another address: at once for who never proved the old one, else when a letter to the new one was answered."""
    user, typed = signed_in(), request.form.get("address", "")
    try:
        address = clean_address(typed)
        if user.is_proven:
            mail_code(address, purpose="address", user=user)
        else:
            readdress(db.session, user, address, now=utcnow())
    except BadAddress:
        return _page(
            user, error=("address", _("Write the whole e-mail address, such as ben@northgate.example")), address=typed
        )
    except AddressSeated:
        mail_code(address, user=user)
        flash(_("This address is already in the room. We have mailed it a 6-digit code."))
    else:
        flash(_("Open the mail we have sent there to confirm it.") if user.is_proven else _("Your address is changed."))
        db.session.commit()
        return redirect(url_for(".account"), 303)
    db.session.commit()
    return redirect(url_for(".enter_code"), 303)


@bp.post("/account/password")
def change_password():
    """A new password for a proven user; every other device is signed out."""
    user, here, new = signed_in(), g.sign_in, request.form.get("new", "")
    if not user.is_proven:
        return _page(user, error=("proof", _("First prove your address with a mailed code; then you can set a password.")))
    if user.password_hash and right_password(user.address, request.form.get("current", "")) is None:
        return _page(user, error=("current", _("That is not your password of now.")))
    try:
        check_new_password(new, address=user.address, shortest=_shortest(user))
    except WeakPassword as weak:
        return _page(user, error=("new", _why_weak(weak.cause, _shortest(user))))
    db.session.rollback()
    password_hash = hash_password(new)
    set_password(db.session, db.session.merge(user), password_hash, now=utcnow(), keep=here)
    db.session.commit()
    flash(_("Your password is set. Other devices are signed out."))
    return redirect(url_for(".account"), 303)


@bp.post("/account/devices/ending")
def end_device():
    """Sign out one device: an own one, or one that joined a room under the person's proven address."""
    user = signed_in()
    ids = [person.id for person in _people_of(user)]
    chosen = select(SignIn).where(
        SignIn.user_id.in_(ids), SignIn.token_hash.startswith(_handle(request.form), autoescape=True)
    )
    device = db.session.scalar(chosen.limit(1))
    if device is not None:
        end_sign_in(device, now=utcnow())
        db.session.commit()
    flash(_("That device is signed out."))
    return redirect(url_for(".account"), 303)


@bp.post("/account/erasure")
def erase():
    """Erase the person, once they have typed their address."""
    user = signed_in()
    typed = request.form.get("confirmation", "")
    if typed.strip().casefold() != user.address_key:
        return _page(
            user,
            error=("confirmation", _("Type your e-mail address, as it stands above, to erase everything.")),
            confirmation=typed,
        )
    if own_data.has_duties(db.session, user):
        return _page(
            user,
            error=("confirmation", _("Somebody else has to take over what you look after here first.")),
            confirmation=typed,
        )
    receipt = own_data.erase(db.session, user, pepper=pepper(), now=utcnow())
    db.session.commit()
    cookie_access.forget()
    answer = current_app.make_response(render_template("accounts/erased.html", receipt=receipt))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _people_of(user: User) -> list[User]:
    """The user, and if proven everybody who joined a room under the same address and may be somebody else's device."""
    return [user, *(provisional_users(db.session, user.address) if user.is_proven else [])]


def _handle(form) -> str:
    handle = form.get("device", "")
    return handle if len(handle) == 16 else "no such device"


def _page(user: User, *, error: tuple[str, str] | None = None, **typed: str):
    devices = live_sign_ins(db.session, [person.id for person in _people_of(user)], now=utcnow())
    given = {"name": user.name, "address": "", "confirmation": ""} | typed
    page = render_template(
        "accounts/account.html",
        user=user,
        devices=devices,
        here=g.sign_in,
        error=error,
        given=given,
        shortest=_shortest(user),
        has_second_step=second_factor.is_set(db.session, user),
    )
    return page, 422 if error else 200


def _shortest(user: User) -> int:
    return SHORTEST_WITH_SECOND_STEP if second_factor.is_set(db.session, user) else SHORTEST


def _why_weak(cause: str, shortest: int) -> str:
    if cause == "short":
        return _("Use at least %(n)s characters. Four words that do not belong together make a good one.", n=shortest)
    if cause == "long":
        return _("That is longer than 1,024 characters. Use a shorter one.")
    return _("This one is among the first that are tried. Four words that do not belong together make a good one.")
