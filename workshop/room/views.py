"""The control room: where the event stands, and opening and closing its doors and its steps."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.database import utcnow
from workshop.events import pacing
from workshop.events.access import hosted_event
from workshop.events.holding import hold
from workshop.extensions import db
from workshop.live.parts import part
from workshop.rehearsal.copies import rehearsal_of
from workshop.room.access import hosted_step
from workshop.room.agenda_words import title_of_line
from workshop.room.asks import asks_of
from workshop.room.big_screen import follow
from workshop.room.board import board_of
from workshop.room.pictures import screen_controls
from workshop.tipsheets.markdown import to_html

bp = Blueprint("room", __name__)
KEYS_COOKIE = "keys"
PARTS = frozenset({"now", "doors", "screen_controls", "agenda", "asked", "remote"})
A_YEAR = 365 * 24 * 3600


@bp.get("/events/<code>")
def show(code):
    """The control room."""
    return control_room(hosted_event(code))


@bp.post("/events/<code>/opening")
def open_event(code):
    """Let people in."""
    event = hosted_event(code)
    pacing.open_event(db.session, event, now=utcnow())
    db.session.commit()
    flash(_("The doors are open. People join with the code %(code)s.", code=event.code))
    return redirect(url_for(".show", code=event.code), 303)


@bp.post("/events/<code>/steps/<int:number>/opening")
def open_step(code, number):
    """Let the room in to one step."""
    step = hosted_step(code, number)
    hold(db.session, step.event)
    if not step.event.is_open:
        return refused(step.event, _("The doors are not open, so no step can be."))
    pacing.open_step(db.session, step, now=utcnow())
    follow(db.session, step)
    db.session.commit()
    flash(_("Open. The room’s pages say that it is here now."))
    return back_to(step)


@bp.post("/events/<code>/steps/<int:number>/closing")
def close_step(code, number):
    """Take no more writing in one step."""
    step = hosted_step(code, number)
    pacing.close_step(db.session, step, now=utcnow())
    db.session.commit()
    flash(_("Closed. What is still on its way is taken for one more minute."))
    return back_to(step)


@bp.post("/events/<code>/keys")
def set_keys(code):
    """Switch the single-letter keys of the control room off on this device, or on again."""
    event = hosted_event(code)
    answer = redirect(url_for(".show", code=event.code, _anchor="keys"), 303)
    wanted = "off" if request.form.get("keys") == "off" else "on"
    secure = current_app.config["SETTINGS"].is_secure
    answer.set_cookie(KEYS_COOKIE, wanted, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    return answer


@bp.get("/events/<code>/parts/<name>")
def show_part(code, name):
    """One part of the control room by itself, as it stands now."""
    event = hosted_event(code)
    if name not in PARTS:
        abort(404)
    return part(f"room/_{name}.html", **_standing(event))


def control_room(event, refusal="", status=200, **mistyped):
    """The control room's page, with a sentence about what was refused, or about what was mistyped in one of its fields."""
    has_keys = request.cookies.get(KEYS_COOKIE) != "off"
    return render_template("room/show.html", **_standing(event), has_keys=has_keys, refusal=refusal, **mistyped), status


def _standing(event):
    """Everything that the parts of the control room are made of."""
    now = utcnow()
    board = board_of(db.session, event, now=now)
    return {
        "event": event,
        "board": board,
        "asks": asks_of(db.session, event),
        "until": board.place.until(now=now) if board.place else None,
        "rehearsal": rehearsal_of(db.session, event),
        **screen_controls(db.session, event, now=now),
    }


def refused(event, sentence, status=409):
    """409: the event has moved on, or another reason; the control room says so, as it stands now."""
    return control_room(event, sentence, status)


def back_to(step):
    """To the control room: to the step's place in its agenda if the button was there, else to what is now."""
    anchor = f"step-{step.number}" if request.form.get("from") == "agenda" else None
    return redirect(url_for("room.show", code=step.event.code, _anchor=anchor), 303)


bp.add_app_template_filter(title_of_line, "step_title")


@bp.app_template_filter("slide")
def slide(markdown):
    """One slide of Markdown as the big screen shows it."""
    return to_html(markdown)
