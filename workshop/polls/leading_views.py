"""The facilitator's page of quick polls: asking on the spot, watching, closing, showing."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.models import Event
from workshop.extensions import db
from workshop.live.parts import part
from workshop.polls import polling
from workshop.polls.access import hosted_poll
from workshop.polls.models import Poll
from workshop.polls.views import bp


def _close(poll: Poll) -> None:
    polling.close(db.session, poll, now=utcnow())


def _show(poll: Poll) -> None:
    polling.show(db.session, poll)


def _unshow(poll: Poll) -> None:
    polling.take_off(db.session, poll)


def _delete(poll: Poll) -> None:
    polling.delete_poll(db.session, poll)


ACTS: dict[str, tuple[Callable[[Poll], None], str]] = {
    "closing": (_close, _l("Closed. No more votes are taken.")),
    "showing": (_show, _l("Shown. The room sees the result, as far as it may be told.")),
    "clearing": (_unshow, _l("Taken off the phones and the big screen.")),
    "removal": (_delete, _l("The poll is deleted, with its votes.")),
}


@bp.get("/events/<code>/polls")
def lead(code):
    """Ask a poll, and what became of the others."""
    return _page(hosted_event(code))


@bp.get("/events/<code>/polls/now")
def lead_now(code):
    """What became of them, by itself, for a page that is open."""
    event = hosted_event(code)
    return part("polls/_results.html", event=event, results=_results(event))


@bp.post("/events/<code>/polls")
def ask(code):
    """Open a poll; with a sentence and what was typed where that cannot be."""
    event = hosted_event(code)
    try:
        polling.ask(db.session, event, request.form.get("question", ""), request.form.get("options", ""), now=utcnow())
    except polling.NoQuestion:
        return _page(event, error=("question", _("Write one question, of 200 characters at most."))), 422
    except polling.BadOptions:
        return _page(
            event, error=("options", _("Write two to six different options, one a line, of 80 characters at most."))
        ), 422
    except polling.NotOpen:
        return _page(event, error=("question", _("The doors are not open, so nobody could vote."))), 422
    db.session.commit()
    flash(_("Asked. People vote on their phones."))
    return redirect(url_for(".lead", code=event.code), 303)


@bp.post("/events/<code>/polls/<poll_id>/<act>")
def act_on(code, poll_id, act):
    """Close, show, clear or delete one poll."""
    event, poll = hosted_poll(code, poll_id)
    if act not in ACTS:
        abort(404)
    do, said = ACTS[act]
    do(poll)
    db.session.commit()
    flash(said)
    if request.form.get("from") == "room":
        return redirect(url_for("room.show", code=event.code, _anchor="asked"), 303)
    return redirect(url_for(".lead", code=event.code), 303)


def _page(event: Event, *, error: tuple[str, str] | None = None) -> str:
    return render_template("polls/lead.html", event=event, results=_results(event), error=error, typed=request.form)


def _results(event: Event) -> list[polling.Result]:
    return [polling.result_of(one) for one in polling.polls_of(db.session, event)]
