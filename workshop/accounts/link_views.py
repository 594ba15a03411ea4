"""Pages for mailed links and 6-digit codes."""

from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.accounts import cookie_access, mailed_codes
from workshop.accounts.access import internal_path
from workshop.accounts.addresses import BadAddress, clean_address, masked
from workshop.accounts.belonging import after_proof_path, landing_path
from workshop.accounts.entering_access import enter, pepper
from workshop.accounts.models import MailedCode, User
from workshop.accounts.proving import prove
from workshop.accounts.readdressing_views import belongs_elsewhere, confirm_address, elsewhere_page
from workshop.accounts.users import may_be_written_to
from workshop.accounts.views import bp
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail import outbox
from workshop.mail.rendering import render_letter
from workshop.tokens import token_hash


@bp.post("/sign-in/link")
def ask_link():
    """Mail a link and a code; the same answer whether the address is known or not."""
    typed, next_path = request.form.get("address", ""), internal_path(request.form.get("next", ""))
    try:
        address = clean_address(typed)
    except BadAddress:
        return render_template("accounts/sign_in.html", next=next_path, link_address=typed, is_bad_address=True), 422
    mail_code(address, next_path=next_path)
    db.session.commit()
    return redirect(url_for(".enter_code"), 303)


@bp.get("/sign-in/code")
def enter_code():
    """Where the mailed code is typed."""
    g.is_token_page = True
    return render_template("accounts/enter_code.html", masked_address=session.get("asked_for", ""))


@bp.post("/sign-in/code")
def use_code():
    """Sign in with the code, in the browser that asked for it."""
    g.is_token_page = True
    now = utcnow()
    row = mailed_codes.by_browser(db.session, cookie_access.this_browser(), now=now)
    if row is not None and belongs_elsewhere(row):
        return elsewhere_page(row), 403
    if row is not None and _spend(row, request.form.get("code", ""), now=now):
        return _enter(row, now=now)
    is_over = row is None or row.tries >= mailed_codes.TRIES - 1
    db.session.commit()
    page = render_template(
        "accounts/enter_code.html", masked_address=session.get("asked_for", ""), is_wrong=True, is_over=is_over
    )
    return page, 410 if is_over else 422


@bp.get("/sign-in/link/<token>")
def link(token):
    """What the mailed link opens: a page with one button. However often it is fetched, nothing changes."""
    g.is_token_page = True
    row = mailed_codes.by_token(db.session, token, now=utcnow())
    return _link_page(row, token) if row is not None else _dead_link()


@bp.post("/sign-in/link/<token>")
def use_link(token):
    """Sign in, or confirm a new address: at once in the browser that asked, with the code in another."""
    g.is_token_page = True
    now = utcnow()
    row = mailed_codes.by_token(db.session, token, now=now)
    if row is None:
        return _dead_link()
    if belongs_elsewhere(row):
        return elsewhere_page(row), 403
    if mailed_codes.is_same_browser(row, cookie_access.this_browser()):
        return _enter(row, now=now) if mailed_codes.spend(db.session, row, now=now) else _dead_link()
    if _spend(row, request.form.get("code", ""), now=now):
        return _enter(row, now=now)
    db.session.commit()
    is_alive = mailed_codes.by_token(db.session, token, now=now) is not None
    return (_link_page(row, token, is_wrong=True), 422) if is_alive else _dead_link()


def mail_code(address: str, *, next_path: str = "", purpose: str = "sign_in", user: User | None = None) -> None:
    """Write a letter with a fresh link and code to the address, unless too many were asked for. The caller commits.

    For `purpose` "address" it confirms a new address of `user`; otherwise only people who are known get one.
    """
    settings = current_app.config["SETTINGS"]
    given, now = mailed_codes.Secrets.new(), utcnow()
    href = settings.address_of(url_for("accounts.link", token=given.token))
    letter = render_letter(
        f"accounts/mail/{purpose}.txt",
        href=href,
        code=given.code,
        site_name=settings.site_name,
        masked_asker=masked(user.address) if user else "",
    )
    session["asked_for"] = masked(address)
    asking = mailed_codes.Asking(
        address=address,
        browser=cookie_access.this_browser(),
        place=cookie_access.this_place(),
        purpose=purpose,
        user_id=user.id if user else None,
        next_path=next_path,
    )
    is_asked = mailed_codes.ask(db.session, asking, given, pepper=settings.secret_key, now=now)
    if is_asked and (purpose == "address" or may_be_written_to(db.session, address)):
        outbox.enqueue(
            db.session,
            dedupe_key=f"code:{token_hash(given.token)}",
            kind=purpose,
            to=address,
            letter=letter,
            now=now,
            priority=outbox.CODES,
            expires_in=mailed_codes.LIFE,
        )


def _spend(row: MailedCode, typed: str, *, now) -> bool:
    return mailed_codes.spend_with_code(db.session, row, typed, pepper=pepper(), now=now)


def _link_page(row: MailedCode, token: str, *, is_wrong: bool = False):
    if belongs_elsewhere(row):
        return elsewhere_page(row)
    needs_code = not mailed_codes.is_same_browser(row, session.get("browser", ""))
    return render_template(
        "accounts/link.html",
        token=token,
        masked_address=masked(row.address),
        needs_code=needs_code,
        is_new_address=row.purpose == "address",
        is_wrong=is_wrong,
    )


def _dead_link():
    return render_template("accounts/dead_link.html"), 410


def _enter(row: MailedCode, *, now):
    """The proof was brought: confirm a new address, or sign in as the address's proven user. Commits."""
    if row.purpose == "address":
        return confirm_address(row)
    here = current_user._get_current_object() if current_user.is_authenticated else None
    if here is not None and here.id != row.user_id and here.address_key != row.address_key:
        here = None  # somebody else's seat on this device is not claimed by signing in beside it
    proves_first = here is not None and not here.is_proven
    cookie_access.end_here()
    user = prove(db.session, row.address, here=here, now=now)
    target = row.next_path or landing_path(db.session, user) or url_for(".account")
    target = after_proof_path(db.session, user, target) or target
    entered = enter(user, proof="mail", target=target)
    if proves_first:
        flash(_("This address is yours: your worksheets open on any device now."))
    return entered
