"""Who asks: from the cookie's token to a user, once a request; and putting a sign-in into the cookie and out of it."""

import logging
import secrets

from flask import g, request, session
from flask_login import current_user
from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import ObjectDeletedError

from workshop.accounts import attempts
from workshop.accounts.devices import device_name
from workshop.accounts.models import SignIn, User
from workshop.accounts.sign_ins import SEEN_EVERY, end_sign_in, live_of, live_sign_in
from workshop.database import NOT_SERVED, begin_writing, looking_first, utcnow, writing
from workshop.extensions import db, login_manager
from workshop.tokens import token_hash

log = logging.getLogger("workshop.accounts")


def install(state) -> None:
    """Bind the user loader and the note of when a device was last seen to the app."""
    # Phones change their address between two requests: that is no reason to doubt a cookie.
    login_manager.session_protection = None
    login_manager.user_loader(load_user)
    state.app.after_request(note_seen)


def load_user(token: str) -> User | None:
    """The user behind a live sign-in, or None."""
    sign_in = live_sign_in(db.session(), token, now=utcnow())
    if sign_in is None:
        return None
    g.sign_in = sign_in
    return sign_in.user


def unread_token() -> str:
    """The token in the cookie, while this request has not asked yet whose it is; the empty string once it has."""
    return "" if "_login_user" in g else session.get("_user_id", "")


def come_in(sign_in: SignIn, user: User) -> bool:
    """Take the sign-in of this request's token, read beside something else, for who asks; whether it is live.

    Raises ValueError for a sign-in of another token.
    """
    if sign_in.token_hash != token_hash(unread_token()):
        raise ValueError("nobody comes in by the sign-in of somebody else")
    live = live_of(sign_in, user, now=utcnow())
    if live is not None:
        g.sign_in, g._login_user = live, user
    return live is not None


def note_seen(answer):
    """Store that the device was seen, at most every five minutes, outside the page's own transaction.

    A page that could be read is not withheld because this could not be written.
    """
    sign_in, now = g.get("sign_in"), utcnow()
    try:
        if sign_in is None or now - sign_in.seen_at < SEEN_EVERY or not current_user.is_authenticated:
            return answer
    except ObjectDeletedError:  # its owner was erased meanwhile
        return answer
    seen = update(SignIn).where(SignIn.id == sign_in.id).values(seen_at=now)
    # The page's transaction ends first: two of one request would wait for each other.
    db.session.rollback()
    try:
        with writing(), looking_first(), Session(db.engine) as own:  # in the line of saves: one may wait for it
            begin_writing(own)
            own.execute(seen)
            own.commit()
    except NOT_SERVED:
        log.warning("when a device was last seen could not be stored")
    return answer


def keep(token: str, *, is_shared: bool = False) -> None:
    """Put a sign-in into the cookie: everything else in it goes, so that nothing planted before survives the change.

    On a device that is not the person's own the cookie ends with the browser.
    """
    browser = session.get("browser")
    session.clear()
    # With the secret of flask-wtf, which would put one in at the first form, and send the cookie a second time.
    session.update({"_user_id": token, "_fresh": True, "csrf_token": secrets.token_hex(20)})
    if browser:
        session["browser"] = browser
    session.permanent = not is_shared
    _look_again()


def forget() -> None:
    """Take the sign-in out of the cookie, and everything else."""
    session.clear()
    _look_again()


def end_here() -> None:
    """End the sign-in of this browser, if there is one, and take it out of the cookie. The caller commits."""
    if current_user.is_authenticated:
        end_sign_in(g.sign_in, now=utcnow())
    forget()


def this_browser() -> str:
    """A random name for this browser, kept in its signed cookie: a mailed link needs less proof where it was asked for."""
    if "browser" not in session:
        session["browser"] = secrets.token_urlsafe(16)
    return session["browser"]


def this_place() -> str:
    """Where the request comes from, as far as it is counted."""
    return attempts.place_of(request.remote_addr)


def this_device() -> str:
    """What this device is called in its owner's list."""
    return device_name(request.headers.get("User-Agent", ""))


def ask_anew() -> None:
    """Forget what this request has read so far: who asks is looked up again, in another transaction."""
    db.session.rollback()
    db.session.expunge_all()
    _look_again()


def _look_again() -> None:
    g.pop("_login_user", None)
    g.pop("sign_in", None)
