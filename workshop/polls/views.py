"""The participants' page of the quick poll: the promise first, then the question, then what may be told."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.events.access import own_seat
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.live.parts import part
from workshop.polls import polling
from workshop.polls.access import room_poll

bp = Blueprint("polls", __name__)


@bp.get("/workbook/<code>/poll")
def poll(code):
    """The poll that is open, and the result that the room was shown."""
    return _page(own_seat(code))


@bp.get("/workbook/<code>/poll/now")
def poll_now(code):
    """The same by itself, for a page that is open."""
    return part("polls/_poll.html", **_given(own_seat(code)), error="")


@bp.post("/workbook/<code>/poll/<poll_id>/vote")
def vote(code, poll_id):
    """Count one vote."""
    seat, chosen = room_poll(code, poll_id)
    rank = request.form.get("option", type=int)
    if rank is None:
        return _page(seat, error=_("Choose one of these.")), 422
    try:
        polling.vote(db.session, seat, chosen, rank)
    except polling.NoSuchOption:
        return _page(seat, error=_("Choose one of these.")), 422
    except polling.VotedAlready:
        flash(_("You have voted. A vote cannot be changed: nobody knows which one was yours."))
    except polling.NotOpen:
        flash(_("The poll was closed before your vote came in."))
    else:
        db.session.commit()
        flash(_("Your vote is counted."))
    return redirect(url_for(".poll", code=seat.event.code), 303)


def _page(seat: Participant, *, error: str = "") -> str:
    return render_template("polls/poll.html", **_given(seat), error=error)


def _given(seat: Participant) -> dict:
    polls = polling.polls_of(db.session, seat.event)
    now, shown = polling.open_poll(polls) if seat.event.is_open else None, polling.shown_poll(polls)
    return {
        "event": seat.event,
        "poll": now,
        "has_voted": now is not None and polling.has_voted(db.session, seat, now),
        "result": polling.result_of(shown) if shown else None,
    }
