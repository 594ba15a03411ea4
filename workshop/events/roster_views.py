"""The roster's page, for the facilitator."""

from collections.abc import Iterator

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from workshop.accounts.entering_access import pepper
from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.models import Event
from workshop.events.roster import (
    Imported,
    Problem,
    RosterClosed,
    RosterLocked,
    RosterProblems,
    import_roster,
    roster_lines,
    strike,
)
from workshop.events.views import bp
from workshop.extensions import db


@bp.get("/events/<code>/roster")
def roster(code):
    """Who is expected, and a field to paste more."""
    return _page(hosted_event(code))


@bp.post("/events/<code>/roster")
def add_to_roster(code):
    """Take the pasted lines, all or none."""
    event, text = hosted_event(code), request.form.get("lines", "")
    if not text.strip():
        return _page(event, problems=[_("Write at least one line: an address, a name, a team.")]), 422
    try:
        imported = import_roster(db.session, event, text, pepper=pepper(), now=utcnow())
    except RosterProblems as wrong:
        return _page(event, text=text, problems=[_sentence(problem, event) for problem in wrong.problems]), 422
    except RosterClosed:
        return _page(event, text=text, problems=[_closed()]), 422
    db.session.commit()
    flash(" ".join(_told(imported)))
    return redirect(url_for(".roster", code=event.code), 303)


@bp.post("/events/<code>/roster/striking")
def strike_from_roster(code):
    """Take one line off."""
    event = hosted_event(code)
    try:
        strike(db.session, event, request.form.get("line", default=0, type=int), now=utcnow())
    except RosterClosed:
        return _page(event, problems=[_closed()]), 422
    except RosterLocked:
        return _page(event, problems=[_("People have begun to write: nobody is taken off the roster any more.")]), 422
    db.session.commit()
    return redirect(url_for(".roster", code=event.code), 303)


def _page(event: Event, *, text: str = "", problems: list[str] | None = None) -> str:
    lines = roster_lines(db.session, event)
    return render_template("events/roster.html", event=event, lines=lines, text=text, problems=problems or [])


def _told(imported: Imported) -> Iterator[str]:
    if imported.n_new or not imported.n_changed:
        yield ngettext("%(num)s person is new on the roster.", "%(num)s people are new on the roster.", imported.n_new)
    if imported.n_changed:
        yield ngettext("%(num)s was brought up to date.", "%(num)s were brought up to date.", imported.n_changed)


def _closed() -> str:
    return _("The workshop is closed, and its roster stays as it is: answers are still added up, of these people alone.")


def _sentence(problem: Problem, event: Event) -> str:
    told = {"line": problem.line, "what": problem.what}
    match problem.cause:
        case "address":
            return _("Line %(line)s: “%(what)s” is not a whole e-mail address. Write: address, name, team.", **told)
        case "name":
            return _(
                "Line %(line)s: “%(what)s” cannot be read as a name of at most 80 letters. Write: address, name, team.",
                **told,
            )
        case "team" if not problem.what:
            return _("Line %(line)s has no team. Write: address, name, team.", **told)
        case "team":
            names = ", ".join(team.name for team in event.teams)
            return _("Line %(line)s: there is no team “%(what)s”. The teams are: %(teams)s.", teams=names, **told)
        case "twice":
            return _("Line %(line)s: %(what)s stands there twice.", **told)
        case "locked":
            return _("Line %(line)s: %(what)s cannot change team any more, since people have begun to write.", **told)
        case "erased":
            return _("Line %(line)s: %(what)s had themself erased here, and has to join on their own.", **told)
        case _:
            return _("More than %(what)s lines at once: paste them in parts.", what=problem.what)
