"""Going in after a proof was brought: at once, or through the second step where the person has set one."""

from datetime import timedelta

from flask import current_app, redirect, session, url_for
from sqlalchemy import select

from workshop.accounts import cookie_access, second_factor
from workshop.accounts.belonging import is_staff
from workshop.accounts.models import User
from workshop.accounts.sign_ins import begin_sign_in
from workshop.audit.log import note
from workshop.database import utcnow
from workshop.extensions import db

HALF_IN_FOR = timedelta(minutes=10)


def enter(user: User, *, proof: str, target: str):
    """Sign the user in on this device and go to `target`, or first to the page that asks for the second step. Commits."""
    cookie_access.end_here()
    if not second_factor.is_set(db.session, user):
        return enter_wholly(user, proof=proof, target=target)
    session["half_in"] = {"user": user.public_id, "proof": proof, "target": target, "at": int(utcnow().timestamp())}
    db.session.commit()
    return redirect(url_for("accounts.second_step"), 303)


def enter_wholly(user: User, *, proof: str, target: str):
    """Sign the user in on this device, everything asked for being there. Commits."""
    now = utcnow()
    token = begin_sign_in(db.session, user, proof=proof, now=now, device=cookie_access.this_device())
    if is_staff(db.session, user.id):
        note(db.session, act="staff.signed_in", actor=user.public_id, subject=proof, now=now)
    db.session.commit()
    cookie_access.keep(token)
    return redirect(target, 303)


def half_in() -> tuple[User, dict] | None:
    """Who has brought the first proof in this browser, in the last ten minutes, and how."""
    noted = session.get("half_in")
    if not noted or utcnow().timestamp() - noted["at"] > HALF_IN_FOR.total_seconds():
        return None
    user = db.session.scalar(select(User).where(User.public_id == noted["user"], User.disabled_at.is_(None)))
    return (user, noted) if user is not None else None


def pepper() -> str:
    """The key that secrets are made from."""
    return current_app.config["SECRET_KEY"]
