"""The facilitator's page of questions, and what is done with each."""

from collections.abc import Callable
from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workshop.asking import leading
from workshop.asking.access import hosted_question
from workshop.asking.listing import asked_for_the_facilitator
from workshop.asking.models import RoomQuestion
from workshop.asking.views import bp
from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.models import Event
from workshop.extensions import db
from workshop.live.parts import part


def _pick(event: Event, question: RoomQuestion, now: datetime) -> None:
    leading.pick(db.session, event, question)


def _clear(event: Event, question: RoomQuestion, now: datetime) -> None:
    leading.clear(db.session, event, question)


def _answer(event: Event, question: RoomQuestion, now: datetime) -> None:
    leading.answer(db.session, event, question, now=now)


def _reopen(event: Event, question: RoomQuestion, now: datetime) -> None:
    leading.reopen(db.session, event, question)


def _hide(event: Event, question: RoomQuestion, now: datetime) -> None:
    leading.put_aside(db.session, event, question, now=now)


def _bring_back(event: Event, question: RoomQuestion, now: datetime) -> None:
    leading.bring_back(db.session, event, question)


ACTS: dict[str, tuple[Callable[[Event, RoomQuestion, datetime], None], str]] = {
    "showing": (_pick, _l("It stands before the room now.")),
    "clearing": (_clear, _l("Taken off the screen.")),
    "answering": (_answer, _l("Marked as answered.")),
    "reopening": (_reopen, _l("It waits for an answer again.")),
    "hiding": (_hide, ""),  # said on the page itself, beside Undo
    "return": (_bring_back, _l("The room can read it again.")),
}


@bp.get("/events/<code>/questions")
def lead(code):
    """Everything the room asks, most wanted first."""
    event = hosted_event(code)
    asked = asked_for_the_facilitator(db.session, event)
    hidden = next((one for one in asked if one.is_hidden and one.id == request.args.get("hidden")), None)
    return render_template("asking/lead.html", event=event, asked=asked, hidden=hidden)


@bp.get("/events/<code>/questions/now")
def lead_now(code):
    """The same by itself, for a page that is open."""
    event = hosted_event(code)
    return part("asking/_lead.html", event=event, asked=asked_for_the_facilitator(db.session, event))


@bp.post("/events/<code>/questions/<question_id>/<act>")
def act_on(code, question_id, act):
    """Show, clear, answer, reopen, hide or bring back one question."""
    event, question = hosted_question(code, question_id)
    if act not in ACTS:
        abort(404)
    do, said = ACTS[act]
    try:
        do(event, question, utcnow())
    except leading.PutAside:
        db.session.rollback()
        flash(_("This question was put aside. Bring it back first."))
    else:
        db.session.commit()
        if act == "hiding":
            return redirect(url_for(".lead", code=event.code, hidden=question.id), 303)
        flash(said)
    if request.form.get("from") == "room":
        return redirect(url_for("room.show", code=event.code, _anchor="asked"), 303)
    return redirect(url_for(".lead", code=event.code), 303)
