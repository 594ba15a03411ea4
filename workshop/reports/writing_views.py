"""Composing the report around its figures, releasing it to the client, and taking it back."""

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.audit.log import note
from workshop.database import utcnow
from workshop.events.holding import hold
from workshop.events.kind_words import kind_word
from workshop.extensions import db
from workshop.reports.access import reported_event
from workshop.reports.composing import report_of, write
from workshop.reports.composing_views import compose_page, problems_of, typed_in
from workshop.reports.composition import as_kept, draft_of, stamp_of
from workshop.reports.letters import cancel_letters, tell_readers
from workshop.reports.releasing import preview_of, release_report, seen_mark, withdraw_report
from workshop.reports.views import bp


@bp.get("/events/<code>/report")
def edit(code):
    """The words still to write, and what may be left out."""
    return compose_page(reported_event(code))


@bp.post("/events/<code>/report")
def save(code):
    """Keep the draft as it is; with `then=look` show it as the client would read it."""
    event = reported_event(code)
    refusal = _refusal(event, is_release=False)
    if refusal is not None:
        return refusal
    db.session.commit()
    if request.form.get("then") == "look":
        return redirect(url_for(".preview", code=event.code), 303)
    flash(_("Saved. Only facilitators can read it, until you release it."))
    return redirect(url_for(".edit", code=event.code), 303)


@bp.post("/events/<code>/report/release")
def release(code):
    """Release the report to the client: as it was seen in the preview, or as it stands in the form."""
    event = reported_event(code)
    refusal = _refusal(event, is_release=True)
    if refusal is not None:
        return refusal
    report = release_report(db.session, event, now=utcnow())
    note(db.session, act="report.released", actor=current_user.public_id, subject=report.public_id, now=utcnow())
    tell_readers(db.session, report, settings=current_app.config["SETTINGS"], now=utcnow())
    db.session.commit()
    flash(_("Released. %(client)s can read the report now. Its readers get a mail.", client=event.client.name))
    return redirect(url_for(".edit", code=event.code), 303)


@bp.post("/events/<code>/report/withdrawal")
def withdraw(code):
    """Take a released report back; its words can then be corrected and released as the next version."""
    event = reported_event(code)
    report = withdraw_report(db.session, event, now=utcnow())
    if report is None:
        return compose_page(event, notice=_("There is no released report."), status=409)
    cancel_letters(db.session, report)
    note(db.session, act="report.withdrawn", actor=current_user.public_id, subject=report.public_id, now=utcnow())
    db.session.commit()
    client = event.client.name
    flash(_("Withdrawn. %(client)s can no longer open the report. What was downloaded stays with them.", client=client))
    return redirect(url_for(".edit", code=event.code), 303)


def _refusal(event, *, is_release):
    """The page that says why not, with every word that was typed; None if nothing stands against it, and it is written."""
    hold(db.session, event)
    stored = report_of(db.session, event)
    seen = request.form.get("seen")
    typed = typed_in(event, stored) if seen is None else draft_of(stored)
    notice = _hindrance(event, stored, typed, is_release=is_release)
    if notice:
        is_typed = seen is None and stored is not None and not stored.is_readable
        is_stale = is_typed and request.form.get("was", "") != stamp_of(stored)
        return compose_page(event, typed, notice=notice, stored=draft_of(stored) if is_stale else None, status=409)
    problems = problems_of(event, stored, typed, is_release=is_release)
    if seen is None:
        write(db.session, event, typed, now=utcnow())
    if not problems:
        return None
    db.session.commit()
    return compose_page(event, typed, problems=problems, status=422)


def _hindrance(event, stored, typed, *, is_release) -> str:
    """What forbids writing at all, in a sentence, or ""."""
    if stored is not None and stored.is_readable:
        return _("The report has been released; its words stay as the client received them.")
    if is_release and event.closed_at is None:
        return _("Close the %(kind)s first: its figures are not final.", kind=kind_word(event))
    seen = request.form.get("seen")
    if seen is not None:
        is_same = seen == seen_mark(stored, preview_of(db.session, event))
        return "" if is_same else _("This was changed in another window after you looked at it. Look at it once more.")
    if request.form.get("was", "") != stamp_of(stored) and as_kept(typed) != as_kept(draft_of(stored)):
        return _("This was changed in another window meanwhile. Yours is below; save again to put it in its place.")
    return ""
