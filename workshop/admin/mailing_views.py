"""Tipsheets as they are mailed: who they go to, a copy to oneself first, the hour, and holding or stopping a run."""

from urllib.parse import urlsplit

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.accounts.access import administrator, internal_path
from workshop.accounts.entering_access import pepper
from workshop.admin.access import known_mailing, known_tipsheet
from workshop.admin.hours import BadHour, typed_hour
from workshop.admin.views import bp, note_act
from workshop.branding.views import practice_look
from workshop.database import new_public_id, utcnow
from workshop.extensions import db
from workshop.mail import outbox
from workshop.mail.bulk import filled, progress
from workshop.mail.models import BulkLetter
from workshop.mail.rendering import Letter
from workshop.newsletter import mailings
from workshop.newsletter.audience import audience
from workshop.newsletter.checklist import Check, checklist, is_ready
from workshop.newsletter.mailings import AlreadyMailed, NoPostalAddress, mailing_of
from workshop.newsletter.rendering import drafted_letter
from workshop.tipsheets import archive
from workshop.tipsheets.places import filling
from workshop.tipsheets.tipsheet import Tipsheet
from workshop.tokens import token_hash


@bp.get("/admin/tipsheets/<slug>/mailing")
def mailing(slug):
    """One tipsheet's mailing: who gets it and who does not, its text, and what can be done."""
    return _page(slug)


@bp.post("/admin/tipsheets/<slug>/mailing")
def schedule_mailing(slug):
    """Plan it for an hour, by the administrator's own clock."""
    tipsheet, settings, now = known_tipsheet(slug), current_app.config["SETTINGS"], utcnow()
    try:
        due_at = typed_hour(request.form.get("at", ""), administrator().zone, now=now)
    except BadHour as problem:
        return _page(slug, str(problem))
    if not is_ready(_checked(tipsheet)):
        return _page(slug, _("Something stands in the way. Mend what the list below says first."))
    if request.form.get("n_readers", "").strip() != str(_audience(tipsheet).n_readers):
        return _page(slug, _("Type how many readers it goes to, so that nothing is sent by a slip of the hand."))
    try:
        mailings.schedule(db.session, tipsheet, due_at=due_at, settings=settings, now=now)
    except NoPostalAddress:
        return _page(slug, _("POSTAL_ADDRESS is empty: set it first."))
    except AlreadyMailed:
        return _page(slug, _("This tipsheet has a mailing already."))
    return _done(slug, "mailing.scheduled", _("Planned. It can be cancelled until its hour comes."))


@bp.post("/admin/tipsheets/<slug>/mailing/cancelling")
def cancel_mailing(slug):
    """Take it back before it begins."""
    if not mailings.cancel(db.session, known_mailing(slug), now=utcnow()):
        return _page(slug, _("Too late: it has begun. Hold it instead."))
    page = known_tipsheet(slug)
    sentence = _("Cancelled. Nothing was sent.")
    if page.published_at is None:
        sentence = _("Cancelled. Nothing was sent, and its page is a draft again.")
    elif not page.is_published(utcnow()):
        sentence = _("Cancelled. Nothing was sent. Its page still opens at the hour that was planned for it.")
    return _done(slug, "mailing.cancelled", sentence)


@bp.post("/admin/tipsheets/<slug>/mailing/holding")
def hold_mailing(slug):
    """Let no further letter begin."""
    mailings.pause(known_mailing(slug), now=utcnow())
    return _done(slug, "mailing.held", _("Held. Letters that had begun may still arrive."))


@bp.post("/admin/tipsheets/<slug>/mailing/going-on")
def go_on_mailing(slug):
    """Go on with a held one."""
    mailings.go_on(db.session, known_mailing(slug), now=utcnow())
    return _done(slug, "mailing.went_on", _("It goes on."))


@bp.post("/admin/tipsheets/<slug>/mailing/trying")
def try_mailing(slug):
    """A copy to oneself, as a reader would get it, with a link that unsubscribes nobody."""
    user, tipsheet, settings, now = administrator(), known_tipsheet(slug), current_app.config["SETTINGS"], utcnow()
    letter = drafted_letter(tipsheet, settings, look=practice_look(), now=now)
    fields = {"unsubscribe": settings.address_of(url_for("newsletter.subscribe"))}
    fields |= filling(letter.text + letter.html, first_name=user.name.split(" ")[0])
    outbox.enqueue(
        db.session,
        dedupe_key=f"{_trying(letter)}{new_public_id()}",
        kind="trying",
        to=user.address,
        letter=Letter(letter.subject, filled(letter.text, fields)),
        html=filled(letter.html, fields, is_html=True),
        now=now,
    )
    return _done(slug, "mailing.tried", _("A copy is on its way to you."))


def _page(slug: str, problem: str = ""):
    tipsheet = known_tipsheet(slug)
    made, settings = mailing_of(db.session, slug), current_app.config["SETTINGS"]
    begun = made.bulk if made and made.bulk else None
    page = render_template(
        "admin/mailing.html",
        tipsheet=tipsheet,
        mailing=made,
        audience=_audience(tipsheet),
        checks=[] if begun else _checked(tipsheet),
        progress=progress(db.session, begun) if begun else None,
        text=(begun or drafted_letter(tipsheet, settings, now=utcnow())).text,
        problem=problem,
        typed=request.form,
        now=utcnow(),
    )
    return page, 422 if problem else 200


def _checked(tipsheet: Tipsheet) -> list[Check]:
    settings = current_app.config["SETTINGS"]
    letter = drafted_letter(tipsheet, settings, look=practice_look(), now=utcnow())
    is_tried = outbox.was_queued(db.session, _trying(letter))
    return checklist(tipsheet, letter, _audience(tipsheet), settings, opens=_opens, is_tried=is_tried)


def _opens(path: str) -> bool:
    """True when a visitor who asks for this path of the site finds a page."""
    place = internal_path(urlsplit(path).path)
    slug = place.removeprefix("/tips/").removesuffix("/share")
    if not place or place == slug or slug == "latest":
        return bool(place)
    return slug in {one.slug for one in archive.headings(db.session, now=utcnow())}


def _trying(letter: BulkLetter) -> str:
    """What the keys of copies of this letter begin with: other words, other key."""
    return f"trying:{token_hash(letter.subject + letter.text + letter.html)[:32]}:"


def _audience(tipsheet: Tipsheet):
    return audience(db.session, language=tipsheet.language, pepper=pepper(), now=utcnow())


def _done(slug: str, act: str, sentence: str):
    note_act(act, slug)
    made = mailing_of(db.session, slug)
    is_monthly = made is not None and made.month is not None
    db.session.commit()
    flash(sentence)
    return redirect(url_for(".tipsheets", _anchor="monthly") if is_monthly else url_for(".mailing", slug=slug), 303)
