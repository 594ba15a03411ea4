"""What the client will do: its reader writes it beside the report, looks at the letter, and sends it to who took part."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workshop.audit.log import note
from workshop.commitments.committing import (
    LONGEST,
    MOST,
    AllSent,
    NothingWritten,
    as_kept,
    draft_of,
    send,
    sent_of,
    stamp_of,
    write,
)
from workshop.commitments.letters import letter_of
from workshop.database import utcnow
from workshop.events.holding import hold
from workshop.extensions import db
from workshop.reports.access import readable_report
from workshop.reports.views import bp


@bp.get("/reports/<public_id>/commitment")
def commitment(public_id):
    """What is written, and what was sent before."""
    report = readable_report(public_id)
    draft = draft_of(db.session, report.event)
    return _page(report, draft.words if draft else "")


@bp.post("/reports/<public_id>/commitment")
def write_commitment(public_id):
    """Keep the words; then the letter is looked at, or not."""
    report = readable_report(public_id)
    typed = request.form.get("words", "")
    hold(db.session, report.event)
    draft = draft_of(db.session, report.event)
    if request.form.get("was", "") != stamp_of(draft) and draft is not None and draft.words != as_kept(typed):
        return _page(report, typed, notice=_changed(), stored=draft.words, status=409)
    try:
        write(db.session, report.event, typed, version=report.version)
    except AllSent:
        return _page(report, typed, notice=_all_sent(), status=409)
    db.session.commit()
    if request.form.get("then") == "look":
        problem = _problem(typed)
        if problem:
            return _page(report, typed, problem=problem, status=422)
        return redirect(url_for(".commitment_letter", public_id=public_id), 303)
    flash(_("Saved. Nobody has been written to."))
    return redirect(url_for(".commitment", public_id=public_id), 303)


@bp.get("/reports/<public_id>/commitment/letter")
def commitment_letter(public_id):
    """The letter as it would go out, with the one button that sends it; without words to send, the form."""
    report = readable_report(public_id)
    draft = draft_of(db.session, report.event)
    problem = _problem(draft.words if draft else "")
    if problem:
        return _page(report, draft.words if draft else "", problem=problem)
    letter = letter_of(report.event, draft.words, settings=current_app.config["SETTINGS"])
    given = {"report": report, "event": report.event, "letter": letter, "stamp": stamp_of(draft)}
    return render_template("reports/commitment_letter.html", **given)


@bp.post("/reports/<public_id>/commitment/sending")
def send_commitment(public_id):
    """Send what was looked at to everybody who took part: the worker makes the letters, and nobody is told to whom."""
    report = readable_report(public_id)
    hold(db.session, report.event)
    draft = draft_of(db.session, report.event)
    words = draft.words if draft else ""
    if request.form.get("was", "") != stamp_of(draft):
        return _page(report, words, notice=_changed(), status=409)
    problem = _problem(words)
    if problem:
        return _page(report, words, problem=problem, status=422)
    try:
        send(db.session, report.event, now=utcnow())
    except NothingWritten:
        return _page(report, "", problem=_problem(""), status=422)
    note(db.session, act="commitment.sent", actor=current_user.public_id, subject=report.public_id, now=utcnow())
    db.session.commit()
    flash(_("It is being sent to everybody who took part. It stands in the report and in their workbooks now."))
    return redirect(url_for(".show", public_id=public_id), 303)


def _problem(words: str) -> str:
    """What keeps these words from being sent, or ""."""
    if not words.strip():
        return _("Write what your organisation will do.")
    if len(words) > LONGEST:
        return _("This text has %(n)s characters. Shorten it to %(max)s.", n=len(words), max=LONGEST)
    return ""


def _changed() -> str:
    return _("Somebody of your organisation has changed this meanwhile. Look at both, and save again.")


def _all_sent() -> str:
    return _("%(n)s letters were sent, and no more go out. Ask the facilitator if it must change again.", n=MOST)


def _page(report, typed, *, problem="", notice="", stored="", status=200):
    sent = sent_of(db.session, report.event)
    return render_template(
        "reports/commitment.html",
        report=report,
        event=report.event,
        typed=typed,
        problem=problem,
        errors=[{"text": problem, "href": "#words"}] if problem else [],
        notice=notice or (_all_sent() if len(sent) >= MOST else ""),
        stored=stored,
        stamp=stamp_of(draft_of(db.session, report.event)),
        sent=sent,
        may_write=len(sent) < MOST,
    ), status
