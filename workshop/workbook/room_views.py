"""Following the room: the stream, the parts that change by themselves, and the pages of steps that are no worksheet."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from flask import Flask, abort, current_app, g, redirect, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from workshop.answers.own import own_statuses
from workshop.database import utcnow
from workshop.events.access import own_seat
from workshop.events.announced import announced
from workshop.events.listening import as_participant
from workshop.events.models import Event, Participant, Step
from workshop.events.topics import room_topic
from workshop.extensions import db
from workshop.live.parts import part, tagged
from workshop.live.streaming import stream as listen
from workshop.tipsheets.markdown import to_html
from workshop.web.moulds import for_everyone
from workshop.workbook.contents import contents_lines
from workshop.workbook.following import closed_words, room_words
from workshop.workbook.place import Agenda, agenda
from workshop.workbook.views import bp
from workshop.workbook.wording import language

HIGHEST_TOLD = 99  # number of a step whose pages are sent the line: so few lines can one person ask to be drawn at each move


@bp.get("/<code>/stream")
def stream(code):
    """Tells a participant's open pages that the room has moved: nothing about anybody in it.

    A page that names itself as in `room` (the number of its step, or 0) is sent the line along with the news.
    """
    seat, (at, on_sheet) = own_seat(code), _asked_line(-1)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    line = RoomLine(app, seat.event_id, at, on_sheet) if 0 <= at <= HIGHEST_TOLD else None
    return listen([room_topic(seat.event)], as_participant(g.sign_in, seat), drawing=line)


@bp.get("/<code>/room")
def room(code):
    """Where the room is, for the page of the step in the address, or for the contents page.

    Whoever has that step's worksheet before them, to write on it, is told when it closes.
    """
    seat = own_seat(code)
    found = agenda(db.session, seat.event)
    if request.args.get("on") == "contents":
        return part("workbook/_contents.html", **contents_given(seat, found))
    at, on_sheet = _asked_line(0)
    return tagged(_line_at(found, at, on_sheet=on_sheet))


@bp.get("/<code>/steps/<int:number>")
def step(code, number):
    """What the room talks about, looks at, or that it has a break; on to the page of any other step."""
    seat = own_seat(code)
    found = agenda(db.session, seat.event)
    here = found.step(number)
    if here is None:
        abort(404)
    address = step_address(seat.event.code, here)
    if here.opened_at is None or address != request.path:
        return redirect(url_for(".contents", code=seat.event.code) if here.opened_at is None else address)
    slide = to_html(here.prompt) if here.kind == "words" else None
    return render_template("workbook/step.html", step=here, slide=slide, **room_given(found, here))


@dataclass(frozen=True)
class RoomLine:
    """Draws where the room is for the pages of one step (`at`, 0 for pages of none); `on_sheet` for those on which one
    writes, which are told when it closes. In the language of the site: once readers have their own, it belongs in here.
    """

    app: Flask
    event_id: int
    at: int
    on_sheet: bool

    def __call__(self, session: Session) -> str:
        """Draw it where there is no request, as for one to the root of the site: its addresses begin with a slash."""
        with self.app.test_request_context(base_url=urljoin(self.app.config["SETTINGS"].base_url, "/")):
            found = agenda(session, session.get_one(Event, self.event_id))
            return _line_at(found, self.at, on_sheet=self.on_sheet)


def contents_given(seat: Participant, found: Agenda) -> dict[str, Hashable]:
    """What the contents are made of, and where the room is."""
    statuses = own_statuses(db.session, seat, [place.step for place in found.places])
    lines = contents_lines(found, statuses, lambda key: url_for("workbook.worksheet", code=seat.event.code, key=key))
    return room_said(found, None) | {
        "event": announced(seat.event),
        "takes_paper": seat.event.takes_typing(now=utcnow()),
        "lines": tuple(lines),
        "has_begun": any(place.is_reachable for place in found.places),
    }


def room_given(found: Agenda, at: Step | None) -> dict[str, Any]:
    """What the line about the room is made of, on the page of the step `at`, or on one of no step."""
    return {"event": found.event, "at": at.number if at else 0} | room_now(found, at)


def room_now(found: Agenda, at: Step | None) -> dict[str, str]:
    """The line about the room as it is now, and what its page needs to ask for the next one."""
    return {"room_line": _room_line(room_said(found, at), closed="")} | told_anew(found)


def _asked_line(otherwise: int) -> tuple[int, bool]:
    """The number of the step whose page asks, and whether one writes on it."""
    return request.args.get("at", otherwise, int), request.args.get("on") == "sheet"


def _line_at(found: Agenda, at: int, *, on_sheet: bool) -> Markup:
    here = found.step(at)
    closed = closed_words(found, here, now=utcnow()) if here and on_sheet else ""
    return _room_line(room_said(found, here), closed=closed)


def _room_line(said: dict[str, Hashable], *, closed: str) -> Markup:
    """Where the room is, drawn once for all who are told the same."""
    drawn: Markup = for_everyone(current_app.jinja_env, "workbook/_room.html", **said, closed=closed)
    return drawn


def told_anew(found: Agenda) -> dict[str, str]:
    """What a part that follows the room has to know: as of which revision it is."""
    return {"revision": str(found.revision)}


def room_said(found: Agenda, at: Step | None) -> dict[str, Hashable]:
    """Where the room is and what it is asked or was shown, as the page of the step `at` says it."""
    words = room_words(found, now=utcnow(), at=at)
    return {
        "code": found.event.code,
        "where": words.words if words else "",
        "until": words.until if words else "",
        "href": step_address(found.event.code, words.step) if words and not words.is_here else None,
        "asked": found.asked,
        "shown": _shown(found, at),
    }


def _shown(found: Agenda, at: Step | None) -> tuple[tuple[str, str], ...]:
    """Title and address of what the room was shown, of the worksheet `at` or of all. The address loads the page anew."""
    places = [place for place in found.places if place.step.id in found.shown and at in {None, place.step}]
    return tuple(
        (
            place.worksheet.title.in_(language()),
            url_for("workbook.worksheet", code=found.event.code, key=place.key, show="room", _anchor="the-room"),
        )
        for place in places
    )


def step_address(code: str, step: Step) -> str:
    """The page of a step."""
    if step.worksheet_key is not None:
        return url_for("workbook.worksheet", code=code, key=step.worksheet_key)
    if step.kind == "tipsheet":
        return url_for("workbook.tipsheet", code=code)
    return url_for("workbook.step", code=code, number=step.number)
