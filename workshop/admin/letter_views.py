"""The outbox: letters with what became of them, trying one again, cancelling one. What they say is never shown."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.accounts.access import administrator
from workshop.accounts.addresses import masked
from workshop.admin.access import known_letter
from workshop.admin.letters import (
    STATES,
    cancel,
    count_letters,
    find_letters,
    kinds_of_letters,
    may_cancel,
    may_retry,
    recipient,
    retry,
)
from workshop.admin.views import bp, note_act, wanted_page
from workshop.admin.wording import kind_words, state_words
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.limits import room
from workshop.mail.models import OutgoingMail
from workshop.mail.pausing import current_pause, go_on, pause

bp.add_app_template_filter(masked)
bp.add_app_template_filter(recipient)


@bp.get("/admin/outbox")
def outbox():
    """The letters, newest first, all or of one state."""
    administrator()
    return _page()


@bp.post("/admin/outbox/<mail_id>/sending")
def send_again(mail_id):
    """Queue a letter anew; one that may have arrived only when that was said and read."""
    letter = known_letter(mail_id)
    if letter.state == "uncertain" and "anyway" not in request.form:
        return _page(doubted=letter)
    if not retry(db.session, letter, now=utcnow()):
        return _page(_("This letter is not one to try again: it has gone, or its code is no longer good."))
    return _done("letter.retried", letter, _("Queued again."))


@bp.post("/admin/outbox/<mail_id>/cancelling")
def cancel_letter(mail_id):
    """Take a letter out of the queue."""
    letter = known_letter(mail_id)
    if not cancel(db.session, letter):
        return _page(_("Too late: this letter does not wait any more."))
    return _done("letter.cancelled", letter, _("Cancelled. It will not be sent."))


@bp.post("/admin/outbox/pausing")
def pause_mail():
    """Let no further letter begin, of any kind."""
    administrator()
    pause(db.session, "paused", now=utcnow())
    return _mail_done("mail.paused", _("No mail goes now. Letters that had begun may still arrive."))


@bp.post("/admin/outbox/going-on")
def go_on_with_mail():
    """Send again, after whatever stopped it."""
    administrator()
    go_on(db.session)
    return _mail_done("mail.went_on", _("Mail goes on."))


def _mail_done(act: str, sentence: str):
    note_act(act, "")
    db.session.commit()
    flash(sentence)
    return redirect(url_for(".outbox"), 303)


def _done(act: str, letter: OutgoingMail, sentence: str):
    note_act(act, letter.message_id)
    db.session.commit()
    flash(sentence)
    return redirect(url_for(".outbox", state=_state(), kind=_kind() or None), 303)


def _state() -> str:
    state = request.args.get("state", "")
    return state if state in STATES else ""


def _kind() -> str:
    return request.args.get("kind", "")


def _page(refusal: str = "", doubted: OutgoingMail | None = None):
    now, state, settings = utcnow(), _state(), current_app.config["SETTINGS"]
    page = find_letters(db.session, state, _kind(), wanted_page())
    letters = [(letter, may_retry(letter, now=now), may_cancel(letter)) for (letter,) in page.rows]
    counts = count_letters(db.session)
    states = [(key, words, counts.get(key, 0)) for key, words in state_words().items()]
    shown = render_template(
        "admin/outbox.html",
        letters=letters,
        page=page,
        state=state,
        states=states,
        kind=_kind(),
        kinds=kind_words(kinds_of_letters(db.session)),
        refusal=refusal,
        doubted=doubted,
        pause=current_pause(db.session),
        room=room(db.session, settings, now=now),
    )
    return shown, 409 if refusal or doubted else 200
