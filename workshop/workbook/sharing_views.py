"""Sharing one answer without a name: look at it as others would read it, then agree; take it back until it is gathered."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.answers.own import field_name, own_sheet
from workshop.answers.sharing import NotOwnWords, own_texts, share, to_look_at, withdraw
from workshop.database import utcnow
from workshop.events.holding import hold
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.insights.statements import is_gathered, shareable
from workshop.workbook.access import own_worksheet
from workshop.workbook.place import Place
from workshop.workbook.views import bp
from workshop.workbook.wording import language


@bp.get("/<code>/<key>/sharing")
def sharing(code, key):
    """What the person who asks may share of this worksheet, and what they share now."""
    seat, place = own_worksheet(code, key)
    asked = [
        (one, is_gathered(db.session, place.step, one.key), own_texts(db.session, seat, place.step, one.key))
        for one in shareable(place.step)
    ]
    may_write = seat.event.is_open and place.step.closed_at is None
    return render_template(
        "workbook/sharing.html",
        event=seat.event,
        seat=seat,
        sheet=place.worksheet,
        asked=asked,
        may_write=may_write,
        entry=_first_entry(seat, place) if may_write and not all(texts for _one, _is_gathered, texts in asked) else "",
        field_name=field_name,
        language=language(),
    )


@bp.post("/<code>/<key>/sharing/<question>/preview")
def preview_sharing(code, key, question):
    """One text as the room would read it, with what could tell who wrote it."""
    seat, place, asked = _shareable(code, key, question)
    texts = {one.entry: one for one in own_texts(db.session, seat, place.step, question)}
    chosen = texts.get(request.form.get("entry", ""))
    if chosen is None:
        flash(_("Choose which of your answers to look at."))
        return _back(code, key)
    return render_template(
        "workbook/sharing_preview.html",
        event=seat.event,
        sheet=place.worksheet,
        question=asked,
        text=chosen,
        pointers=to_look_at(db.session, seat, chosen.words),
        language=language(),
    )


@bp.post("/<code>/<key>/sharing/<question>")
def share_words(code, key, question):
    """Agree: this text, as it was looked at."""
    seat, place, _asked = _shareable(code, key, question)
    hold(db.session, seat.event)
    if is_gathered(db.session, place.step, question) or not seat.event.is_open:
        return _too_late(code, key)
    try:
        entry, was = request.form.get("entry", ""), request.form.get("was", "")
        share(db.session, seat, place.step, question, entry=entry, was=was, now=utcnow())
    except NotOwnWords:
        flash(_("The words have changed since you looked at them. Please look again."))
        return _back(code, key)
    db.session.commit()
    flash(_("Shared, without your name. You can take it back until it is gathered."))
    return _back(code, key)


@bp.post("/<code>/<key>/sharing/<question>/withdrawal")
def withdraw_words(code, key, question):
    """Take it back."""
    seat, place, _asked = _shareable(code, key, question)
    hold(db.session, seat.event)
    if is_gathered(db.session, place.step, question):
        return _too_late(code, key)
    withdraw(db.session, seat, place.step, question)
    db.session.commit()
    flash(_("Taken back. Nobody reads it but you."))
    return _back(code, key)


def _first_entry(seat: Participant, place: Place) -> str:
    """The id of the entry in which to write what could be shared, or "" where all were deleted."""
    entries = own_sheet(db.session, seat, place.step, place.worksheet, now=utcnow()).entries
    return entries[0].id if entries else ""


def _shareable(code: str, key: str, question: str):
    seat, place = own_worksheet(code, key)
    asked = next((one for one in shareable(place.step) if one.key == question), None)
    if asked is None:
        abort(404)
    return seat, place, asked


def _too_late(code: str, key: str):
    db.session.rollback()
    flash(_("These answers were gathered already. Nothing can be added, and nothing taken back."))
    return _back(code, key)


def _back(code: str, key: str):
    return redirect(url_for(".sharing", code=code, key=key), 303)
