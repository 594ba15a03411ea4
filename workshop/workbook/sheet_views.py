"""The pages of one worksheet: to fill in, to read, to settle two versions, and the one that says it opens later."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import datetime

from flask import current_app, g, render_template, request
from flask_babel import gettext as _

from workshop.answers.saving import Outcome, Save, new_writer
from workshop.events.announced import announced
from workshop.extensions import csrf, db
from workshop.insights.statements import shareable
from workshop.web.moulds import Given, page
from workshop.workbook.conflicts import two_versions
from workshop.workbook.drawing import draw_control, draw_entries, draw_once
from workshop.workbook.kept import kept_lines
from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.place import ALWAYS_OPEN, Agenda, Place
from workshop.workbook.room_figures import room_figures
from workshop.workbook.room_views import room_given, room_now
from workshop.workbook.sheet_page import draft_key, intro, sheet_page, status_state, status_words, titles
from workshop.workbook.stamps import signed_stamp
from workshop.workbook.troubles import Trouble, typed
from workshop.workbook.views import bp
from workshop.workbook.wording import clock, language

bp.add_app_template_global(draw_control, "draw_control")


def worksheet_page(opened: OpenSheet, *, found: Sequence[Trouble] = (), given: Save | None = None) -> str:
    """The worksheet to fill in; with what is to be looked at first, and what was typed there."""
    new, deleted, detail = (request.args.get(name, "") for name in ("new", "deleted", "detail"))
    body = sheet_body(opened, found=found, given=given, focus=new, deleted=deleted, unfolded=detail)
    rare = {
        "errors": found,
        "takes_paper": opened.place.event.takes_typing(now=opened.now),
        "kept": kept_lines(opened),
        "room": room_figures(db.session, opened, language=language()),
    }
    shared = _shared(opened) | {"says_done": opened.sheet.is_done or bool(found and given and given.finished)}
    return page("workbook/worksheet.html", Given(shared, _own(opened), rare) | body)


def _shared(opened: OpenSheet) -> dict[str, Hashable]:
    """What the page around the questions says to everybody who is as far as this."""
    place = opened.place
    return {
        "event": announced(place.event),
        "page": intro(opened.agenda, place),
        "at": place.step.number,
        "asks_action": opened.agenda.place(ALWAYS_OPEN) is not None,
        "is_shared_device": g.sign_in.is_shared,
        "is_done": opened.sheet.is_done,
        "state": status_state(opened),
        "may_share": bool(shareable(place.step)),
    }


def _own(opened: OpenSheet) -> dict[str, str]:
    """What it says to this person at this moment."""
    return room_now(opened.agenda, opened.place.step) | {
        "token": csrf.token(),
        "writer": new_writer(),
        "rendered": _stamp(opened, opened.now),
        "sheet": opened.sheet.name,
        "draft_key": draft_key(opened),
        "status": status_words(opened),
    }


def sheet_body(
    opened: OpenSheet,
    *,
    found: Sequence[Trouble] = (),
    given: Save | None = None,
    focus: str = "",
    deleted: str = "",
    unfolded: str = "",
) -> Given:
    """What the questions themselves are made of.

    `focus` is the id of the entry that takes the focus, `deleted` that of one whose deletion can be undone at once, and
    `unfolded` that of one whose further detail is shown at once.
    """
    form, environment = replace(opened.form(typed(found, given)), unfolded=unfolded), current_app.jinja_env
    worksheet, sheet = opened.place.worksheet, opened.sheet
    return Given(
        {"entry_name": form.entry_name, "repeats": worksheet.repeats, "is_full": sheet.is_full(worksheet)},
        {
            "order": sheet.was_order,
            "entries": draw_entries(environment, form, focus=focus),
            "once": draw_once(environment, form),
        },
        {
            "removed": next((entry for entry in sheet.removed if entry.id == deleted), None),
            "form": form if sheet.removed else None,
        },
    )


def closed_page(opened: OpenSheet, *, closed_at: datetime | None = None) -> str:
    """The worksheet to read. `closed_at` is given when words came too late, which were kept as a private copy."""
    return render_template(
        "workbook/worksheet_closed.html",
        page=sheet_page(opened),
        form=opened.form(),
        closed_words=closed_words(opened, closed_at),
        kept=kept_lines(opened),
        room=room_figures(db.session, opened, language=language()),
        **room_given(opened.agenda, opened.place.step),
    )


def closed_words(opened: OpenSheet, closed_at: datetime | None) -> str:
    """Since when this worksheet takes no more words, and what became of those that came after."""
    event, step = opened.place.event, opened.place.step
    since = closed_at or min(at for at in (event.closed_at, step.closed_at, opened.now) if at is not None)
    time = clock(since, event.zone, now=opened.now)
    if closed_at is None:
        return _("This worksheet closed at %(time)s. You can still read and print it.", time=time)
    return _(
        "This worksheet closed at %(time)s. Your text is kept as a private copy. You can still read and print it.", time=time
    )


def conflict_page(opened: OpenSheet, outcome: Outcome, given: Save) -> str:
    """Both versions of what was changed in two windows, and what to do about it."""
    return render_template("workbook/conflict.html", **conflict_body(opened, outcome, given), level=1)


def conflict_body(opened: OpenSheet, outcome: Outcome, given: Save) -> dict:
    """What the page and the dialog about two versions are made of."""
    return {
        "event": opened.place.event,
        "page": sheet_page(opened),
        "form": opened.form(),
        "versions": two_versions(opened, outcome, given),
        "rendered": _stamp(opened, given.rendered_at or opened.now),
    }


def later_page(agenda: Agenda, place: Place) -> str:
    """The worksheet is in the agenda, and the room is not there yet."""
    return render_template("workbook/worksheet_later.html", page=titles(agenda, place), **room_given(agenda, place.step))


def _stamp(opened: OpenSheet, at: datetime) -> str:
    return signed_stamp(at, opened.sheet.name, pepper=current_app.config["SECRET_KEY"])
