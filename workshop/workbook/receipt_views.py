"""What a script is told of its save, as JSON. Only status 200 with a receipt means that everything is stored."""

from datetime import datetime
from typing import Any

from flask import Response, jsonify, render_template
from flask_babel import gettext as _

from workshop.answers.payload import Action
from workshop.answers.saving import Outcome, Receipt, Save
from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.sheet_views import closed_words, conflict_body, sheet_body
from workshop.workbook.troubles import troubles
from workshop.workbook.wording import clock, language


def is_plain(outcome: Outcome, given: Save) -> bool:
    """True for the everyday save: everything is stored, and the page stays as it is."""
    return outcome.is_complete and not outcome.missing and not _is_rearranged(outcome, given)


def plain_receipt(outcome: Outcome, zone: str, *, now: datetime) -> Response:
    """The answer to an everyday save, for which nothing needs to be read again."""
    return jsonify(_stored(outcome, zone, now=now) | {"errors": []})


def receipt(opened: OpenSheet, outcome: Outcome, given: Save) -> tuple[Response, int]:
    """The answer to a script, and its status: 200 stored, 409 closed or two versions, 422 something could not be stored."""
    body = _stored(outcome, opened.place.event.zone, now=opened.now)
    if outcome.closed_at is not None:
        body["closed"] = closed_words(opened, outcome.closed_at)
        return jsonify(body), 409
    found = troubles(opened, outcome)
    body["errors"] = [{"name": one.name, "text": one.text} for one in found]
    if _is_rearranged(outcome, given):
        body |= _rearranged(opened, outcome, given)
    if outcome.conflicts:
        body["conflict"] = render_template("workbook/_conflict.html", **conflict_body(opened, outcome, given), level=2)
        return jsonify(body), 409
    return jsonify(body), 422 if found else 200


def _stored(outcome: Outcome, zone: str, *, now: datetime) -> dict[str, Any]:
    body: dict[str, Any] = {"was": dict(outcome.was), "kept": len(outcome.kept)}
    if outcome.receipt is not None:
        body["receipt"] = _told(outcome.receipt, zone, now=now)
    return body


def _told(made: Receipt, zone: str, *, now: datetime) -> dict[str, str | int]:
    return {
        "sheet": made.sheet,
        "writer": made.writer,
        "seq": made.seq,
        "digest": made.digest,
        "revision": made.revision,
        "saved_at": made.saved_at.isoformat(),
        "time": clock(made.saved_at, zone, now=now),
    }


def _is_rearranged(outcome: Outcome, given: Save) -> bool:
    return given.action != Action.SAVE or bool(outcome.restored)


def _rearranged(opened: OpenSheet, outcome: Outcome, given: Save) -> dict[str, Any]:
    """The questions drawn anew, and what to say about it."""
    drawn = sheet_body(opened, deleted=outcome.removed or "")
    return {
        "body": render_template("workbook/_body.html", **drawn.all),
        "focus": outcome.added or (given.target if outcome.removed is None else None),
        "say": _said(opened, outcome, given),
    }


def _said(opened: OpenSheet, outcome: Outcome, given: Save) -> str:
    name = opened.place.worksheet.entry_name.in_(language())
    numbers = {entry.id: number for number, entry in enumerate(opened.sheet.entries, 1)}
    if outcome.is_full:
        return _("Five is plenty. Pick the ones that matter most.")
    if outcome.added in numbers:
        return _("%(entry)s %(number)s added.", entry=name.capitalize(), number=numbers[outcome.added])
    if given.action in (Action.UP, Action.DOWN) and given.target in numbers:
        return _("Moved. It is %(entry)s %(number)s now.", entry=name, number=numbers[given.target])
    if outcome.removed is not None:
        return _("%(entry)s deleted.", entry=name.capitalize())
    if outcome.restored:
        return _("%(entry)s is back.", entry=name.capitalize())
    return ""
