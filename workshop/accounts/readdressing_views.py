"""Confirming a new address: only where its asker is signed in, and everything that the old address opened ends."""

from flask import current_app, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session

from workshop.accounts import mailed_codes
from workshop.accounts.addresses import masked
from workshop.accounts.belonging import after_proof_path
from workshop.accounts.models import MailedCode, User
from workshop.accounts.readdressing import AddressTaken, readdress
from workshop.accounts.sign_ins import end_all
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail import outbox
from workshop.mail.rendering import render_letter


def belongs_elsewhere(row: MailedCode) -> bool:
    """True when the letter confirms an address for somebody who is not signed in in this browser now: here it does nothing.

    Whoever reads the letter would otherwise give their address to an account that is somebody else's.
    """
    if row.purpose != "address":
        return False
    return not (current_user.is_authenticated and current_user.id == row.user_id)


def elsewhere_page(row: MailedCode) -> str:
    """Says in which account the letter's link is to be opened. Nothing on it can be pressed."""
    asker = db.session.get(User, row.user_id)
    return render_template(
        "accounts/link_elsewhere.html", masked_address=masked(row.address), masked_asker=masked(asker.address)
    )


def confirm_address(row: MailedCode):
    """Give the account its new address, whose letter was answered where the asker is signed in. Commits.

    Other devices are signed out, waiting codes end, and the old address is told. Seats that newcomers took under the new
    address stay theirs until the person says "That was me".
    """
    user, now, account = db.session.get(User, row.user_id), utcnow(), url_for("accounts.account")
    old_address, old_key = user.address, user.address_key
    try:
        readdress(db.session, user, row.address, now=now)
    except AddressTaken:
        db.session.commit()
        flash(
            _(
                "%(address)s belongs to another account here. Sign in with it, or choose another address.",
                address=row.address,
            )
        )
        return redirect(account, 303)
    end_all(db.session, user, now=now, keep=g.sign_in)
    mailed_codes.end_waiting(db.session, user, (old_key, user.address_key), now=now)
    if old_key != user.address_key:
        _tell_old_address(db.session, old_address, user, row)
    target = after_proof_path(db.session, user, account) or account
    db.session.commit()
    flash(_("Your new address is confirmed: %(address)s. Other devices are signed out.", address=row.address))
    return redirect(target, 303)


def _tell_old_address(session: Session, old_address: str, user: User, row: MailedCode) -> None:
    settings = current_app.config["SETTINGS"]
    letter = render_letter("accounts/mail/readdressed.txt", site_name=settings.site_name, masked_new=masked(user.address))
    outbox.enqueue(
        session,
        dedupe_key=f"readdressed:{row.token_hash}",
        kind="readdressed",
        to=old_address,
        letter=letter,
        now=utcnow(),
    )
