"""What is to be settled once an address is proven: two seats in one event, devices open on a seat."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.accounts.access import internal_path, proven
from workshop.accounts.belonging import after_proof
from workshop.accounts.models import SignIn, User
from workshop.accounts.sign_ins import live_sign_ins
from workshop.accounts.users import provisional_users
from workshop.database import utcnow
from workshop.events import seats
from workshop.events.models import Participant
from workshop.events.views import bp
from workshop.extensions import db


@bp.get("/account/seats")
def seats_to_settle():
    """Two seats to choose from, and the devices that joined under the address before it was proven."""
    user = proven()
    pairs = seats.two_seats(db.session, user)
    going_on_to = internal_path(request.args.get("next", ""))
    return render_template(
        "events/join_seats.html",
        pairs=pairs,
        waiting=seats.waiting_seats(db.session, user),
        devices=_open_devices(db.session, user),
        is_asked=bool(seats.unconfirmed(db.session, user)),
        next=going_on_to,
    )


@bp.post("/account/seats/devices")
def confirm_devices():
    """The devices that joined under the address are its owner's own."""
    seats.confirm_devices(db.session, proven(), now=utcnow())
    db.session.commit()
    flash(_("Your devices can go on writing."))
    return redirect(internal_path(request.form.get("next", "")) or "/workbook", 303)


@bp.post("/account/seats")
def keep_seat():
    """Keep one of two seats in an event, or say that a seat taken under one's address is one's own."""
    user, chosen = proven(), request.form.get("seat", "")
    pair = next((p for p in seats.two_seats(db.session, user) if chosen in (p.own.public_id, p.other.public_id)), None)
    if pair is not None:
        seats.keep_one(db.session, user, pair, keep_other=chosen == pair.other.public_id, now=utcnow())
        db.session.commit()
        flash(_("That seat is yours. What was written on the other one is not shown to anybody else."))
    waiting = _waiting_seat(user, chosen)
    if pair is None and waiting is not None:
        seats.claim(db.session, user, waiting, now=utcnow())
        db.session.commit()
        flash(_("That seat is yours."))
    return redirect(url_for(".seats_to_settle", next=internal_path(request.form.get("next", ""))), 303)


@bp.post("/account/seats/refusal")
def disown_seat():
    """Say that a seat taken under one's address is somebody else's: they lose it, and one's own place is free."""
    user = proven()
    waiting = _waiting_seat(user, request.form.get("seat", ""))
    if waiting is not None:
        seats.disown(db.session, waiting, now=utcnow())
        db.session.commit()
        flash(_("Nobody sits there under your address any more. To take part, join with the code."))
    return redirect(url_for(".seats_to_settle", next=internal_path(request.form.get("next", ""))), 303)


@after_proof
def something_to_settle(session: Session, user: User, going_on_to: str) -> str | None:
    """The page above, if it has anything on it."""
    if seats.two_seats(session, user) or seats.waiting_seats(session, user) or _open_devices(session, user):
        return url_for("events.seats_to_settle", next=going_on_to)
    return None


def _waiting_seat(user: User, public_id: str) -> Participant | None:
    return next((seat for seat in seats.waiting_seats(db.session, user) if public_id == seat.public_id), None)


def _open_devices(session: Session, user: User) -> list[SignIn]:
    return live_sign_ins(session, [person.id for person in provisional_users(session, user.address)], now=utcnow())
