"""One worksheet: the page to fill in, and what becomes of each save, as a page or as JSON with a receipt."""

from dataclasses import dataclass
from datetime import datetime

from flask import abort, current_app, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from workshop.accounts.cookie_access import ask_anew
from workshop.accounts.entering_access import pepper
from workshop.answers import saving
from workshop.answers.payload import Action
from workshop.answers.saving import (
    BadSave,
    ChangedMeanwhile,
    EntryOfAnotherSheet,
    Outcome,
    Save,
    SheetOfAnotherPerson,
    TooManyFields,
)
from workshop.database import looking_first, reading, utcnow
from workshop.events.models import Event, Participant
from workshop.extensions import csrf, db
from workshop.workbook.access import own_place, own_worksheet
from workshop.workbook.follow_up import follow_action, is_followed
from workshop.workbook.open_sheet import OpenSheet, open_sheet
from workshop.workbook.place import Place
from workshop.workbook.receipt_views import is_plain, plain_receipt, receipt
from workshop.workbook.saving_again_views import remember, saved_on_the_last
from workshop.workbook.sheet_views import closed_page, conflict_page, later_page, worksheet_page
from workshop.workbook.stamps import with_true_stamp
from workshop.workbook.troubles import troubles
from workshop.workbook.views import bp
from workshop.workbook.wording import language
from workshop.worksheets.worksheet import Worksheet

_JSON = "application/json"


@bp.get("/<code>/<key>")
def worksheet(code, key):
    """The worksheet to fill in, or to read once it takes no more words; as JSON, a fresh token for a page long open."""
    seat, agenda, place = own_place(code, key)
    if not place.is_reachable:
        return later_page(agenda, place)
    opened = open_sheet(db.session, seat, agenda, place, now=utcnow())
    if wants_json():
        return jsonify(token=csrf.token(), sheet=opened.sheet.name)
    return worksheet_page(opened) if opened.is_writable else closed_page(opened)


@bp.post("/<code>/<key>")
def save(code, key):
    """Store what the page sent, and say what became of it."""
    now = utcnow()
    told = saved_on_the_last(code, key, now=now) if wants_json() else None
    if told is not None:
        return told
    try:
        with looking_first():
            done = stored(code, key, now=now)
    except (ChangedMeanwhile, IntegrityError, StaleDataError):  # such as somebody who was erased in between
        ask_anew()
        done = stored(code, key, now=now)
    db.session.commit()
    given, outcome = done.given, done.outcome
    remember(code, key, done.seat, done.place, done.given, outcome, now=now)
    if wants_json() and is_plain(outcome, given):
        return plain_receipt(outcome, done.event.zone, now=now)
    with reading():
        seat, agenda, place = own_place(code, key)
        opened = open_sheet(db.session, seat, agenda, place, now=now)
        return receipt(opened, outcome, given) if wants_json() else answer(opened, outcome, given)


@dataclass(frozen=True)
class Stored:
    """By whom and where something was saved, what the page sent, and what came of it."""

    seat: Participant
    place: Place
    given: Save
    outcome: Outcome

    @property
    def event(self) -> Event:
        return self.seat.event


def stored(code: str, key: str, *, now: datetime) -> Stored:
    """Save what the page sent; the caller commits. Raises ChangedMeanwhile."""
    seat, place = own_worksheet(code, key)
    if not place.is_reachable:
        abort(404)
    given = given_save(place.worksheet)
    try:
        outcome = saving.save(
            db.session(), seat, place.step, place.worksheet, given, is_followed=is_followed(place), now=now
        )
    except (SheetOfAnotherPerson, EntryOfAnotherSheet):
        abort(404)
    except BadSave:
        abort(400)
    follow_action(db.session, seat, place, pepper=pepper(), now=now)
    return Stored(seat, place, given, outcome)


def given_save(asked: Worksheet) -> Save:
    """What the page sent; 413 for more than any of our pages has, 400 for what none of them sends."""
    try:
        return saving.read_save(with_true_stamp(dict(request.form.lists()), pepper=current_app.config["SECRET_KEY"]), asked)
    except TooManyFields:
        abort(413)
    except BadSave:
        abort(400)


def answer(opened: OpenSheet, outcome: Outcome, given: Save):
    """The page that follows a save: on to the next one, or what there is to look at first."""
    if outcome.closed_at is not None:
        return closed_page(opened, closed_at=outcome.closed_at), 409
    if outcome.conflicts:
        return conflict_page(opened, outcome, given), 409
    found = troubles(opened, outcome)
    if found:
        return worksheet_page(opened, found=found, given=given), 422
    tell(outcome)
    place = opened.place
    if outcome.done_at is not None and (given.finished or given.action == Action.SAVE):
        flash(_("‘%(title)s’ is done.", title=place.worksheet.title.in_(language())))
        return redirect(url_for(".contents", code=place.event.code), 303)
    if given.action == Action.SAVE:
        flash(_("Saved, and not marked as done. You can go on here, or come back to it from the contents."))
    # A browser that is sent to a place on the page leaves autofocus alone, so a new entry has the focus and no place.
    anchor = "undo" if outcome.removed else f"entry-{given.target}" if given.target else None
    page = url_for(
        ".worksheet", code=place.event.code, key=place.key, new=outcome.added, deleted=outcome.removed, _anchor=anchor
    )
    return redirect(page, 303)


def tell(outcome: Outcome) -> None:
    """Say on the next page what a save did beside storing words."""
    if outcome.restored:
        flash(_("You had deleted this on another device. It is back, because you changed it here."))
    if outcome.is_full:
        flash(_("Five is plenty. Pick the ones that matter most."), "warn")
    if outcome.kept:
        flash(_("The other version is kept at the foot of this page; only you can see it."))


def wants_json() -> bool:
    return request.headers.get("Accept") == _JSON or request.accept_mimetypes.best == _JSON
