"""Pages for joining a room with its code."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.accounts import cookie_access
from workshop.accounts.access import masked_address
from workshop.accounts.addresses import BadAddress
from workshop.accounts.link_views import mail_code
from workshop.accounts.names import BadName
from workshop.database import looking_first, utcnow
from workshop.events import door_access
from workshop.events.access import expected_event, expected_in, may_host, own_seat_or_none
from workshop.events.announced import announced
from workshop.events.codes import normal_code
from workshop.events.joining import AddressSeated, NotOpen, SeatRemoved, TeamNeeded, teams_to_choose
from workshop.events.joining import join as take_seat
from workshop.events.models import Event
from workshop.events.queries import event_at_the_door
from workshop.events.views import bp
from workshop.extensions import csrf, db
from workshop.web.moulds import Given, page


@bp.get("/join")
def join():
    """Where a room's code is typed; with one in the address, on to its page."""
    typed = request.args.get("code", "")
    if typed:
        return redirect(url_for(".join_event", code=normal_code(typed)[:40]))
    return render_template("events/join.html")


@bp.post("/join")
def find_event():
    """On to the room whose code was typed, or the same page with a sentence."""
    code = normal_code(request.form.get("code", ""))[:40]
    event = _open_event(code)
    return redirect(url_for(".join_event", code=code), 303) if event is not None else _unknown(code)


@bp.get("/join/<code>")
def join_event(code):
    """The room's door: what it is, who sees what, and the form. One page for every code that lets nobody in."""
    code = normal_code(code)[:40]
    if request.headers.get("Sec-Fetch-Dest", "document") != "document":
        # A picture or a frame on somebody's page: nobody typed this, so it tells nothing, and uses up nobody's tries.
        return render_template("events/join.html", typed=code, is_unknown=True), 404
    seated = own_seat_or_none(code)
    if seated is not None and "new" not in request.args:
        return render_template("events/join_again.html", event=seated.event)
    event = _open_event(code)
    if event is None:
        return _not_yet(code) or _unknown(code)
    if current_user.is_authenticated and may_host(current_user, event):
        return redirect(f"/events/{event.code}")
    return _form(event)


@bp.get("/join/<code>/door")
def door(code):
    """Whether the door is open by now: asked from time to time by the page of somebody who is expected and waits."""
    return {"open": expected_event(code).is_open}


@bp.post("/join/<code>")
def take_place(code):
    """Join: a seat and a sign-in in one short transaction, or the form again with what was typed."""
    code, form = normal_code(code)[:40], request.form
    with looking_first():
        event = _open_event(code)
    if event is None:
        return _unknown(code)
    try:
        joined = _join(event, form)
    except NotOpen:  # closed in the moment between
        db.session.rollback()
        return _unknown(code)
    except AddressSeated:
        return _ask_for_proof(code, form.get("address", "") or current_user.address)
    except SeatRemoved:
        return _form(event, error=("address", _("The facilitator has taken this seat away. Please ask them.")))
    except TeamNeeded:
        return _form(event, **_team_wanted(event, form))
    except BadAddress:
        return _form(event, error=("address", _("Write the whole e-mail address, such as ben@northgate.example")))
    except BadName:
        return _form(event, error=("name", _("Write a name of at most 80 letters, or none.")))
    door_access.note_join(code)
    if joined.token is not None:
        cookie_access.end_here()
    db.session.commit()
    if joined.token is not None:
        cookie_access.keep(joined.token, is_shared="shared" in form)
    return redirect(f"/workbook/{code}", 303)


def _join(event: Event, form):
    is_own_account = current_user.is_authenticated and current_user.is_proven and "own" in form  # asked before the lock
    return take_seat(
        db.session,
        event,
        address=form.get("address", ""),
        name=form.get("name", ""),
        team_id=form.get("team", type=int),
        now=utcnow(),
        device=cookie_access.this_device(),
        is_shared="shared" in form,
        user=current_user._get_current_object() if is_own_account else None,
    )


def _ask_for_proof(code: str, address: str):
    """The seat under this address has somebody on it already: whoever reads its mail gets it."""
    db.session.rollback()
    mail_code(address.strip(), next_path=f"/workbook/{code}")
    db.session.commit()
    flash(_("This address is already in the room. We have mailed it a 6-digit code."))
    return redirect(url_for("accounts.enter_code"), 303)


def _open_event(code: str) -> Event | None:
    """The event that takes people in under this code, or None. Where too many codes were wrong it is looked up slowly."""
    door_access.wait_in_line(code)
    event = event_at_the_door(db.session(), code)
    return event if event is not None and event.is_open else None


def _not_yet(code: str):
    """Whoever is expected, and has proven to be that person, may read when the room opens."""
    event = expected_in(code)
    return render_template("events/join_later.html", event=event) if event is not None else None


def _unknown(code: str):
    """One page for a code that does not exist, is closed, or not open yet."""
    door_access.note_wrong(code)
    return render_template("events/join.html", typed=code, is_unknown=True), 404


def _form(event: Event, *, error: tuple[str, str] | None = None, next_question: str = ""):
    """The door's form with what was typed; `next_question` says why it now asks for the team: no mistake."""
    typed = request.form
    asks_team = bool(next_question) or event.admission == "code" or "team" in typed or "asked-team" in typed
    is_proven = current_user.is_authenticated and current_user.is_proven
    shared = {
        "event": announced(event),
        "minutes": int((event.ends_at - event.starts_at).total_seconds() // 60),
        "team_choices": tuple((team.id, team.name) for team in teams_to_choose(event)) if asks_team else (),
    }
    rare = {
        "typed": typed,
        "error": error,
        "next_question": next_question,
        "own_address": masked_address() if is_proven else "",
        "is_signed_in": current_user.is_authenticated,  # the head of the page shows their doors
    }
    drawn = page("events/join_event.html", Given(shared, {"token": csrf.token()}, rare))
    return drawn, 422 if error or next_question else 200


def _team_wanted(event: Event, form) -> dict:
    """Whoever was not asked for a team before is asked now, and reads why; whoever was has left it out."""
    if event.admission == "code" or "team" in form or "asked-team" in form:
        return {"error": ("team", _("Choose your team.")), "next_question": ""}
    return {
        "next_question": _(
            "One more question: which team are you in? The facilitator’s list does not say it for this address."
        )
    }
