"""The big screen, and the acts that put something on it."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.holding import hold
from workshop.events.models import Event, Step
from workshop.events.topics import room_topic
from workshop.extensions import db
from workshop.live.parts import part
from workshop.live.streaming import stream as listen
from workshop.pdf.compiling import compile_png
from workshop.room.access import LARGEST
from workshop.room.asks import put_before_topic, watch_put_before
from workshop.room.big_screen import LOOKS, OF_THE_WORK, ON_ITS_OWN, change_look, put, screen_topic
from workshop.room.pictures import picture_of
from workshop.room.screen_access import screened_event
from workshop.room.stream_views import turnout_topic, watch_turnout
from workshop.room.views import bp, refused
from workshop.web.files import file_to_keep

LAST_PAGE = 99


@bp.get("/events/<code>/screen")
def screen(code):
    """The big screen: one layer, controlled from the control room."""
    event, _allowed = screened_event(code)
    return render_template("room/screen.html", event=event, picture=_picture(event))


@bp.get("/events/<code>/screen/layer")
def screen_layer(code):
    """What stands on it, by itself."""
    event, _allowed = screened_event(code)
    return part("room/screen/_layer.html", event=event, picture=_picture(event))


@bp.get("/events/<code>/screen/stream")
def screen_stream(code):
    """Tells a screen that something else is to be shown."""
    event, allowed = screened_event(code)
    watched = {turnout_topic(event): watch_turnout(event.id), put_before_topic(event): watch_put_before(event.id)}
    return listen([screen_topic(event), room_topic(event)], allowed, watched=watched)


@bp.post("/events/<code>/screen")
def put_on_screen(code):
    """Put a layer on the event's big screens: `layer`, and where it is about a step, `step` and `page`."""
    event = hosted_event(code)
    layer, page = request.form.get("layer", ""), request.form.get("page", 1, int)
    step = None if layer in ON_ITS_OWN else _step(event, request.form.get("step", 0, int))
    hold(db.session, event)
    if event.closed_at is not None and layer in OF_THE_WORK:
        return refused(event, _("The event is closed, so there is nothing to do in the room any more."))
    try:
        put(db.session, event, layer, step=step, page=min(max(page, 1), LAST_PAGE))
    except ValueError:
        abort(400)
    db.session.commit()
    return _back(event)


@bp.post("/events/<code>/screen/look")
def set_look(code):
    """Light, dark, or black on white."""
    event = hosted_event(code)
    if request.form.get("look") not in LOOKS:
        abort(400)
    change_look(db.session, event, request.form["look"])
    db.session.commit()
    return _back(event)


@bp.get("/events/<code>/join-sheet.svg")
def join_sheet(code):
    """The join sheet as a drawing, for the facilitator's own slides."""
    event = hosted_event(code)
    return file_to_keep(_join_sheet(event), f"{event.code}-join.svg", "image/svg+xml")


@bp.get("/events/<code>/join-sheet.png")
def join_sheet_png(code):
    """The same as pixels, as large as a slide."""
    event = hosted_event(code)
    drawing = _join_sheet(event)
    db.session.rollback()  # drawing takes a while, and needs no connection
    return file_to_keep(compile_png(drawing, width=1920, height=1080), f"{event.code}-join.png", "image/png")


def _join_sheet(event: Event) -> str:
    return render_template("room/join_sheet.svg", event=event, picture=_picture(event))


def _picture(event: Event):
    return picture_of(db.session, event, base_url=current_app.config["SETTINGS"].base_url, now=utcnow())


def _step(event: Event, number: int) -> Step | None:
    if not 0 < number <= LARGEST:
        return None
    return db.session.scalar(select(Step).where(Step.event_id == event.id, Step.number == number))


def _back(event: Event):
    flash(_("The big screen shows it now."))
    anchor = None if request.form.get("from") == "remote" else "screen"
    return redirect(url_for(".show", code=event.code, _anchor=anchor), 303)
