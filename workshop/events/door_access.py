"""Who waits at a room's door: places from which too many wrong codes came."""

import time

from flask import abort, make_response, render_template, request

from workshop.accounts.cookie_access import this_place
from workshop.accounts.entering_access import pepper
from workshop.database import SAFE_METHODS, begin_writing, utcnow
from workshop.events import guesses
from workshop.extensions import db
from workshop.turns import others_go_on

RETRY_SECONDS = 10

glances = guesses.Glances()
slow_lane = guesses.SlowLane()


def wait_in_line(code: str) -> None:
    """Go on at once, or after this place's turn has come, holding no transaction; 429 when the slow lane is full."""
    place, now = this_place(), utcnow()
    seen = glances.noted(place, now=now)
    if guesses.is_quick(db.session, code, place, glances=seen, pepper=pepper(), now=now):
        return
    db.session.rollback()
    seconds = slow_lane.wait(place, now=now)
    if seconds is None:
        page = make_response((render_template("events/join.html", is_refused=True), 429))
        page.headers["Retry-After"] = str(RETRY_SECONDS)
        abort(page)
    with others_go_on():
        time.sleep(seconds)


def note_wrong(code: str) -> None:
    """Count a wrong code: a row, committed, if it was posted; what was only looked at this process remembers by itself."""
    if request.method in SAFE_METHODS:
        glances.note(this_place(), now=utcnow())
        return
    begin_writing(db.session())
    guesses.count_wrong(db.session, code, this_place(), pepper=pepper(), now=utcnow())
    db.session.commit()


def note_join(code: str) -> None:
    """Count somebody who joined. The caller commits."""
    guesses.count_join(db.session, code, this_place(), pepper=pepper(), now=utcnow())
