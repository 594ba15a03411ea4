"""One worksheet: the page to fill in, and what becomes of each save, as a page or as JSON with a receipt."""

from dataclasses import dataclass, replace
from datetime import datetime

import gevent
from flask import Response, abort, current_app, flash, g, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from gevent.monkey import is_module_patched
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from workshop.accounts.cookie_access import ask_anew, unread_token
from workshop.accounts.entering_access import pepper
from workshop.accounts.models import SignIn
from workshop.accounts.sign_ins import SEEN_EVERY
from workshop.answers import saving
from workshop.answers.payload import Action
from workshop.answers.saving import (
    REMEMBERED_FOR,
    BadSave,
    ChangedMeanwhile,
    EntryOfAnotherSheet,
    LastSaves,
    Outcome,
    Save,
    SheetOfAnotherPerson,
    TooManyFields,
)
from workshop.database import looking_first, reading, utcnow
from workshop.events.models import Event, Participant
from workshop.extensions import csrf, db
from workshop.tokens import token_hash
from workshop.workbook.access import own_place, own_worksheet
from workshop.workbook.follow_up import follow_action, is_followed
from workshop.workbook.open_sheet import OpenSheet, open_sheet
from workshop.workbook.place import Place
from workshop.workbook.receipt_views import is_plain, plain_receipt, receipt
from workshop.workbook.sheet_views import closed_page, conflict_page, later_page, worksheet_page
from workshop.workbook.stamps import FIELD, with_true_stamp
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
    told = stored_again(code, key, now=now)
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
    remember(code, key, done, now=now)
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


def stored_again(code: str, key: str, *, now: datetime) -> Response | None:
    """The answer to a page that saves once more, where all is as its last save left it; None elsewhere."""
    token = unread_token()
    if not token or not wants_json():
        return None
    name = token_hash(token), code, key, request.form.get("writer", "")
    last = last_saves().take(name, now=now)
    if last is None:
        return None
    fields = dict(request.form.lists())
    fields.pop(FIELD, None)  # a time is for what has closed
    try:
        with looking_first():
            outcome = saving.save_again(db.session(), last, saving.read_save(fields, last.worksheet), now=now)
    except (BadSave, TooManyFields, IntegrityError, StaleDataError):
        outcome = None
    if outcome is None:
        ask_anew()
        return None
    db.session.commit()
    assert outcome.sheet is not None, "an everyday save says what it left"
    last_saves().keep(name, replace(last, sheet=outcome.sheet), now=now)
    return plain_receipt(outcome, last.zone, now=now)


def remember(code: str, key: str, done: Stored, *, now: datetime) -> None:
    """Keep what the page's next save may rest on, where its writer sits there and nothing follows what they write."""
    sign_in: SignIn | None = g.get("sign_in")
    if sign_in is None or sign_in.user_id != done.seat.user_id or is_followed(done.place):
        return
    until = min(sign_in.seen_at + SEEN_EVERY, sign_in.expires_at)
    last = saving.as_last(
        done.seat, done.place.step, done.place.worksheet, done.outcome, token_hash=sign_in.token_hash, until=until
    )
    if last is not None and until > now:
        last_saves().keep((sign_in.token_hash, code, key, done.given.writer), last, now=now)
        _forget_in_time(last_saves())


def last_saves() -> LastSaves:
    """The last saves of this process."""
    return current_app.extensions["last_saves"]


def _forget_in_time(saves: LastSaves) -> None:
    """Words are not kept for whoever does not come back. Where no loop is shared, they go with the next save."""
    if not saves.are_tidied and is_module_patched("threading"):
        saves.are_tidied = True
        gevent.spawn(_tidy, saves)


def _tidy(saves: LastSaves) -> None:
    while len(saves) > 0:
        gevent.sleep(REMEMBERED_FOR.total_seconds())
        saves.forget_old(now=utcnow())
    saves.are_tidied = False


@bp.record
def install(state) -> None:
    """Remember the last saves of each app by themselves."""
    state.app.extensions["last_saves"] = LastSaves()


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
