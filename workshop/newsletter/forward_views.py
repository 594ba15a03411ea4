"""The form with which a reader has a tipsheet mailed to a friend, where that is switched on; and the friend's way out."""

from flask import abort, current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from workshop.accounts.access import proven
from workshop.accounts.entering_access import pepper
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.rendering import render_letter
from workshop.newsletter.access import subscriber_or_404
from workshop.newsletter.forwarding import RELATIONS, Sender, TooMany, forward, is_on, problems, recipient_key, refuse
from workshop.newsletter.views import bp
from workshop.tipsheets import archive
from workshop.tipsheets.access import published_tipsheet

bp.add_app_template_global(lambda: is_on(current_app.config["SETTINGS"]), "forwarding_is_on")


@bp.get("/tips/<slug>/forward")
def forward_form(slug):
    """The form for whoever is signed in."""
    return _form(_account(), slug, "")


@bp.post("/tips/<slug>/forward")
def forward_now(slug):
    """Mail it to one friend."""
    return _forward(_account(), slug, "")


@bp.get("/subscription/<token>/forward")
def forward_form_of_reader(token):
    """The same for a subscriber, with the newest tipsheet."""
    return _form(_reader(token), _newest(), token)


@bp.post("/subscription/<token>/forward")
def forward_now_of_reader(token):
    """Mail it to one friend."""
    return _forward(_reader(token), request.form.get("slug", ""), token)


@bp.get("/forwarding/forwarded")
def forwarded():
    """It is on its way, as far as anybody is told."""
    return render_template("newsletter/forwarded.html")


@bp.get("/forwarding/end/<key>")
def end_forwarding(key):
    """What the friend's letter links to: one button."""
    _recipient(key)
    return render_template("newsletter/end_forwarding.html", key=key, is_done=False)


@bp.post("/forwarding/end/<key>")
def end_forwarding_now(key):
    """Mail nothing to this address for others; only its owner can change that, by subscribing."""
    refuse(db.session, _recipient(key), now=utcnow())
    db.session.commit()
    return render_template("newsletter/end_forwarding.html", key=key, is_done=True)


def _account() -> Sender:
    user = proven()
    if not is_on(current_app.config["SETTINGS"]):
        abort(404)
    return Sender(user.address, user.name)


def _reader(token: str) -> Sender:
    reader = subscriber_or_404(token)
    if not is_on(current_app.config["SETTINGS"]) or reader.left_at is not None:
        abort(404)
    return Sender(reader.address, f"{reader.first_name} {reader.last_name}".strip())


def _newest() -> str:
    newest = archive.latest(db.session, now=utcnow())
    return newest.slug if newest else abort(404)


def _forward(sender: Sender, slug: str, token: str):
    settings, form, now = current_app.config["SETTINGS"], request.form, utcnow()
    tipsheet = published_tipsheet(slug, now=now)
    if found := problems(form):
        return _form(sender, slug, token, found), 422
    key = _signer().dumps(recipient_key(form["to"], pepper=pepper()))
    letter = render_letter(
        "newsletter/mail/forward.txt",
        tipsheet=tipsheet,
        name=form["from_name"].strip(),
        address=sender.address if "show_address" in form else "",
        note=form.get("note", "").strip(),
        href=settings.address_of(url_for("tipsheets.show", slug=slug)),
        end_href=settings.address_of(url_for(".end_forwarding", key=key)),
        settings=settings,
    )
    try:
        forward(db.session, sender, form["to"], letter, slug=slug, settings=settings, now=now)
    except TooMany:
        sentence = _(
            "Five in a day and twenty in a month are as many as we mail for you. Your own mail program can do more."
        )
        return _form(sender, slug, token, {"": sentence}), 429
    db.session.commit()
    return redirect(url_for(".forwarded"), 303)


def _form(sender: Sender, slug: str, token: str, found=None):
    tipsheet = published_tipsheet(slug, now=utcnow())
    return render_template(
        "newsletter/forward.html",
        tipsheet=tipsheet,
        sender=sender,
        action=url_for(".forward_now_of_reader", token=token) if token else url_for(".forward_now", slug=slug),
        typed=request.form,
        problems=found or {},
        relations=list(zip(RELATIONS, (_("Family, or a personal friend"), _("My colleague, who agreed")), strict=True)),
    )


def _recipient(key: str) -> str:
    g.is_token_page = True
    try:
        return _signer().loads(key)
    except BadSignature:
        abort(404)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(pepper(), salt="end of forwarding")
