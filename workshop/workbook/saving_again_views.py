"""A page saves once more: its save rests on what its last one left, as long as the database says that it still holds."""

from dataclasses import replace
from datetime import datetime

import gevent
from flask import Response, current_app, g, request
from gevent.monkey import is_module_patched
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from workshop.accounts.cookie_access import ask_anew, unread_token
from workshop.accounts.models import SignIn
from workshop.accounts.sign_ins import SEEN_EVERY
from workshop.answers import saving
from workshop.answers.saving import REMEMBERED_FOR, BadSave, LastSave, LastSaves, Outcome, Save, TooManyFields
from workshop.database import looking_first, utcnow
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.tokens import token_hash
from workshop.workbook.follow_up import is_followed
from workshop.workbook.place import Place
from workshop.workbook.receipt_views import plain_receipt
from workshop.workbook.stamps import FIELD
from workshop.workbook.views import bp


def saved_on_the_last(code: str, key: str, *, now: datetime) -> Response | None:
    """The answer to a page that saves once more, where all is as its last save left it; None elsewhere."""
    token = unread_token()
    if not token:
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
    _keep(name, replace(last, sheet=outcome.sheet), now=now)
    return plain_receipt(outcome, last.zone, now=now)


def remember(code: str, key: str, seat: Participant, place: Place, given: Save, outcome: Outcome, *, now: datetime) -> None:
    """Keep what the page's next save may rest on, where its writer sits there and nothing follows what they write."""
    sign_in: SignIn | None = g.get("sign_in")
    if sign_in is None or sign_in.user_id != seat.user_id or is_followed(place):
        return
    until = min(sign_in.seen_at + SEEN_EVERY, sign_in.expires_at)
    last = saving.as_last(seat, place.step, place.worksheet, outcome, token_hash=sign_in.token_hash, until=until)
    if last is not None and until > now:
        _keep((sign_in.token_hash, code, key, given.writer), last, now=now)


def last_saves() -> LastSaves:
    """The last saves of this process."""
    return current_app.extensions["last_saves"]


def _keep(name: tuple[str, ...], last: LastSave, *, now: datetime) -> None:
    """For a minute, also where nobody else saves; without a loop that is shared the words go with the next save."""
    saves = last_saves()
    saves.keep(name, last, now=now)
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
